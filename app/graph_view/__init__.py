"""The network as a picture: sigma and graphology in one built file, drawn from columns of data."""

from graph_view.component import Picture, draw_graph

__all__ = ["Picture", "draw_graph"]

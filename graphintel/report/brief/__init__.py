"""The brief on a network: a PDF that says where each statement comes from."""

from graphintel.report.brief.pdf import write_brief

__all__ = ["write_brief"]

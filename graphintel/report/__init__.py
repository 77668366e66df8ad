"""What screens, briefs and exports say: questions to a case, answered as tables."""

from graphintel.report.exports import export_case, export_tables

__all__ = ["export_case", "export_tables"]

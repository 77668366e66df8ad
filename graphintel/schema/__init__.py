"""Every table and the graph, declared once."""

from graphintel.schema.columns import Column, Table
from graphintel.schema.derived import DERIVED_TABLES
from graphintel.schema.evidence import EVIDENCE_TABLES
from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES, check_names

__all__ = ["DERIVED_TABLES", "EVIDENCE_TABLES", "NODE_LABELS", "RELATIONSHIP_TYPES", "Column", "Table", "check_names"]

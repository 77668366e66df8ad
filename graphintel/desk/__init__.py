"""What people do to a case: take exports in."""

from graphintel.desk.imports import FileOutcome, ImportReport, import_paths

__all__ = ["FileOutcome", "ImportReport", "import_paths"]

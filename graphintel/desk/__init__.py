"""What people do to a case: take exports in, publish it, put questions to it."""

from graphintel.desk.imports import FileOutcome, ImportReport, import_paths
from graphintel.desk.publication import ask_store, publish_case, store_of

__all__ = ["FileOutcome", "ImportReport", "ask_store", "import_paths", "publish_case", "store_of"]

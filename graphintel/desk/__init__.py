"""What people do to a case: take exports in, judge, publish, ask."""

from graphintel.desk.imports import FileOutcome, ImportReport, import_paths
from graphintel.desk.judgements import judge_pair
from graphintel.desk.publication import ask_store, publish_case, store_of

__all__ = ["FileOutcome", "ImportReport", "ask_store", "import_paths", "judge_pair", "publish_case", "store_of"]

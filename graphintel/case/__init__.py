"""The case folder: evidence, derived tables, runs, the lock. The one place that opens Parquet files."""

from graphintel.case.folder import Case, init_case, open_case_folder
from graphintel.case.lock import write_lock
from graphintel.case.manifest import Manifest
from graphintel.case.upgrade import upgrade_case
from graphintel.case.verify import verify_case

__all__ = ["Case", "Manifest", "init_case", "open_case_folder", "upgrade_case", "verify_case", "write_lock"]

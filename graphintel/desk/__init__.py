"""What people do to a case: take exports in, judge, change the lexicon, publish, ask."""

from graphintel.desk.imports import import_paths
from graphintel.desk.judgements import judge_pair
from graphintel.desk.lexicon import LexiconChange, add_to_lexicon, drop_from_lexicon, import_lexicon
from graphintel.desk.lists import (
    ListImport,
    RatesImport,
    import_rates,
    import_species_list,
    reset_rates,
    reset_species_list,
)
from graphintel.desk.outcomes import FileOutcome, ImportReport
from graphintel.desk.preview import FilePreview, preview_paths
from graphintel.desk.publication import ask_store, publish_case, store_of
from graphintel.desk.rereading import Reread, RereadReport, reread

__all__ = [
    "FileOutcome",
    "FilePreview",
    "ImportReport",
    "LexiconChange",
    "ListImport",
    "RatesImport",
    "Reread",
    "RereadReport",
    "add_to_lexicon",
    "ask_store",
    "drop_from_lexicon",
    "import_lexicon",
    "import_paths",
    "import_rates",
    "import_species_list",
    "judge_pair",
    "preview_paths",
    "publish_case",
    "reread",
    "reset_rates",
    "reset_species_list",
    "store_of",
]

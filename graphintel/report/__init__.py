"""What screens, briefs and exports say: questions to a case, answered as tables."""

from graphintel.report.exports import export_case, export_tables
from graphintel.report.gloss import GLOSS_MARK, Recognised, gloss, gloss_explained
from graphintel.report.identities import count_unidentified, unidentified
from graphintel.report.lexicon import Sight, described, lexicon_differences, lexicon_history, look_at
from graphintel.report.lists import Standing, rate_of_month, rates_of, standings, taxa_in_shipped_list
from graphintel.report.near_same import NearSame, Repost, near_same_groups
from graphintel.report.network import NetworkReport, report_network
from graphintel.report.overview import BANDS, Overview, adverts_by_week, survey_case
from graphintel.report.pictures import thumbnail
from graphintel.report.romanised import is_romanisable, romanised
from graphintel.report.search import search_case

__all__ = [
    "BANDS",
    "GLOSS_MARK",
    "NearSame",
    "NetworkReport",
    "Overview",
    "Recognised",
    "Repost",
    "Sight",
    "Standing",
    "adverts_by_week",
    "count_unidentified",
    "described",
    "export_case",
    "export_tables",
    "gloss",
    "gloss_explained",
    "is_romanisable",
    "lexicon_differences",
    "lexicon_history",
    "look_at",
    "near_same_groups",
    "rate_of_month",
    "rates_of",
    "report_network",
    "romanised",
    "search_case",
    "standings",
    "survey_case",
    "taxa_in_shipped_list",
    "thumbnail",
    "unidentified",
]

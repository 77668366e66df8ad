"""A seeded synthetic case in real export shapes, with its truth, and a scorer."""

from graphintel.sample.score import ScoreLine, score_case
from graphintel.sample.write import REGION, TIMEZONE, SampleSummary, write_sample

__all__ = ["REGION", "TIMEZONE", "SampleSummary", "ScoreLine", "score_case", "write_sample"]

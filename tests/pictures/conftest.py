"""Tesseract, where it is installed; required where GRAPHINTEL_REQUIRE_OCR says so."""

from __future__ import annotations

import os
import warnings

import pytest

from graphintel.desk.picture_text.tesseract import Tesseract, find_tesseract

NEEDED = frozenset("eng vie tha chi_sim msa".split())


@pytest.fixture(scope="session")
def tesseract() -> Tesseract:
    found = find_tesseract()
    missing = sorted(NEEDED - found.languages) if found else ["the program itself"]
    if found is None or missing:
        problem = f"Tesseract lacks {', '.join(missing)}; scripts/system_packages.sh ocr installs it"
        if os.environ.get("GRAPHINTEL_REQUIRE_OCR") == "1":
            pytest.fail(f"the reader of print is required, and {problem}")
        warnings.warn(f"the tests of print on pictures are SKIPPED: {problem}", stacklevel=1)
        pytest.skip(problem)
    return found

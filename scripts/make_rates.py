"""Write graphintel/reference/rates/monthly.csv from the ECB's eurofxref-hist.zip: python scripts/make_rates.py ZIP."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from graphintel.extract.money import ABOUT, CURRENCY_AFTER, CURRENCY_BEFORE, OF_REGION, OWN_SCALES

FOLDER = Path(__file__).resolve().parent.parent / "graphintel" / "reference" / "rates"
_FIRST_MONTH = "2005-01"
_DIGITS = 7  # significant ones: the ECB gives six at most
_ECB = "ECB reference rates, monthly average"
# Currencies held at a fixed rate: to what, and how many units for one of that. Source: their central banks.
_PEGS = {
    "BND": ("SGD", 1.0),  # currency interchangeability agreement, 1967
    "MOP": ("HKD", 1.03),
    "AED": ("USD", 3.6725),
    "SAR": ("USD", 3.75),
    "QAR": ("USD", 3.64),
    "XAF": ("EUR", 655.957),
}
_ANNUAL = "annual average, rounded, from general knowledge; import your own where it matters"
Rows = dict[tuple[str, str], tuple[float, str]]  # currency and month → units for one dollar, source


def wanted() -> set[str]:
    """Currencies that prices can be read in."""
    said = (CURRENCY_BEFORE, CURRENCY_AFTER, OWN_SCALES, ABOUT, OF_REGION)
    return {code.removesuffix("?") for codes in said for code in codes.values()} - {"USD"}


def ecb_rates(path: Path) -> Rows:
    """Means over the days of a month on which the ECB gave both the currency and the dollar."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    days: dict[tuple[str, str], list[float]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        month, dollars = row["Date"][:7], _number(row["USD"])
        if month < _FIRST_MONTH or dollars is None:
            continue
        days.setdefault(("EUR", month), []).append(1 / dollars)
        for code in wanted() & set(row):
            units = _number(row[code])
            if units is not None:
                days.setdefault((code, month), []).append(units / dollars)
    return {key: (fmean(values), _ECB) for key, values in days.items()}


def pegged(rates: Rows) -> Iterator[tuple[tuple[str, str], tuple[float, str]]]:
    """Fixed rates for each month that the ECB has."""
    for month in sorted({month for _, month in rates}):
        for code, (to, units) in _PEGS.items():
            base = 1.0 if to == "USD" else rates.get((to, month), (None, ""))[0]
            if base is not None:
                yield (code, month), (base * units, f"peg: {units:g} to 1 {to}")


def annual() -> Iterator[tuple[tuple[str, str], tuple[float, str]]]:
    """The rows of annual.csv as months."""
    with (FOLDER / "annual.csv").open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
                for month in range(1, 13):
                    yield (row["currency"], f"{year}-{month:02d}"), (float(row["units_per_usd"]), _ANNUAL)


def main(path: Path) -> None:
    """Write the table, ordered by currency and month."""
    rates = ecb_rates(path)
    rates |= dict(pegged(rates)) | dict(annual())
    with (FOLDER / "monthly.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("month", "currency", "units_per_usd", "source"))
        for (currency, month), (units, source) in sorted(rates.items()):
            writer.writerow((month, currency, f"{units:.{_DIGITS}g}", source))
    without = sorted(wanted() - {currency for currency, _ in rates})
    print(f"{len(rates)} rows; without a rate: {', '.join(without) or 'none'}")  # noqa: T201


def _number(cell: str) -> float | None:
    return None if cell in ("", "N/A") else float(cell)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

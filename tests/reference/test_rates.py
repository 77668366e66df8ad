"""Rates of exchange: what ships, what a person hands in, and which counts in a month."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.errors import SettingsError
from graphintel.reference import Rate, for_each_month, load_rates, over, rate_in, read_rates

KNOWN = [
    # Currency, month, month of the rate, units for a dollar.
    ("a reference rate", "MYR", "2024-06", "2024-06", 4.71),
    ("the euro", "EUR", "2024-06", "2024-06", 0.929),
    ("a fixed rate", "SAR", "2015-02", "2015-02", 3.75),
    ("fixed to another currency", "MOP", "2020-05", "2020-05", 7.98),
    ("a yearly one", "VND", "2024-11", "2024-11", 25_000),
    ("a year without one, after one with it", "VND", "2021-09", "2020-12", 23_200),
]
UNKNOWN = [
    ("more than a year after the last", "VND", "2017-01"),
    ("before the first", "VND", "2009-12"),
    ("no such currency", "XXX", "2024-06"),
    ("prices are read in it, and nothing is known", "KES", "2024-06"),
]


@pytest.mark.parametrize(
    ("currency", "month", "of_month", "units"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN]
)
def test_a_month_has_the_rate_that_was_known(currency: str, month: str, of_month: str, units: float) -> None:
    found = rate_in(load_rates(), currency, month)
    assert found is not None
    assert found.month == of_month
    assert found.units_per_usd == pytest.approx(units, rel=0.002)


@pytest.mark.parametrize(("currency", "month"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_a_month_without_a_rate_has_none(currency: str, month: str) -> None:
    assert rate_in(load_rates(), currency, month) is None


def test_the_shipped_rates_stand_once_for_each_month_and_say_whence_they_come() -> None:
    rates = load_rates()
    keys = [(rate.currency, rate.month) for rate in rates]
    assert keys == sorted(set(keys))
    assert all(rate.units_per_usd > 0 and rate.source for rate in rates)
    assert min(rate.month for rate in rates) == "2005-01"
    assert {rate.source.partition(",")[0].partition(":")[0] for rate in rates} == {
        "ECB reference rates",
        "peg",
        "annual average",
    }


def test_neighbouring_months_do_not_jump() -> None:
    before: Rate | None = None
    for rate in load_rates():
        if before and before.currency == rate.currency and rate.source.startswith("ECB"):
            assert 0.75 < rate.units_per_usd / before.units_per_usd < 1.35, rate
        before = rate


def test_the_table_is_made_from_the_banks_file(tmp_path: Path) -> None:
    days = "Date,USD,JPY,MYR,HKD,SGD,\n2024-06-04,1.10,165,5.06,8.58,N/A,\n2024-06-03,1.00,150,4.80,7.80,N/A,\n"
    with zipfile.ZipFile(tmp_path / "hist.zip", "w") as archive:
        archive.writestr("eurofxref-hist.csv", days + "2004-12-31,1,1,1,1,1,\n")
    script = (
        "import sys; sys.path.insert(0, 'scripts'); import make_rates; from pathlib import Path\n"
        "rates = make_rates.ecb_rates(Path(sys.argv[1])); rates |= dict(make_rates.pegged(rates))\n"
        "print(*(f'{c},{m},{u:.6g}' for (c, m), (u, _) in sorted(rates.items())), sep='\\n')"
    )
    root = Path(__file__).resolve().parents[2]
    made = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "hist.zip")], capture_output=True, text=True, cwd=root, check=True
    )
    found = {row[0]: (row[1], float(row[2])) for row in csv.reader(made.stdout.splitlines())}
    assert found["MYR"] == ("2024-06", 4.7)
    assert found["JPY"] == ("2024-06", 150)
    assert found["MOP"] == ("2024-06", pytest.approx(7.8 * 1.03))
    assert found["AED"] == ("2024-06", 3.6725)
    assert found["XAF"] == ("2024-06", pytest.approx(655.957 * (1 + 1 / 1.1) / 2, rel=1e-5))
    assert not {"SGD", "BND", "USD"} & set(found)


def test_own_rates_are_read_by_day_or_month() -> None:
    text = (
        "Date;Currency;Units per USD;Source\n2024-06-01;vnd;25400;bank\n2024-06-30;VND;25500;bank\n2024-07;VND;25600;\n"
    )
    assert read_rates(text.encode("utf-8-sig"), name="own.csv") == (
        Rate("2024-06", "VND", 25_450, "bank"),
        Rate("2024-07", "VND", 25_600, "own.csv"),
    )


def test_own_rates_count_over_the_shipped_ones_and_later_over_earlier() -> None:
    first, second = (Rate("2024-06", "VND", units, "own") for units in (25_400, 25_500))
    more = Rate("2024-06", "KES", 129, "own")
    rates = over(load_rates(), [first, more], [second])
    assert rate_in(rates, "VND", "2024-06") == second
    assert rate_in(rates, "KES", "2024-08") == more
    assert rate_in(rates, "VND", "2024-07") == rate_in(load_rates(), "VND", "2024-07")


HEAD = "month,currency,units_per_usd\n"
REFUSED = [
    ("another table", "term,language\na,b\n", "its columns are term, language, its rows 1. Wanted are date"),
    ("a header alone", HEAD, "its rows 0"),
    ("a currency", HEAD + "2024-06,Dong,25400\n", "row 2: 'Dong' is no currency"),
    ("the dollar", HEAD + "2024-06,USD,1\n", "row 2: USD is what rates are given in"),
    ("a date", HEAD + "06/2024,VND,25400\n", "row 2: '06/2024' is no date"),
    ("a month that is none", HEAD + "2024-13,VND,25400\n", "row 2: '2024-13' is no date"),
    ("thousands", HEAD + '2024-06,VND,"25,400"\n', "row 2: '25,400' is no number"),
    ("nothing", HEAD + "2024-06,VND,0\n", "row 2: '0' cannot be a rate"),
    ("not a number", HEAD + "2024-06,VND,nan\n", "row 2: 'nan' cannot be a rate"),
    ("many", HEAD + "x,VND,1\n" * 9, "And 4 more rows. Nothing was imported"),
]


@pytest.mark.parametrize(("text", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_rates_that_cannot_be_used_are_refused_with_a_sentence(text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=r"own\.csv") as problem:
        read_rates(text.encode(), name="own.csv")
    assert told in str(problem.value)


_MONTHS = st.integers(2000 * 12, 2006 * 12)


def month_of(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


@given(st.sets(_MONTHS, max_size=8), _MONTHS)
def test_the_rate_of_a_month_is_the_last_known_within_a_year(known: set[int], asked: int) -> None:
    rates = [Rate(month_of(number), "VND", 1.0 + number, "") for number in sorted(known)]
    near = [number for number in known if asked - 12 <= number <= asked]
    found = rate_in(rates, "VND", month_of(asked))
    assert (found and found.month) == (month_of(max(near)) if near else None)
    months = [month for month, _ in for_each_month(rates)]
    assert months == sorted(set(months))

"""How fast files become evidence, and in how much memory, beside plainly loading the same file.

`python bench/ingest_pace.py [MEGABYTES]`: one file per family, each measured in a process of its own; 1000 for a
full measurement, which also writes the table in docs/method.md. "Plain" is `json.load` for JSON, `pandas.read_csv` for
CSV, and reading all lines for text: it keeps no evidence.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.tables import put_table

_WORDS = "Ready stock kakaktua jinak siap kirim seluruh kota, minat PM atau WA. Barang asli, harga nego, serius saja. "


def apify(number: int) -> str:
    """A post with one comment, in the shape of Apify's data sets."""
    record = {
        "facebookUrl": "https://www.facebook.com/groups/900000000000001",
        "url": f"https://www.facebook.com/groups/900000000000001/permalink/{number}/",
        "time": f"2025-02-{1 + number % 28:02}T03:20:00.000Z",
        "user": {"id": str(100090000000000 + number % 20_000), "name": f"Orang {number % 20_000}"},
        "text": f"{_WORDS * 3}{number}",
        "legacyId": str(number),
        "groupTitle": "Jual Beli Contoh",
        "topComments": [{"id": f"c{number}", "date": "2025-02-11T04:00:00.000Z", "text": "pm", "profileName": "Uji"}],
    }
    return json.dumps(record, ensure_ascii=False)


def telegram(number: int) -> str:
    """A message of a Telegram chat."""
    record = {
        "id": number,
        "type": "message",
        "date_unixtime": str(1_700_000_000 + number),
        "from": f"Orang {number % 5_000}",
        "from_id": f"user{number % 5_000}",
        "text": f"{_WORDS}{number}",
        "text_entities": [],
    }
    return json.dumps(record)


def listing(number: int) -> str:
    """A row of a site's listings."""
    seller = number % 9_000
    return f'https://a.example/i/{number},Kakaktua,"{_WORDS}",850000,Medan,2025-05-01,Orang {seller},u{seller}\n'


def chat_line(number: int) -> str:
    """A line of a WhatsApp text."""
    return f"{1 + number % 28:02}/06/2024, {number % 24:02}:{number % 60:02} - Orang {number % 200}: {_WORDS}{number}\n"


def _array(make: Callable[[int], str], before: str, after: str) -> Callable[[int], Iterator[str]]:
    def parts(size: int) -> Iterator[str]:
        yield before
        written = number = 0
        while written < size:
            text = ("," if number else "") + make(number) + "\n"
            written, number = written + len(text), number + 1
            yield text
        yield after

    return parts


def _lines(make: Callable[[int], str], header: str) -> Callable[[int], Iterator[str]]:
    def parts(size: int) -> Iterator[str]:
        yield header
        written = number = 0
        while written < size:
            text = make(number)
            written, number = written + len(text), number + 1
            yield text

    return parts


_HEADER = "url,title,description,price,location,posted_at,seller,seller_id\n"
FAMILIES = {
    "Facebook group posts (JSON)": (_array(apify, "[", "]"), "json"),
    "Telegram chat (JSON)": (_array(telegram, '{"name":"B","type":"private_group","id":15,"messages":[', "]}"), "json"),
    "site listings (CSV)": (_lines(listing, _HEADER), "csv"),
    "WhatsApp chat (text)": (_lines(chat_line, ""), "text"),
}
_PLAIN = {
    "json": "import json; json.load(open({path!r}, encoding='utf-8'))",
    "csv": "import pandas; pandas.read_csv({path!r})",
    "text": "open({path!r}, encoding='utf-8').readlines()",
}
_INGEST = "from graphintel.cli import main; main(['ingest', {case!r}, {path!r}, '--json'], standalone_mode=False)"
_FULL = 1_000  # megabytes from which the figures are kept
_HEADER = ["Family", "MB", "Records", "Records/s", "MB/s", "Peak, MiB", "Plain, MB/s", "Plain peak, MiB", "Pace"]


def measure(code: str) -> tuple[float, float, str]:
    """Seconds, peak mebibytes and output of a Python process that runs ``code``."""
    script = f"import time,resource,sys\nbegin=time.perf_counter()\n{code}\n" + (
        "sys.stderr.write(f'FIGURES {time.perf_counter()-begin} '"
        "f'{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, kibibytes = done.stderr.rsplit("FIGURES ", 1)[1].split()
    return float(seconds), float(kibibytes) / 1024, done.stdout


def measure_family(name: str, megabytes: int) -> list[str]:
    """A row of the table."""
    parts, kind = FAMILIES[name]
    with tempfile.TemporaryDirectory() as folder:
        path, case = Path(folder, "export"), Path(folder, "case")
        with path.open("w", encoding="utf-8") as written:
            written.writelines(parts(megabytes * 1_000_000))
        subprocess.run([sys.executable, "-m", "graphintel", "init", str(case)], check=True, capture_output=True)
        plain_seconds, plain_peak, _ = measure(_PLAIN[kind].format(path=str(path)))
        seconds, peak, output = measure(_INGEST.format(case=str(case), path=str(path)))
    records = json.loads(output)["files"][0]["read"]
    ours = (f"{records:,}", f"{records / seconds:,.0f}", f"{megabytes / seconds:.1f}", f"{peak:,.0f}")
    plain = (f"{megabytes / plain_seconds:.0f}", f"{plain_peak:,.0f}", f"{plain_seconds / seconds:.3f}")
    return [name, f"{megabytes:,}", *ours, *plain]


def main() -> None:
    """Print a table, a row for each family."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rows = [measure_family(name, megabytes) for name in FAMILIES]
    if megabytes >= _FULL:
        put_table("ingest", _HEADER, rows)
    else:
        print("\n".join("  ".join(row) for row in (_HEADER, *rows)))


if __name__ == "__main__":
    main()

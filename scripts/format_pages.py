"""Write docs/formats.md from the readers; with --check, fail where it differs."""

from __future__ import annotations

import sys
from pathlib import Path

from graphintel.schema.reading import Reader
from ingest import READERS

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
HEAD = """# The formats that graphintel reads
Written from the readers by `scripts/format_pages.py`; do not edit it by hand.

What a file is, is told from its content; its name and ending count for nothing. `graphintel ingest CASE FOLDER
--dry-run` says what each file of a folder is, and why. A table of your own that is not listed here is read by a
mapping: see [mappings](mappings.md). ZIP, TAR and GZIP archives are unpacked within bounds; pictures, films, sounds
and PDF documents are kept and shown beside the posts that name them; pictures are looked through for QR codes and print
([how](picture-text.md)). WeChat files are read as exported: nothing here
decrypts anything or extracts keys.
"""


def main() -> int:
    """Write or check the page; 1 where it differs."""
    ordered = sorted(READERS, key=lambda reader: reader.notes.title.lower())
    text = HEAD + "\n" + "\n".join(_section(reader) for reader in ordered)
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text("utf-8") == text:
            return 0
        sys.stderr.write("docs/formats.md differs from the readers. Run .venv/bin/python scripts/format_pages.py\n")
        return 1
    PAGE.write_text(text, "utf-8")
    return 0


def _section(reader: Reader) -> str:
    notes = reader.notes
    lines = [f"## {notes.title}", f"Name: `{reader.name}`", "", f"- **Recognised by** {notes.recognised_by}."]
    lines.append(f"- **Carries** {notes.carries}.")
    lines += [f"- **Mind:** {trap.rstrip('.')}." for trap in notes.traps]
    if notes.not_read:
        lines.append(f"- **Not read:** {'; '.join(notes.not_read)}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

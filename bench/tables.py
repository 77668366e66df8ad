"""Tables that measurements put into docs/method.md, between marks."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"


def table_lines(header: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a table in Markdown."""
    return ["| " + " | ".join(cells) + " |" for cells in (header, ["---"] * len(header), *rows)]


def put_table(name: str, header: list[str], rows: list[list[str]]) -> None:
    """Write a table between ``<!-- name -->`` and ``<!-- /name -->``, and print it."""
    lines = table_lines(header, rows)
    text = PAGE.read_text("utf-8")
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = text.split(start, 1)
    after = rest.split(end, 1)[1]
    PAGE.write_text(f"{before}{start}\n" + "\n".join(lines) + f"\n{end}{after}", "utf-8")
    print("\n".join(lines))

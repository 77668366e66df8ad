"""Write docs/data-dictionary.md from the declarations; with --check, say whether it is what they give."""

from __future__ import annotations

import sys
from pathlib import Path

from graphintel.schema import DERIVED_TABLES, EVIDENCE_TABLES, Table
from graphintel.schema.decisions import JUDGEMENTS, LEXICON_ENTRIES
from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"


def written() -> str:
    """The whole page."""
    parts = [
        "# Data dictionary",
        "Generated from `graphintel/schema/`: do not edit.",
        "",
        "## Evidence: what sources state",
    ]
    parts += [_table(table) for table in EVIDENCE_TABLES]
    parts += ["## Derived: computed again by each run"]
    parts += [_table(table) for table in DERIVED_TABLES]
    parts += ["## Decisions: what people say", "Kept in decisions.sqlite, in sealed logs.", ""]
    parts += [_table(table) for table in (JUDGEMENTS, LEXICON_ENTRIES)]
    parts += ["## The graph: nodes", "The key of every node is `id`.", ""]
    for label in NODE_LABELS:
        rows = [f"| `{p.name}` | {p.type} | {p.meaning} |" for p in label.properties]
        parts += [
            f"### {label.name}",
            label.meaning + ".",
            "",
            "| Property | Type | Meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    parts += ["## The graph: relationships", "The key of every relationship is `edge_id`.", ""]
    for kind in RELATIONSHIP_TYPES:
        ends = ", ".join(f"`(:{left})-[:{kind.name}]->(:{right})`" for left, right in kind.ends)
        parts += [f"### {kind.name}", f"{kind.meaning}. {ends}", ""]
        if kind.properties:
            rows = [f"| `{p.name}` | {p.type} | {p.meaning} |" for p in kind.properties]
            parts += ["| Property | Type | Meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(parts).rstrip() + "\n"


def _table(table: Table) -> str:
    rows = [
        f"| `{c.name}`{' *' if c.required else ''} | {c.type} | {c.meaning.replace('|', chr(92) + '|')} |"
        for c in table.columns
    ]
    head = [f"### {table.name}", f"{table.meaning}. Key: {', '.join(table.key)}. * never missing.", ""]
    return "\n".join([*head, "| Column | Type | Meaning |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(written(), "utf-8")
    elif PAGE.read_text("utf-8") != written():
        sys.exit("docs/data-dictionary.md is not what the schema gives. Run: python scripts/data_dictionary.py")

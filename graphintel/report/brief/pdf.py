"""Typeset a network's report with typst and the system's Noto fonts."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import typst

from graphintel.case import Case
from graphintel.case.durable import write_aside
from graphintel.errors import ReportError
from graphintel.report.gloss import GLOSS_MARK
from graphintel.report.network import NetworkReport, report_network
from graphintel.report.romanised import is_romanisable, romanised

_MOST_MEMBERS, _MOST_ADVERTS, _MOST_TAXA = 60, 40, 30
_CAUTION = (
    "This is a first judgement by rule, not yet calibrated against known cases. It says how accounts act together; "
    "it says of nobody that a law was broken."
)


def write_brief(case: Case, network_id: str, path: Path, *, latin: bool = False) -> Path:
    """Write the brief on ``network_id`` as PDF; the same run gives the same bytes.

    ``latin``: texts of other scripts in Latin letters too.

    Raises:
        ReportError: there is no such network, or the file cannot be written.
        NothingPublished: the case was never run.
    """
    made = typeset(brief_content(case, report_network(case, network_id), latin=latin))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_aside(path.parent, lambda scratch: _put(scratch, made), name=lambda _: path.name)
    except OSError as problem:
        raise ReportError(
            f"cannot write {path} ({problem.strerror}). Choose a folder that you may write to."
        ) from problem


def typeset(content: dict[str, Any]) -> bytes:
    """The PDF of a brief's content; names and texts in it are data and never markup.

    Raises:
        ReportError: typst refuses it.
    """
    template = files(__package__).joinpath("brief.typ").read_bytes()
    try:
        return bytes(typst.compile(template, sys_inputs={"brief": msgspec.json.encode(content).decode()}))
    except typst.TypstError as problem:
        raise ReportError(
            f"the brief could not be set ({problem}). Please report the words that it names."
        ) from problem


def brief_content(case: Case, report: NetworkReport, *, latin: bool = False) -> dict[str, Any]:
    """All that the brief says, as plain values."""
    members, row = report.members.to_pylist(), report.row
    labels = {member["actor_id"]: member for member in members}
    sources = sorted({(a["file_name"], a["sha256"]) for a in report.adverts.to_pylist() if a["file_name"]})
    pairs = report.ties.group_by(["left_actor_id", "right_actor_id"]).aggregate([("fused_weight", "max")]).to_pylist()
    return {
        "title": f"{report.network_id} · {row['label']}",
        "handling": f"HANDLING: {case.settings.handling}",
        "case": case.settings.name,
        "run": case.run_id,
        "band": f"{report.band.capitalize()}.",
        "caution": _CAUTION,
        "facts": _facts(row, report),
        "reasons": list(report.reasons),
        "counter_evidence": list(report.counter_evidence),
        "nodes": [_node(member) for member in members],
        "edges": [
            {
                "from": _node(labels[pair["left_actor_id"]]),
                "to": _node(labels[pair["right_actor_id"]]),
                "weight": pair["fused_weight_max"],
            }
            for pair in pairs
        ],
        "members": [_member(member, report) for member in members[:_MOST_MEMBERS]],
        "members_left": max(0, len(members) - _MOST_MEMBERS),
        "taxa": [
            {
                "taxon": t["taxon"] or "",
                "appendix": t["cites_appendix"] or "not in the list",
                "form": t["form"] or "",
                "adverts": str(t["adverts"]),
                "asked": t["asked_usd"] or "",
            }
            for t in report.taxa.to_pylist()[:_MOST_TAXA]
        ],
        "listing_note": f"CITES appendices {report.listed}. A listing is no finding that a sale is illegal.",
        "adverts": [_advert(advert, latin=latin) for advert in report.adverts.to_pylist()[:_MOST_ADVERTS]],
        "adverts_left": max(0, report.adverts.num_rows - _MOST_ADVERTS),
        "method": _method(report),
        "sources": [{"name": name, "sha256": sha256} for name, sha256 in sources],
    }


def _facts(row: dict[str, Any], report: NetworkReport) -> list[dict[str, str]]:
    period = f"{_day(row['first_seen'])} to {_day(row['last_seen'])} (UTC)"
    return [
        {"name": "Seen", "value": period},
        {"name": "Actors", "value": f"{row['actor_count']}, of whom {row['seller_count']} have an offer"},
        {"name": "Accounts", "value": str(row["account_count"])},
        {"name": "Adverts", "value": str(row["advert_count"])},
        {"name": "Stability", "value": f"{row['stability']:.2f} (1: the same members at every resolution and seed)"},
        {"name": "Contacts", "value": f"{report.contacts.num_rows} written by its accounts"},
    ]


def _node(member: dict[str, Any]) -> dict[str, Any]:
    return {"x": member["x"], "y": member["y"], "label": member["label"], "hub": "hub" in member["role"]}


def _member(member: dict[str, Any], report: NetworkReport) -> dict[str, str]:
    own = [a for a in report.accounts.to_pylist() if a["actor_id"] == member["actor_id"]]
    return {
        "label": member["label"],
        "role": member["role"].replace("|", ", "),
        "adverts": str(member["advert_count"]),
        "accounts": str(member["account_count"]),
        "profiles": ", ".join(account["account_id"] for account in own),
    }


def _advert(advert: dict[str, Any], *, latin: bool) -> dict[str, str]:
    on_pictures = f"On pictures, read by machine: {advert['ocr_text']}" if advert["ocr_text"] else ""
    text = advert["text"] or advert["title"] or ""
    when = advert["posted_at"].strftime("%Y-%m-%d %H:%M") if advert["posted_at"] else "time unknown"
    return {
        "when": when,
        "who": advert["display_name"] or advert["account_id"],
        "group": advert["group_name"] or advert["group_id"] or "",
        "text": text,
        "letters": f"In Latin letters: {romanised(text)}" if latin and is_romanisable(text) else "",
        "gloss": f"In English, {GLOSS_MARK}: {advert['gloss']}",
        "near_same": advert["near_same"] or "",
        "notes": "\n".join(note for note in (advert["notes"], on_pictures) if note),
        "source": f"{advert['file_name']}, {advert['locator']} · {advert['url'] or 'no link in the export'}",
    }


def _method(report: NetworkReport) -> list[str]:
    rule = report.row["model_id"]
    return [
        "Accounts are put together as one actor only by contacts that they write, weighed by who else writes them.",
        "Actors are tied by shared contacts, shared groups, near-same adverts within hours, answers and invitations.",
        "Sets that stay together over 7 resolutions and 10 seeds of the Leiden method are shown as networks.",
        f"CITES appendices are told {report.listed}.",
        report.rates,
        f"Judged by the rule {rule}. The files below are the evidence; their hashes let anybody check them.",
    ]


def _day(moment: Any) -> str:
    return moment.strftime("%Y-%m-%d") if moment else "unknown"


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)

"""explain says what was read, by which rule, what was refused and why; and reads many texts for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_ingest import graphintel

TEXT = "Ready 2 ekor kukang jinak 850rb, WA O812-345-6789O. resi JNE 628912395876"


def test_a_text_is_explained_for_people() -> None:
    shown = graphintel("explain", TEXT, "--region", "ID").output
    assert "phone +6281234567890 on whatsapp: 'O812-345-6789O' at 36 to 50" in shown
    assert "phone:digits+letters" in shown
    assert "refused '628912395876'" in shown
    assert "another code" in shown
    assert "live Nycticebus, Appendix I, 2, 850,000 IDR" in shown
    assert "likely an offer" in shown
    line = "in English: Offer: 2 live slow lorises (Nycticebus, App. I), 850,000 IDR; contact WhatsApp +6281234567890"
    assert f"{line}; delivery: courier (machine gloss of what was recognised)" in shown
    assert "illegal" not in shown


def test_a_text_without_anything_is_explained_too() -> None:
    assert "no advert by the rules" in graphintel("explain", "selamat pagi").output
    result = graphintel("explain")
    assert result.exit_code == 1
    assert "--jsonl" in result.output


def test_json_holds_the_gloss_and_the_text_in_latin_letters() -> None:
    told = json.loads(graphintel("explain", "ขายนางอาย 2 ตัว 4500 บาท", "--region", "TH", "--json").output)
    assert told["gloss"] == "Offer: 2 live slow lorises (Nycticebus, App. I), 4,500 THB"
    assert told["romanised"] == "khai-nang-ai 2 tua 4500 bat"
    assert (told["language"], told["script"]) == ("th", "Thai")
    assert "in Latin letters: khai-nang-ai" in graphintel("explain", "ขายนางอาย").output


def test_lines_are_read_for_programs(tmp_path: Path) -> None:
    rows = [
        {"id": f"t{n}", "text": text, "region": "ID"}
        for n, text in enumerate((TEXT, "dijual kursi 50rb", "", "=1+1 <b>"))
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    assert graphintel("explain", "--jsonl", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl").exit_code == 0
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in told] == ["t0", "t1", "t2", "t3"]
    (phone,) = told[0]["mentions"]
    assert {name: phone[name] for name in ("kind", "value", "raw_text", "start", "end")} == {
        "kind": "phone",
        "value": "+6281234567890",
        "raw_text": "O812-345-6789O",
        "start": 36,
        "end": 50,
    }
    assert TEXT[phone["start"] : phone["end"]] == phone["raw_text"]
    assert [row["advert"]["is_advert"] for row in told] == [True, False, False, False]
    assert told[0]["advert"]["confidence"] > 0.5 > told[1]["advert"]["confidence"]
    assert [item["taxon"] for item in told[0]["advert"]["items"]] == ["Nycticebus"]
    assert told[0]["gloss"].startswith("Offer: 2 live slow lorises")
    assert told[2]["gloss"] == "nothing was recognised"


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "x"}\nnonsense\n')
    result = graphintel("explain", "--jsonl", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "line 2" in result.output
    assert not (tmp_path / "out.jsonl").exists()

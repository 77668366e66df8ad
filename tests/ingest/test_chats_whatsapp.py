"""WhatsApp texts: two telephones' exports of one group are one group; the day is found or asked for, never guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Group, Loaded, Media, Membership, Post, Question, Read, SameAs
from ingest.chats.whatsapp import WhatsAppChat
from ingest.chats.whatsapp_events import event_of

# One group, as a member with an Android telephone and a member with an iPhone export it.
ANDROID = """20/06/2024, 21:08 - Ana Uji created group "Burung Jual"
20/06/2024, 21:09 - +60 12-000 0002: Ready kakaktua
baris dua
20/06/2024, 21:09 - +60 12-000 0002: ok
20/06/2024, 21:09 - +60 12-000 0002: ok
20/06/2024, 21:10 - Dodi: IMG-20240620-WA0001.jpg (file attached)
20/06/2024, 21:11 - +60 12-000 0002: <Media omitted>
"""
IPHONE = """[20/06/2024, 9:08:01\u202fPM] Burung Jual: \u200eAna Uji created group “Burung Jual”
[20/06/2024, 9:09:02\u202fPM] \u2068+60 12-000 0002\u2069: Ready kakaktua
baris dua
[20/06/2024, 9:09:30\u202fPM] +60 12-000 0002: ok
[20/06/2024, 9:09:31\u202fPM] +60 12-000 0002: ok
\u200e[20/06/2024, 9:10:12\u202fPM] ~\u202fDodi: \u200e<attached: 00000012-PHOTO-2024-06-20-21-10-12.jpg>
\u200e[20/06/2024, 9:11:12\u202fPM] +60 12-000 0002: \u200eimage omitted
"""


def read(tmp_path: Path, text: str, name: str = "_chat.txt", *, source: str = "s1", **options: object) -> list[Read]:
    path = tmp_path / f"{source}.txt"
    path.write_text(text, "utf-8")
    given = ReadOptions(timezone=ZoneInfo("Asia/Kuala_Lumpur"), **options)  # type: ignore[arg-type]
    return list(WhatsAppChat().read(SourceFile(path, name, source), given))


def stated(records: list[Read], kind: type[Any]) -> list[Any]:
    return [s for record in records if isinstance(record, Loaded) for s in record.statements if isinstance(s, kind)]


def test_two_members_exports_give_the_same_group_and_the_same_messages(tmp_path: Path) -> None:
    one = read(tmp_path, ANDROID, "WhatsApp Chat with Burung Jual.txt", source="s1")
    other = read(tmp_path, IPHONE, "WhatsApp Chat - Burung Jual.zip/_chat.txt", source="s2")
    assert {g.group_key for g in stated(one, Group)} == {g.group_key for g in stated(other, Group)}
    posts = [p for p in stated(one, Post) if p.kind == "message"]
    assert [p.post_key for p in posts] == [p.post_key for p in stated(other, Post) if p.kind == "message"]
    assert len({p.post_key for p in posts}) == 5
    assert [m.uri for m in stated(one, Media)] == ["IMG-20240620-WA0001.jpg", None]


def test_a_group_keeps_its_key_when_it_is_renamed(tmp_path: Path) -> None:
    later = ANDROID + '22/06/2024, 08:00 - Ana Uji changed the subject from "Burung Jual" to "Pasar"\n'
    old, new = read(tmp_path, ANDROID), read(tmp_path, later, "WhatsApp Chat with Pasar (1).txt")
    keys = {g.group_key for g in stated(old, Group)}
    assert {g.group_key for g in stated(new, Group)} == keys
    assert {g.name for g in stated(new, Group)} == {"Pasar"}
    assert [same.other_key for same in stated(new, SameAs)] == list(keys)


NAMES = [
    ("android", "WhatsApp Chat with Burung.txt", "Burung"),
    ("a second download", "WhatsApp Chat with Burung (2).txt", "Burung"),
    ("iphone", "drop/WhatsApp Chat - Burung.zip/_chat.txt", "Burung"),
    ("indonesian", "Chat WhatsApp dengan Burung.txt", "Burung"),
    ("spanish", "Chat de WhatsApp con Aves.txt", "Aves"),
    ("portuguese", "Conversa do WhatsApp com Aves.txt", "Aves"),
    ("chinese", "与鸟友的 WhatsApp 聊天.txt", "鸟友"),
    ("any other", "_chat.txt", None),
]


@pytest.mark.parametrize(("file_name", "name"), [c[1:] for c in NAMES], ids=[c[0] for c in NAMES])
def test_the_files_name_names_a_group_that_its_text_does_not(tmp_path: Path, file_name: str, name: str | None) -> None:
    text = "".join(f"20/06/2024, 21:0{n} - {who}: hi\n" for n, who in enumerate(("Ana", "Budi", "Cici")))
    assert {g.name for g in stated(read(tmp_path, text, file_name), Group)} == {name}


def test_a_chat_of_two_is_its_exporters_own(tmp_path: Path) -> None:
    text = "20/06/2024, 21:08 - Ana: hi\n20/06/2024, 21:09 - Eko K: ya\n"
    one = read(tmp_path, text, "WhatsApp Chat with Ana.txt", source="s1", owners={"whatsapp": "60120000009"})
    again = read(tmp_path, text, "WhatsApp Chat with Ana.txt", source="s2", owners={"whatsapp": "60120000009"})
    other = read(tmp_path, text, "WhatsApp Chat with Ana.txt", source="s3")
    assert [p.account_key for p in stated(one, Post)][1] == "whatsapp:60120000009"
    assert [a.display_name for a in stated(one, Account) if a.is_owner] == ["Eko K"]
    assert [p.post_key for p in stated(one, Post)] == [p.post_key for p in stated(again, Post)]
    assert not {g.group_key for g in stated(one, Group)} & {g.group_key for g in stated(other, Group)}
    assert {g.kind for g in stated(one, Group)} == {"private"}


ORDERS = [
    ("a day above 12", ["13/01/2024", "01/02/2024"], None, "2024-01-13"),
    ("a month that cannot be", ["01/13/2024", "02/01/2024"], None, "2024-01-13"),
    ("the year first", ["2024/01/13", "2024/02/01"], None, "2024-01-13"),
    ("only one reading in order of time", ["03/01/2024", "04/01/2024", "01/02/2024"], None, "2024-01-03"),
    ("said", ["03/04/2024", "03/04/2024"], "mdy", "2024-03-04"),
    ("what is said gives way to what is seen", ["13/01/2024", "14/01/2024"], "mdy", "2024-01-13"),
    ("a late message is no proof", ["05/01/2024", "04/01/2024", "06/01/2024", "07/02/2024"], None, "2024-01-05"),
    ("the Thai calendar", ["13/01/2567", "14/01/2567"], None, "2024-01-13"),
]


@pytest.mark.parametrize(("days", "said", "first"), [c[1:] for c in ORDERS], ids=[c[0] for c in ORDERS])
def test_the_whole_file_tells_the_day_from_the_month(
    tmp_path: Path, days: list[str], said: str | None, first: str
) -> None:
    text = "".join(f"{day}, 12:00 - Ana: hi\n" for day in days)
    records = read(tmp_path, text, date_order=said)
    assert not [r for r in records if isinstance(r, Question)]
    moments = [p.posted_at for p in stated(records, Post)]
    assert moments[0] is not None
    assert moments[0].date().isoformat() == first


def test_what_nothing_tells_is_asked_once_and_never_guessed(tmp_path: Path) -> None:
    records = read(tmp_path, "03/04/2024, 12:00 - Ana: hi\n04/04/2024, 12:00 - Ana: ho\n")
    (question,) = [r for r in records if isinstance(r, Question)]
    assert "--date-order" in question.text
    assert [(p.posted_at, p.posted_precision) for p in stated(records, Post)] == [(None, "unknown")] * 2


def test_nobody_leaves_by_writing_so(tmp_path: Path) -> None:
    text = "20/06/2024, 21:08 - Ana: Budi left\n20/06/2024, 21:09 - Budi left\n"
    (left,) = stated(read(tmp_path, text), Membership)
    assert left.source_kind == "left"


def test_a_name_with_an_and_stays_one_where_it_has_spoken() -> None:
    known = {"Ana and Ben"}
    event = event_of("Cici added Ana and Ben", known)
    assert event is not None
    assert event.who == ("Ana and Ben",)


def test_a_giant_line_costs_itself_only(tmp_path: Path) -> None:
    text = f"20/06/2024, 21:08 - Ana: {'x' * 3_000_000}\n20/06/2024, 21:09 - Ana: ok\n"
    records = read(tmp_path, text)
    assert [p.text for p in stated(records, Post)] == ["ok"]
    assert len(records) == 2

"""Numbers, ids and accounts as sellers say them: in tens, in parts, backwards, signs as words; and what is none."""

from __future__ import annotations

import pytest

from graphintel.extract import TermFinder
from graphintel.extract.texts import read_text
from graphintel.reference import load_lexicon

FINDER = TermFinder(load_lexicon())
NUMBERS = [
    ("GB", "ring 01522 eighty-four 19 02", "+441522841902"),
    ("US", "area code 202 then 555 then 0143", "+12025550143"),
    ("US", "(202) five-five-five oh-one-four-three", "+12025550143"),
    ("GB", "call 07.411.632.918", "+447411632918"),
    ("ID", "nomer 081-248-Oo-3391", "+6281248003391"),
    ("ID", "nomerku wolu lima tujuh tujuh enam telu 20 99 12 (pake 0 di depan ya)", "+62857763209912"),
    ("MY", "call 013 (tujuh2) 09815", "+60137709815"),
    ("MY", "no fon sy pecah dua:\ndepan 014 961\nblkg 3320", "+60149613320"),
    ("TH", "โทรมานะ soon kao pad - song see kao - jed neung ha hok", "+66982497156"),
    ("TH", "08ก3ก7ก1ก5ก0ก9ก2ก6 เอา ก ออก", "+66837150926"),
    ("TH", "โทร 0 62 5 ตอง 9 เจ็ด 18", "+66625999718"),
    ("TH", "เบอร์อ่านจากหลังมาหน้า 7394165280", "+66825614937"),
    ("TH", "เบอร์ลาว 020 5587 3614", "+8562055873614"),
    ("VN", "sđt 0ba5ba ◕ 6một8 ◕ 2bốn0", "+84353618240"),
    ("VN", "dt 0.9.1.9 - ba hai - 6 tam - 5 nam", "+84919326855"),
    ("PH", "WhatsApp plus63 nine2one 67O 4five1eight", "+639216704518"),
    ("PH", "9️⃣2️⃣8️⃣ / 6️⃣1️⃣4️⃣ / 7️⃣7️⃣0️⃣9️⃣ lagyan nyo 0 sa unahan", "+639286147709"),
    ("TW", "0956…後面接 三個3 再接 801", "+886956333801"),
    ("CN", "幺三八洞洞幺三八洞洞洞", "+8613800138000"),
    ("CN", "手机倒过来念：4719 0266 531", "+8613566209174"),
    ("ID", "kura terbalik di foto, wa 0812-3456-7890", "+6281234567890"),
]
NO_NUMBERS = [
    ("SG", "Order no 91734028 still preparing"),
    ("PK", "Challan no 0300 4471 905 unpaid in the system"),
    ("ID", "Jadwal KA: Senen 08.12 – Tegal 12.55 – Semarang 14.37 – lanjut 16.09"),
    ("MY", "Jadual feri: 0715 0930 1145 / 1330 1515 1800"),
    ("MY", "4D semalam: 1st 0176, 2nd 3348, 3rd 2019"),
    ("TH", "ปั๊มน้ำ รุ่น HJ-0864-2200 กำลัง 35W"),
    ("TH", "ดาวน์ 18,000-25,000 เล่มครบ"),
    ("ID", "IMEI akhir 0857 2214 990"),
    ("TW", "ISBN 978-1-9037-2906-9 二手書"),
    ("NZ", "021 traps set, 555 checks, 0166 rats"),
    ("SG", "serial number of the sign: 91234567-TB"),
]
IDS = [
    ("HK", "wechat id 🐢 tortoise_sheungshui", ("wechat", "tortoise_sheungshui")),
    ("CN", "微信→ reef（下划线）xiaobai（下划线）7", ("wechat", "reef_xiaobai_7")),
    ("CN", "扣扣 二七一八 0 四五 六九三", ("qq", "2718045693")),
    ("TH", "IG → fennec dot house dot bkk", ("instagram", "fennec.house.bkk")),
    ("TH", "LINE chamcorner ทักมา", ("line", "chamcorner")),
    ("US", "insta is @feather . and . foe . aviary no spaces", ("instagram", "feather.and.foe.aviary")),
    ("MY", "t . me / cula_pusaka", ("telegram", "cula_pusaka")),
    ("MY", "email herba . rimba @ yahoo . com", ("email", "herba.rimba@yahoo.com")),
    ("TW", "信箱 serval.tw(小老鼠)proton.me", ("email", "serval.tw@proton.me")),
    ("VN", "zl: nguyenvet.89", ("zalo", "nguyenvet.89")),
    ("PH", "Viber id: santero_vic", ("viber", "santero_vic")),
    ("PH", "fb bird.haven.mnl", ("facebook", "bird.haven.mnl")),
    ("US", "order: bigtexastorts.com", ("url", "bigtexastorts.com")),
    ("SG", "DBS 370926874077", ("payment", "370926874077")),
    ("CN", "工行卡 6217 0012 3004 5589 321", ("payment", "6217001230045589321")),
    ("MY", "Bank Islam 1303 9021 0077 45", ("payment", "13039021007745")),
    ("TW", "代碼007 帳號 156 10 0827734", ("payment", "156100827734")),
]


@pytest.mark.parametrize(("region", "text", "number"), NUMBERS, ids=[text[:24] for _, text, _ in NUMBERS])
def test_a_number_is_read(region: str, text: str, number: str) -> None:
    found = read_text(text, region=region, finder=FINDER).contacts
    assert [one.value for one in found if one.kind == "phone"] == [number]


@pytest.mark.parametrize(("region", "text"), NO_NUMBERS, ids=[text[:24] for _, text in NO_NUMBERS])
def test_another_number_is_none(region: str, text: str) -> None:
    assert [one for one in read_text(text, region=region, finder=FINDER).contacts if one.kind == "phone"] == []


@pytest.mark.parametrize(("region", "text", "contact"), IDS, ids=[text[:24] for _, text, _ in IDS])
def test_an_id_is_read(region: str, text: str, contact: tuple[str, str]) -> None:
    found = read_text(text, region=region, finder=FINDER).contacts
    assert [(one.kind, one.value) for one in found] == [contact]


def test_a_wallet_kept_by_a_number_is_both() -> None:
    found = read_text("gcash 0906 118 7734", region="PH", finder=FINDER).contacts
    assert [(one.kind, one.value, one.apps) for one in found] == [
        ("payment", "09061187734", ("gcash",)),
        ("phone", "+639061187734", ("gcash",)),
    ]


def test_a_wallet_is_called_by_its_own_kind() -> None:
    found = read_text("街口 901-238-845", region="TW", finder=FINDER).contacts
    assert [(one.kind, one.value, one.apps) for one in found] == [("payment", "901238845", ("ewallet",))]


@pytest.mark.parametrize("talk", ["Kalapati racing line P300/pc", "200 sh @ 12.45 elephant oil", "ok.me nanti"])
def test_talk_is_no_id(talk: str) -> None:
    assert read_text(talk, region="PH", finder=FINDER).contacts == ()

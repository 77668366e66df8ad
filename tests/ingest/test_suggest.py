"""A first mapping of a table that nobody has mapped: right where the headers say what they hold, silent elsewhere."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Group, Loaded, Post
from ingest.mapping.reader import own_mapping
from ingest.mapping.suggest import suggest_mapping
from ingest.mapping.words import meaning_of

HEADERS = {
    "Tanggal posting iklan": None,  # "posting" could be anything
    "Tanggal iklan": "date",
    "Nama akun": "seller_name",
    "Tautan profil": "seller_url",
    "Nama grup": "group_name",
    "Isi iklan": "text",
    "Nomor WA": "phone",
    "Tarikh": "date",
    "Pautan kumpulan": "group_url",
    "Tên người bán": "seller_name",
    "Ngày đăng": "date",
    "Nội dung bài đăng": "text",
    "Số điện thoại": "phone",
    "Giá bán": "price",
    "卖家昵称": "seller_name",
    "发布时间": "date",
    "群成员数量": "members",
    "帖子内容": "text",
    "ชื่อผู้ขาย": "seller_name",
    "ลิงก์โปรไฟล์": "seller_url",
    "วันที่โพสต์": "date",
    "Seller's profile link": "seller_url",
    "PostDate": "date",
    "Group Name": "group_name",
    "Account created": None,
    "Date of birth": None,
    "Notes": None,
    "Species": None,
    "Case officer": None,
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_means_what_people_mean_by_it(header: str) -> None:
    assert meaning_of(header) == HEADERS[header]


TABLES = {
    "id": (
        "Tanggal,Nama akun,Tautan profil,Grup,Isi iklan,Harga,Kota,Nomor WA\n",
        "13/03/2025 08:00,Ana Uji,https://www.facebook.com/ana.uji,Jual Beli,Ready kukang,850rb,Medan,081234500001\n",
    ),
    "vi": (
        "Ngày đăng,Tên người bán,Liên kết trang cá nhân,Nhóm,Nội dung,Giá,Địa điểm,Số điện thoại\n",
        "13/03/2025 08:00,Ana Uji,https://www.facebook.com/ana.uji,Chợ Chim,Bán vẹt non,850k,Hà Nội,0912345678\n",
    ),
    "zh": (
        "发布时间,卖家昵称,主页链接,群名,帖子内容,价格,城市,手机号\n",
        "2025-03-13 08:00,样甲,https://www.facebook.com/ana.uji,鸟友群,出两只鹦鹉,850元,广州,13800000000\n",
    ),
    "th": (
        "วันที่โพสต์,ชื่อผู้ขาย,ลิงก์โปรไฟล์,กลุ่ม,ข้อความ,ราคา,จังหวัด,เบอร์โทร\n",
        "13/03/2025 08:00,Ana Uji,https://www.facebook.com/ana.uji,ตลาดนก,ขายนกแก้ว,850 บาท,เชียงใหม่,0812345678\n",
    ),
}
REGIONS = {"id": "ID", "vi": "VN", "zh": "CN", "th": "TH"}


@pytest.mark.parametrize("language", TABLES)
def test_a_suggested_mapping_reads_the_table(language: str, tmp_path: Path) -> None:
    header, row = TABLES[language]
    path = tmp_path / "table.csv"
    path.write_text(header + row * 3, "utf-8")
    suggestion = suggest_mapping(path, name="table", region=REGIONS[language])
    assert not suggestion.to_check
    reader = own_mapping(suggestion.text, "table.yaml")
    options = ReadOptions(timezone=ZoneInfo("UTC"), region=REGIONS[language])
    records = list(reader.read(SourceFile(path, path.name, "s1"), options))
    stated = [s for record in records if isinstance(record, Loaded) for s in record.statements]
    posts = [s for s in stated if isinstance(s, Post)]
    assert len(posts) == len(records) == 3
    cells = row.strip().split(",")
    assert posts[0].posted_at is not None
    assert posts[0].posted_at.strftime("%Y-%m-%d %H:%M") == "2025-03-13 08:00"
    assert (posts[0].price_text, posts[0].place_text) == (cells[5], cells[6])
    assert cells[4] in str(posts[0].text)
    assert {(s.account_key, s.display_name) for s in stated if isinstance(s, Account)} == {
        ("facebook:@ana.uji", cells[1])
    }
    assert {s.name for s in stated if isinstance(s, Group)} == {cells[3]}

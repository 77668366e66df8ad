"""Adverts of known templates among others of the same goods: invented wording in six languages, seeded.

A template is a choice of clauses; its adverts differ in goods, count, price, place and contact, and by what reposters
do: a word in front, an ornament, a clause left out, added or put otherwise, a slip of the finger. The others are put
together from the same clauses by themselves, so that they share some with a template by chance.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from graphintel.schema.derived import ADVERTS, MENTIONS, UNIFIED_POSTS

START = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Tongue:
    """What one language says: clauses in the order in which they may follow each other."""

    opening: tuple[str, ...]
    body: tuple[str, ...]
    delivery: tuple[str, ...]
    closing: tuple[str, ...]
    goods: tuple[str, ...]
    places: tuple[str, ...]
    prefix: tuple[str, ...]
    gap: str = " "


TONGUES = {
    "ms": Tongue(
        (
            "Salam semua, {sp} untuk dilepaskan",
            "Masih ada {sp} {n} ekor",
            "Stok baru sampai pagi tadi {sp}",
            "Nak jual cepat {sp} sebab tak cukup masa",
            "{sp} manja dan sihat mencari tuan baru",
            "Koleksi peribadi {sp}",
            "Siapa berminat {sp} boleh tengok dulu",
            "Lelong hujung bulan {sp}",
        ),
        (
            "makan sendiri dan tak gigit",
            "umur tiga bulan lebih",
            "sudah biasa dengan kanak-kanak",
            "bulu cantik tiada cacat",
            "sangkar diberi percuma",
            "bela dari kecil lagi",
            "baka terpilih dari pasangan sendiri",
            "video dan gambar boleh minta",
            "kondisi seperti dalam gambar",
            "harga {price} boleh bincang sikit",
        ),
        (
            "boleh pos seluruh semenanjung",
            "ambil sendiri di {place}",
            "penghantaran setiap hari Sabtu",
            "cod kawasan {place} sahaja",
            "runner boleh diatur",
            "jumpa di stesen minyak dekat {place}",
        ),
        (
            "yang serius sahaja {contact}",
            "mesej terus ke {contact}",
            "hubungi saya di {contact} sebelum malam",
            "deposit dulu baru simpan {contact}",
            "tanya dulu jangan malu {contact}",
            "siapa cepat dia dapat {contact}",
        ),
        ("kongkang", "burung tiong", "kura-kura bintang", "musang pandan", "anak memerang", "murai batu"),
        ("Kajang", "Seremban", "Kuantan", "Alor Setar"),
        ("UP", "Naik lagi", "Promosi"),
    ),
    "id": Tongue(
        (
            "Dijual santai saja {sp} kondisi sehat",
            "Permisi numpang lapak {sp} {n} ekor",
            "Lepas adopsi {sp} karena mau pindah",
            "Ready lagi gan {sp} siap kandang",
            "Barang langka jarang ada {sp}",
            "Open order {sp} bulan ini",
            "Sisa sedikit {sp}",
            "Cuci gudang {sp} harga teman",
        ),
        (
            "makan lahap apa saja doyan",
            "umur kurang lebih dua bulan",
            "jinak dari loloh sendiri",
            "bulu mulus tidak cacat sama sekali",
            "mental berani tidak takut orang",
            "sudah mandi keramba tiap pagi",
            "harga {price} nego tipis di tempat",
            "foto dan video asli milik sendiri",
            "bonus pakan satu minggu",
            "garansi hidup sampai tujuan",
        ),
        (
            "kirim lewat kereta dan bus aman",
            "ongkir ditanggung pembeli",
            "ambil di rumah daerah {place}",
            "rekber silakan biaya bagi dua",
            "pengiriman hanya pulau Jawa",
            "ketemuan bisa di {place}",
        ),
        (
            "minat langsung {contact}",
            "fast respon {contact}",
            "yang serius saja hubungi {contact}",
            "hit and run blokir {contact}",
            "tanya tanya boleh di {contact}",
            "admin balas sampai malam {contact}",
        ),
        ("kukang", "beo nias", "kura baning", "musang akar", "anakan lutung", "cucak ijo"),
        ("Bekasi", "Solo", "Sidoarjo", "Medan"),
        ("Up lagi", "Sundul", "Masih tersedia"),
    ),
    "vi": Tongue(
        (
            "Cần bán gấp {sp} cho anh em đam mê",
            "Nhà em còn {n} con {sp}",
            "Mới về thêm {sp} đẹp",
            "Thanh lý {sp} vì không có thời gian chăm",
            "{sp} hàng tuyển chọn",
            "Bác nào cần {sp} thì báo em",
            "Gia đình chuyển nhà nên bán {sp}",
            "Bán lẻ như bán sỉ {sp}",
        ),
        (
            "ăn khỏe và rất dạn người",
            "nuôi được hơn bốn tháng",
            "bao sống ba ngày đầu",
            "giá {price} có bớt cho người nhiệt tình",
            "không bệnh tật không dị tật",
            "màu sắc như hình em chụp",
            "đã quen thức ăn công nghiệp",
            "tặng kèm chuồng và đồ ăn",
            "bố mẹ đều to khỏe",
            "có quay phim khi đóng gói",
        ),
        (
            "gửi xe khách đi các tỉnh",
            "xem hàng trực tiếp tại {place}",
            "giao tận nhà quanh {place}",
            "nhận tiền rồi mới gửi",
            "phí gửi người mua chịu",
            "đóng thùng cẩn thận có lỗ thở",
        ),
        (
            "liên hệ giúp em qua {contact}",
            "nhắn tin trước khi gọi {contact}",
            "ai thật lòng thì gọi {contact}",
            "không trả lời bình luận {contact}",
            "kết bạn với em {contact}",
            "alo là có ngay {contact}",
        ),
        ("cu li nhỏ", "rùa núi vàng", "chồn hương", "vẹt đầu hồng", "sóc bay", "kỳ đà hoa"),
        ("Thủ Đức", "Hải Dương", "Vinh", "Cần Thơ"),
        ("Đẩy bài", "Lên nào", "Còn hàng"),
    ),
    "th": Tongue(
        (
            "ปล่อย{sp}ให้คนที่รักจริง",
            "เหลืออีก{n}ตัว{sp}สวยมาก",
            "เข้าใหม่วันนี้{sp}",
            "ขายด่วน{sp}เพราะย้ายบ้าน",
            "หาบ้านใหม่ให้{sp}",
            "มี{sp}มาให้ชมครับ",
            "โละยกกรง{sp}",
            "เปิดจอง{sp}รอบนี้",
        ),
        (
            "กินเก่งสุขภาพดี",
            "อายุสองเดือนกว่าแล้ว",
            "เชื่องมากอุ้มเล่นได้",
            "ราคา{price}ต่อได้นิดหน่อย",
            "ไม่มีตำหนิขนสวย",
            "แถมกรงกับอาหาร",
            "เลี้ยงเองกับมือทุกวัน",
            "ถ่ายรูปเพิ่มให้ได้",
            "พ่อแม่พันธุ์อยู่ที่บ้าน",
            "รับประกันถึงมือลูกค้า",
        ),
        ("ส่งรถทัวร์ได้ทั่วไทย", "นัดรับแถว{place}", "ค่าส่งแล้วแต่ระยะทาง", "โอนก่อนส่งเท่านั้น", "มารับเองที่บ้าน{place}", "มัดจำก่อนเก็บให้"),
        (
            "ทักแชทมาได้เลย{contact}",
            "สนใจติดต่อ{contact}",
            "โทรถามก่อนได้{contact}",
            "คนจริงใจเท่านั้น{contact}",
            "ไม่ตอบเม้นนะครับ{contact}",
            "แอดมาคุยกัน{contact}",
        ),
        ("นางอาย", "เต่าดาว", "นกขุนทอง", "ลิ่น", "ลูกนาก", "อีเห็น"),
        ("รังสิต", "บางแค", "โคราช", "หาดใหญ่"),
        ("ดันค่ะ", "อัพ", "ยังอยู่"),
        " ",
    ),
    "zh": Tongue(
        (
            "刚到一批{sp}品相不错",
            "家里还剩{n}只{sp}",
            "低价转让{sp}因为搬家",
            "老客户推荐的{sp}",
            "{sp}现货随时可以看",
            "朋友托我出{sp}",
            "新年特价{sp}",
            "自己收藏多年的{sp}忍痛割爱",
        ),
        (
            "能吃能睡很亲人",
            "养了三个多月",
            "没有任何毛病",
            "价格{price}可以小刀",
            "图片都是实物拍摄",
            "可以视频看状态",
            "颜色非常漂亮",
            "送笼子和饲料",
            "包活到家放心买",
            "数量不多先到先得",
        ),
        ("全国发货走专车", "同城{place}可以自提", "运费到付", "不接受退换", "先付定金再安排", "晚上统一打包发出"),
        (
            "需要的加我{contact}",
            "联系方式{contact}",
            "诚心要的私聊{contact}",
            "非诚勿扰{contact}",
            "备注来意{contact}",
            "懂的来{contact}",
        ),
        ("金刚鹦鹉", "缅甸陆龟", "蜂猴", "穿山甲", "盔犀鸟", "辐射龟"),
        ("昆明", "东莞", "厦门", "南宁"),
        ("顶", "还有", "最后一批"),
        "，",
    ),
    "en": Tongue(
        (
            "Looking for a new home for my {sp}",
            "Still available {n} {sp}",
            "Just arrived this morning {sp}",
            "Rehoming {sp} as we are moving",
            "Private collection for sale {sp}",
            "Hand raised {sp} ready to go",
            "Clearing space so selling {sp}",
            "Rare chance to own {sp}",
        ),
        (
            "eating well and very friendly",
            "about four months old now",
            "no health issues at all",
            "asking {price} slightly negotiable",
            "comes with cage and food",
            "parents can be viewed",
            "used to children and dogs",
            "more pictures on request",
            "lovely colour and perfect feathers",
            "healthy guaranteed on arrival",
        ),
        (
            "delivery can be arranged",
            "collection from {place} only",
            "postage at buyer expense",
            "deposit secures",
            "will meet halfway near {place}",
            "ships every Monday in heated box",
        ),
        (
            "message me {contact}",
            "serious buyers only {contact}",
            "no time wasters please {contact}",
            "text before calling {contact}",
            "first come first served {contact}",
            "contact {contact} for details",
        ),
        ("african grey", "star tortoise", "sugar glider", "green iguana", "marmoset", "ball python"),
        ("Ipoh", "Davao", "Yangon", "Vientiane"),
        ("Bump", "UP", "Price drop"),
    ),
}


@dataclass
class Planted:
    """Tables as extraction has them; ``template`` of each advert (-1: of none), and the earliest advert of each."""

    adverts: pa.Table
    posts: pa.Table
    mentions: pa.Table
    template: dict[str, int]
    first: dict[int, str]


@dataclass
class _Written:
    rows: list[dict[str, object]] = field(default_factory=list)
    mentions: list[dict[str, object]] = field(default_factory=list)
    template: dict[str, int] = field(default_factory=dict)


def plant(seed: int, *, templates: int, others: int) -> Planted:
    """Adverts of ``templates`` templates, and ``others`` of none."""
    chance, written = random.Random(seed), _Written()
    for number in range(templates):
        tongue = TONGUES[chance.choice(list(TONGUES))]
        clauses = _clauses(chance, tongue)
        goods = chance.sample(tongue.goods, chance.choice((1, 1, 1, 2, 3)))
        accounts = [f"facebook:s{number}-{n}" for n in range(chance.choice((1, 1, 2, 4, 9)))]
        contacts = [_contact(chance) for _ in range(chance.choice((1, 2, 3)))]
        for _ in range(min(60, 2 + int(chance.expovariate(1 / 6)))):
            said = _edited(chance, clauses, tongue)
            _write(chance, written, tongue, said, number, (chance.choice(goods), accounts, contacts))
    for _ in range(others):
        tongue = TONGUES[chance.choice(list(TONGUES))]
        whose = ([f"facebook:o{chance.randrange(9 * others)}"], [_contact(chance)])
        _write(chance, written, tongue, _clauses(chance, tongue), -1, (chance.choice(tongue.goods), *whose))
    return _tables(written)


def _clauses(chance: random.Random, tongue: Tongue) -> list[str]:
    return [
        chance.choice(tongue.opening),
        *chance.sample(tongue.body, chance.choice((2, 3, 3, 4))),
        *chance.sample(tongue.delivery, chance.choice((1, 2))),
        chance.choice(tongue.closing),
    ]


def _edited(chance: random.Random, clauses: list[str], tongue: Tongue) -> list[str]:
    """What a reposter makes of a template: mostly nothing."""
    said = list(clauses)
    if chance.random() < 0.2:
        said.insert(0, chance.choice(tongue.prefix))
    if chance.random() < 0.1:
        said.insert(0, chance.choice("🔥✅📌⭐"))
    if chance.random() < 0.1 and len(said) > 4:
        said.pop(chance.randrange(1, len(said) - 1))
    if chance.random() < 0.08:
        said[chance.randrange(1, len(said) - 1)] = chance.choice(tongue.body)
    if chance.random() < 0.1:
        said.insert(len(said) - 1, chance.choice(tongue.delivery))
    return said


def _contact(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return "".join(chance.choices("abcdefghjkmnpqrstuvwxyz", k=8)) + str(chance.randrange(99))
    return f"01{chance.randrange(10**8):08d}"


def _write(
    chance: random.Random,
    written: _Written,
    tongue: Tongue,
    clauses: list[str],
    template: int,
    whose: tuple[str, list[str], list[str]],
) -> None:
    goods, accounts, contacts = whose
    contact = chance.choice(contacts)
    text = tongue.gap.join(clauses).format(
        sp=goods,
        n=chance.randrange(1, 9),
        price=chance.randrange(10, 99) * 50,
        place=chance.choice(tongue.places),
        contact="\0",
    )
    if chance.random() < 0.08 and template >= 0:
        place = chance.randrange(len(text) - 1)  # two letters change places
        text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    start = text.find("\0")
    text = text.replace("\0", contact)
    number = len(written.rows)
    post_id = f"facebook:g/{number:07d}"
    at = START + timedelta(seconds=chance.randrange(200 * 86_400))
    written.template[post_id] = template
    written.rows.append({"post_id": post_id, "account_id": chance.choice(accounts), "text": text, "posted_at": at})
    if chance.random() < 0.95:  # some contacts are not recognised
        span = {"span_start": start, "span_end": start + len(contact), "raw_text": contact, "value": contact}
        written.mentions.append({"post_id": post_id, "kind": "phone", **span})


def _tables(written: _Written) -> Planted:
    rows, found = written.rows, written.mentions
    columns = {name: [row[name] for row in rows] for name in ("post_id", "account_id", "posted_at")}
    count = len(rows)
    posts = UNIFIED_POSTS.from_columns(
        columns
        | {
            "text": [row["text"] for row in rows],
            "platform": ["facebook"] * count,
            "group_id": ["facebook:g"] * count,
            "kind": ["post"] * count,
            "posted_precision": ["second"] * count,
            "statement_count": [1] * count,
            "source_id": ["s"] * count,
            "locator": [str(n) for n in range(count)],
        }
    )
    adverts = ADVERTS.from_columns(
        columns
        | {
            "advert_id": columns["post_id"],
            "intent": ["offer"] * count,
            "confidence": [0.9] * count,
            "legality_claim": ["none"] * count,
            "reasons": [""] * count,
        }
    )
    spans = {name: [row[name] for row in found] for name in found[0]}
    mentions = MENTIONS.from_columns(
        spans
        | {
            "mention_id": [f"{row['post_id']}#{n}" for n, row in enumerate(found)],
            "subject_id": spans["post_id"],
            "field": ["text"] * len(found),
            "confidence": [0.9] * len(found),
            "rule": ["planted"] * len(found),
        }
    )
    first: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: (row["posted_at"], row["post_id"])):
        first.setdefault(written.template[str(row["post_id"])], str(row["post_id"]))
    return Planted(adverts, posts, mentions, written.template, first)

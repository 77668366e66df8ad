"""What people of the synthetic world say, in six languages; every name in it is invented.

In a template ``{sp}`` is what is offered, ``{n}`` how many, ``{price}`` the price, ``{contact}`` how to be reached,
``{place}`` where, ``{deco}`` an ornament.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """The sayings of one language."""

    region: str
    offers: tuple[str, ...]
    veiled: tuple[str, ...]  # the goods' names below stand in no lexicon
    goods: tuple[str, ...]
    wants: tuple[str, ...]
    warnings: tuple[str, ...]
    licensed: tuple[str, ...]
    other_sales: tuple[str, ...]
    hotlines: tuple[str, ...]
    chatter: tuple[str, ...]
    answers: tuple[str, ...]
    contact: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    places: tuple[str, ...]


SPEECH: dict[str, Speech] = {
    "ms": Speech(
        "MY",
        (
            "{deco} {sp} utk dijual, {n} ekor shj. Harga {price} nego. {contact}",
            "Jual {sp} {price} area {place}. {contact}",
            "{sp} ready stock {n} ekor jinak, {price}/ekor, COD {place} {contact}",
            "Nak let go {sp} {price}, sebab pindah rumah. Berminat {contact}",
            "WTS {sp} sihat makan kuat, {price}. {contact} {deco}",
            "{deco} Baru sampai {sp}! {price} sahaja, pos boleh. {contact}",
        ),
        (
            "{deco} {sp} baru sampai {n} ekor, {price} nego, {contact}",
            "Stok terhad: {sp}. Harga {price}. {contact}",
            "{sp} ready, {price} COD {place}, {contact}",
            "Let go {sp} {price} fix. {contact} serious buyer shj",
        ),
        ("si comel 07", "budak hutan", "geng malam", "koko putih", "adik belang", "barang bukit", "anak emas R2"),
        ("Nak cari {sp}, budget {price}, siapa ada pm", "Ada siapa jual {sp}? area {place} pm saya"),
        (
            "Hentikan perdagangan {sp}! Laporkan kepada pihak berkuasa",
            "Sitaan {sp} di {place} semalam. Jangan beli hidupan liar",
        ),
        (
            "Kedai berlesen, permit PERHILITAN ada. {sp} captive bred {n} ekor {price}. {contact}",
            "{sp} anak kandang dengan lesen jualan, {price}, resit rasmi. {contact}",
        ),
        (
            "Jual telefon terpakai {price} cond 9/10 {contact}",
            "Baju raya saiz M {price} pos percuma {contact}",
            "Sangkar besi {price} masih baru {contact}",
            "Dedak ayam {price} sekampit {contact}",
            "Kasut futsal {price} {contact}",
        ),
        ("Kurier Laju hantar haiwan kesayangan, call {contact}", "Klinik haiwan {place} buka 24 jam {contact}"),
        (
            "Selamat pagi semua, jom lepak hujung minggu ni",
            "Cuaca panas betul, jangan lupa tukar air minum",
            "Macam mana nak bagi makan kalau dia tak selera?",
            "Terima kasih admin terima saya masuk group",
            "Semalam pergi kenduri kahwin sepupu, meriah sungguh",
            "Siapa tengok bola malam tadi? Penalti tu tak patut",
            "Gambar lama masa kecil dulu, rindu kampung",
            "Tolong doakan ibu saya cepat sembuh ya",
            "Ada yang tahu kedai betul motor dekat {place}?",
            "Hujan lebat kat {place}, hati-hati memandu",
        ),
        ("pm", "up", "pm tepi", "tq bos", "cantik", "dah pm", "setuju", "haha betul", "nice", "sundul"),
        ("wasap {phone}", "call/wasap {phone}", "whatsapp {phone}", "hubungi {phone}"),
        ("Amir", "Farah", "Hafiz", "Siti", "Zul", "Nadia", "Azlan", "Mira", "Kamal", "Aina", "Faiz", "Rosli"),
        ("Uji", "Contoh", "Bin Rekaan", "Tiada", "Percubaan", "Khayal", "Sampel", "Andai"),
        ("Klang", "Kuala Lumpur", "Johor Bahru", "Ipoh", "Penang"),
    ),
    "id": Speech(
        "ID",
        (
            "{deco} Jual {sp} {n} ekor, {price} nego. {contact}",
            "Open {sp} jinak sehat, harga {price}, {place}. {contact}",
            "Ready {sp} {price} siap kirim luar kota. {contact}",
            "WTS {sp} {n} ekor {price} net, minat {contact}",
            "{sp} siap adopsi {price}, rekber monggo. {contact} {deco}",
            "Dijual cepat {sp} harga {price} lokasi {place} {contact}",
        ),
        (
            "Open {sp} {n} ekor {price} nego {contact} {deco}",
            "Ready {sp} harga {price} siap kirim {contact}",
            "{sp} masuk lagi gan, {price}, {place}, {contact}",
            "Lepas {sp} {price} BU {contact}",
        ),
        ("si kuning K5", "mainan rawa", "titipan om", "doi malam", "paket lereng", "beo-beoan X", "bocil gunung"),
        ("Cari {sp} budget {price} inbok", "WTB {sp} area {place} harga {price}"),
        ("Stop perdagangan {sp}! Laporkan ke BKSDA", "{sp} hasil sitaan dilepasliarkan di {place} kemarin"),
        (
            "Penangkaran resmi, surat lengkap: {sp} {n} ekor {price}. {contact}",
            "{sp} bersertifikat penangkaran, {price}, nota resmi. {contact}",
        ),
        (
            "Jual HP bekas {price} mulus {contact}",
            "Sepatu olahraga {price} ori {contact}",
            "Kandang bambu {price} {contact}",
            "Pakan voer {price} per sak {contact}",
            "Motor bebek pajak hidup {price} {contact}",
        ),
        ("Ekspedisi hewan cepat sampai, CS {contact}", "Dokter hewan {place} panggilan {contact}"),
        (
            "Selamat malam para sesepuh, salam kenal dari {place}",
            "Gimana cara rawat biar cepat gacor om?",
            "Hari ini panas sekali, jangan lupa dijemur sebentar saja",
            "Makasih sudah diterima di grup ini",
            "Semalam nonton bola sampai subuh, ngantuk parah",
            "Kopi darat minggu depan jadi tidak?",
            "Lagi macet parah di {place}",
            "Doakan anak saya lulus ujian ya teman-teman",
            "Foto jadul waktu masih sekolah",
            "Harga beras naik lagi, pusing",
        ),
        ("up", "sundul", "inbok gan", "pm", "mantap", "siap om", "minat", "cek inbok", "wkwk", "setuju"),
        ("WA {phone}", "hub {phone}", "wa/telp {phone}", "minat wa {phone}"),
        ("Budi", "Agus", "Rina", "Dewi", "Joko", "Tono", "Sari", "Yanto", "Putri", "Eko", "Wati", "Hendra"),
        ("Contoh", "Ujicoba", "Rekaan", "Misal", "Khayalan", "Umpama", "Tiruan", "Andaian"),
        ("Jakarta", "Surabaya", "Bandung", "Medan", "Semarang"),
    ),
    "vi": Speech(
        "VN",
        (
            "{deco} Cần bán {sp} {n} con, giá {price}. {contact}",
            "Bán {sp} {price} có ship cod. {contact}",
            "{sp} hàng đẹp giá {price}, khu vực {place}, {contact}",
            "Thanh lý {sp} {n} con {price} bao khỏe {contact}",
            "Ai cần {sp} liên hệ em, giá {price} {contact} {deco}",
            "Hàng về {sp} giá {price} {contact}",
        ),
        (
            "Bán {sp} {n} con giá {price} {contact} {deco}",
            "Hàng về: {sp}, {price}, ship cod, {contact}",
            "Thanh lý {sp} giá {price} {place} {contact}",
            "{sp} mới về giá {price} ib {contact}",
        ),
        (
            "bé núi 9",
            "hàng rừng xanh",
            "cậu vàng đêm",
            "đồ chơi ông nội",
            "bé sữa đốm",
            "tiểu hổ con nít",
            "của hiếm T4",
        ),
        ("Cần mua {sp} tầm {price} ai có ib", "Có ai bán {sp} ở {place} không ạ"),
        ("Đừng mua {sp}, hãy tố giác buôn bán động vật hoang dã", "Cứu hộ {sp} tại {place}, thả về rừng"),
        (
            "Trại có giấy phép, {sp} nuôi sinh sản {n} con {price}. {contact}",
            "{sp} có giấy đầy đủ, giấy phép trại nuôi, {price} {contact}",
        ),
        (
            "Bán điện thoại cũ {price} {contact}",
            "Áo khoác nam {price} freeship {contact}",
            "Bán lồng sắt {price} {contact}",
            "Cám gà {price} một bao {contact}",
            "Thanh lý bàn ghế {price} {contact}",
        ),
        ("Chuyển phát thú cưng toàn quốc gọi {contact}", "Phòng khám thú y {place} {contact}"),
        (
            "Chào buổi sáng cả nhà, chúc mọi người vui vẻ",
            "Hôm nay trời nóng quá, nhớ cho uống nước nhé",
            "Mọi người ơi bị bỏ ăn thì làm sao ạ?",
            "Cảm ơn admin đã duyệt bài",
            "Tối qua xem bóng đá tiếc ghê",
            "Cuối tuần này cà phê không anh em?",
            "Kẹt xe ở {place} kinh khủng",
            "Ảnh chụp hồi bé nhớ quê quá",
            "Giá xăng lại tăng rồi",
            "Chúc mừng sinh nhật bạn mình",
        ),
        ("ib", "up", "chấm", "đẹp quá", "hóng", "ok bác", "chuẩn", "up hộ", "check ib", "hay"),
        ("zalo {phone}", "lh {phone}", "sđt {phone}", "alo {phone}"),
        ("Minh", "Hùng", "Lan", "Thảo", "Tuấn", "Hương", "Dũng", "Mai", "Quân", "Nga", "Phúc", "Linh"),
        ("Thử", "Mẫu", "Ví Dụ", "Giả Định", "Tưởng", "Bịa", "Nháp", "Tạm"),
        ("Hà Nội", "Sài Gòn", "Đà Nẵng", "Cần Thơ", "Hải Phòng"),
    ),
    "th": Speech(
        "TH",
        (
            "{deco} ขาย{sp} {n} ตัว ราคา {price} {contact}",
            "ปล่อย{sp} {price} ส่งได้ {contact}",
            "{sp} พร้อมส่ง {price} {place} {contact}",
            "ขาย{sp}เชื่องมาก {n} ตัว {price} สนใจ {contact} {deco}",
            "หาบ้านให้{sp} ราคา {price} {contact}",
            "{sp}เข้าใหม่ ราคา {price} นัดรับ {place} {contact}",
        ),
        (
            "ขาย {sp} {n} ตัว {price} {contact} {deco}",
            "{sp} พร้อมส่ง ราคา {price} {contact}",
            "ปล่อย {sp} {price} นัดรับ {place} {contact}",
            "{sp} เข้าใหม่ ราคา {price} {contact}",
        ),
        ("น้องเขา B9", "เด็กป่าลาย", "ตัวเล็กเขาใหญ่", "ของสะสมคุณตา", "น้องขนฟู X1", "เจ้าหางยาวทอง", "ชุดดำกลางคืน"),
        ("รับซื้อ{sp} งบ {price} ทักมา", "อยากได้{sp} แถว {place} ใครมีบ้าง"),
        ("หยุดค้า{sp} แจ้งเบาะแสเจ้าหน้าที่", "ช่วยเหลือสัตว์ {sp} ที่ {place} ปล่อยคืนป่าแล้ว"),
        (
            "ฟาร์มเพาะมีใบอนุญาต {sp} {n} ตัว {price} {contact}",
            "{sp} มีใบอนุญาตครอบครองครบ ราคา {price} {contact}",
        ),
        (
            "ขายมือถือมือสอง {price} {contact}",
            "เสื้อผ้ามือสอง {price} ส่งฟรี {contact}",
            "ขายกรงเหล็ก {price} {contact}",
            "อาหารไก่ {price} ต่อกระสอบ {contact}",
            "โต๊ะทำงาน {price} {contact}",
        ),
        ("ขนส่งสัตว์เลี้ยงทั่วไทย โทร {contact}", "คลินิกสัตว์ {place} เปิด 24 ชม {contact}"),
        (
            "สวัสดีตอนเช้าทุกคน ขอให้เป็นวันที่ดี",
            "วันนี้ร้อนมาก อย่าลืมเปลี่ยนน้ำนะ",
            "ไม่ยอมกินข้าวทำยังไงดีคะ",
            "ขอบคุณแอดมินที่รับเข้ากลุ่ม",
            "เมื่อคืนดูบอลสนุกมาก",
            "เสาร์นี้ไปเที่ยวกันไหม",
            "รถติดมากที่{place}",
            "คิดถึงบ้านเก่าจัง",
            "น้ำมันขึ้นราคาอีกแล้ว",
            "ขอให้คุณแม่หายไวๆ",
        ),
        ("สนใจ", "ดันให้", "ทักแล้ว", "สวยมาก", "ขอราคา", "ตามครับ", "เยี่ยม", "up", "ดัน", "ครับ"),
        ("โทร {phone}", "ไลน์/โทร {phone}", "ติดต่อ {phone}", "เบอร์ {phone}"),
        ("สมชาย", "สมหญิง", "นิด", "เอก", "ปู", "แดง", "หนึ่ง", "ต้น", "ฝน", "บอย", "แนน", "โอ๋"),
        ("ทดสอบ", "ตัวอย่าง", "สมมุติ", "จำลอง", "ลองดู", "นิยาย", "ร่าง", "แบบ"),
        ("กรุงเทพ", "เชียงใหม่", "ขอนแก่น", "ภูเก็ต", "โคราช"),
    ),
    "zh": Speech(
        "CN",
        (
            "{deco} 出{sp} {n}只 {price} {contact}",
            "{sp}现货 价格{price} 可走顺丰 {contact}",
            "出售{sp} {price} 要的私聊 {contact}",
            "刚到{sp}一批 {price} 懂的来 {contact} {deco}",
            "{sp} 包邮{price} 支持验货 {contact}",
            "家里出{sp} {place}可面交 {price} {contact}",
        ),
        (
            "出{sp} {n}只 {price} {contact} {deco}",
            "{sp}现货 {price} 包邮 {contact}",
            "刚到{sp} 价格{price} {contact}",
            "{sp} {place}面交 {price} {contact}",
        ),
        ("山里小胖", "夜行侠七号", "老爷子的白货儿", "花衣服", "小跟班A2", "树上那位", "黑妞妞"),
        ("求购{sp} 预算{price} 有的私", "想买{sp} {place}附近 谁有"),
        ("没有买卖就没有伤害 拒绝买卖{sp} 请举报", "{place}查获{sp} 已救助放归"),
        ("正规养殖场 证件齐全 {sp} {n}只 {price} {contact}", "{sp} 人工繁殖 有证 {price} {contact}"),
        (
            "出二手手机 {price} {contact}",
            "外套九成新 {price} 包邮 {contact}",
            "出闲置鸟笼 {price} {contact}",
            "鸟食批发 {price} {contact}",
            "办公桌转让 {price} {contact}",
        ),
        ("宠物专车托运 {contact}", "{place}动物医院24小时 {contact}"),
        (
            "大家早上好 今天也要开心",
            "天太热了 记得多换水",
            "最近不爱吃东西怎么办啊",
            "感谢群主拉我进群",
            "昨晚的球赛真可惜",
            "周末有人一起喝茶吗",
            "{place}堵车太厉害了",
            "看到老照片 想家了",
            "油价又涨了",
            "祝我妈妈早日康复",
        ),
        ("私了", "顶", "好看", "多少", "在吗", "支持", "收到", "厉害", "已私", "帮顶"),
        ("电话{phone}", "微信同号 {phone}", "联系 {phone}", "手机{phone}"),
        ("小明", "阿强", "丽丽", "建国", "阿芳", "大伟", "小雨", "志远", "晓燕", "阿宝", "文文", "老周"),
        ("测试", "样例", "虚构", "假设", "示范", "某某", "演示", "试用"),
        ("广州", "昆明", "南宁", "上海", "成都"),
    ),
    "en": Speech(
        "MY",
        (
            "{deco} {sp} for sale, {n} available, {price} nego. {contact}",
            "WTS {sp} {price}, tame and feeding well, {place}. {contact}",
            "Selling {sp} {price} COD {place} {contact}",
            "New arrival: {sp}! {price} each, can ship. {contact} {deco}",
            "{sp} looking for new home, {price}. {contact}",
            "Letting go my {sp} {price} fast deal {contact}",
        ),
        (
            "{sp} available, {n} left, {price} nego. {contact} {deco}",
            "New arrival: {sp}. {price}. {contact}",
            "WTS {sp} {price} COD {place} {contact}",
            "Letting go {sp} {price} firm, {contact}",
        ),
        (
            "sleepy heads",
            "night shift boys",
            "grandpa's white stuff",
            "jungle candy",
            "spotty kid",
            "tall guy T2",
            "hill gems",
        ),
        ("WTB {sp}, budget {price}, pm me", "Looking for {sp} around {place}, anyone?"),
        ("Stop the trade in {sp}! Report it to the authorities", "Rescued {sp} at {place} released back to the wild"),
        (
            "Licensed breeder with permit: captive bred {sp}, {n} available, {price}. {contact}",
            "{sp} with papers, licensed shop, {price}, official receipt. {contact}",
        ),
        (
            "Used phone for sale {price} good condition {contact}",
            "Running shoes {price} size 42 {contact}",
            "Steel cage {price} like new {contact}",
            "Chicken feed {price} per bag {contact}",
            "Study desk {price} self collect {contact}",
        ),
        ("Pet transport nationwide, call {contact}", "Vet clinic {place} open 24h {contact}"),
        (
            "Good morning everyone, have a great weekend",
            "So hot today, remember to change the water",
            "Not eating for two days, any advice?",
            "Thanks for letting me join the group",
            "What a match last night",
            "Anyone up for coffee on Sunday?",
            "Traffic jam at {place} again",
            "Old photo from school days",
            "Happy birthday to my best friend",
            "Any good restaurant around {place}?",
        ),
        ("pm", "up", "nice", "interested", "pm sent", "bump", "beautiful", "agree", "lol", "following"),
        ("call {phone}", "WhatsApp {phone}", "contact {phone}", "text {phone}"),
        ("Alex", "Sam", "Kim", "Jo", "Chris", "Pat", "Lee", "Ray", "Dana", "Max", "Robin", "Terry"),
        ("Sample", "Test", "Example", "Mock", "Trial", "Fiction", "Draft", "Placeholder"),
        ("Kuala Lumpur", "Penang", "Johor", "Ipoh", "Melaka"),
    ),
}
ORNAMENTS = ("🔥", "✨", "🌿", "❤️", "👍", "💯", "⭐", "🙏", "📣", "", "", "")

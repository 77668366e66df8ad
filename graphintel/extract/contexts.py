"""What stands around digits: the words that make them a telephone, a price, a permit, an account."""

from __future__ import annotations

import re

# An app whose name stands beside a number: it is the number there too.
APPS = (
    ("whatsapp", re.compile(r"whats?\s?app|(?<![a-z])(?:wa|wasap|wsap|wapp|ws|whatsap|watsap)(?![a-z])|วอทส์แอป")),
    ("wechat", re.compile(r"we\s?chat|weixin|微信|薇信|威信|v信|(?<![a-z])(?:vx|wx)(?![a-z])|วีแชท")),
    ("zalo", re.compile(r"(?<![a-z])(?:zalo|zl|da\s?lô|dalo)(?![a-z])")),
    ("line", re.compile(r"(?<![a-z])line(?![a-z])|ไลน์")),
    ("viber", re.compile(r"(?<![a-z])viber(?![a-z])")),
    ("telegram", re.compile(r"(?<![a-z])(?:telegram|tele|tg)(?![a-z])|电报")),
    ("signal", re.compile(r"(?<![a-z])signal(?![a-z])")),
)
# Words that announce a number: then it may lack its trunk prefix, and touch the word.
CALL = re.compile(
    r"(?<![a-z])(?:call|tel|telp|tlp|telepon|telefon|phone|ph|hp|hape|mobile|mob|cell|contact|kontak|hubungi|hub|sms"
    r"|text|nombor|nomor|nomer|nomerku|nmr|no|số|so|number|num|sdt|sđt|đt|dt|lh|liên hệ|lien he|gọi|goi|alo|hotline|ib|wa|wasap|wsap|ws|zalo"
    r"|zl|viber|vx|wx|tawag|tawagan|cp|sun|globe|smart|msg|whats\s?app|watsap|telegram|tele|we\s?chat|weixin|signal|imo)(?:\s(?:lang|lng|po|na|sa|me|us|saya|kami|aku|ane|gue|gua|gw|q|ko|nya|namin|simula|simulan|nyo|ya|ni|je|jer|aja|mình|minh|em|theo|qua|at|or|line|sms|text|ko)){0,2}\W{0,4}$"
    r"|(?:โทร|เบอร์|ไลน์|[📞📱☎📲])\W{0,4}$"
    r"|(?:电话|電話|手机|手機|联系|聯繫|致电|微信|同号|号码|號碼|打)\W{0,4}$"
)
_MONEY_MARK = r"(?<![a-z\d])(?<!\d )(?:rm|rp|idr|myr|vnd|vnđ|usd|sgd|thb|php|rmb|cny|us\$|s\$)|[$€¥￥฿₫₱£]"
_MONEY_BEFORE = rf"{_MONEY_MARK}|harga|price|giá|gia|ราคา|价格?|價格?"
_CODE_BEFORE = (
    r"(?<![a-z])(?:permit|cites|izin|licen[cs]e|lesen|tracking|resi|awb|order(?=\W{0,3}(?:no|nos|number|num|nomor|nombor|id|code|kode|#))|invoice|nota|ref|serial|s/?n|imei|isbn|sku"
    r"|microchip|chip|ring (?:no|num|kaki|number|code)|leg ring|closed ring|nik|ktp|npwp|passport|paspor|id|ic|pin|kod|kode|(?<!area )code|batch|lot|case|kasus|ticket|tiket|mã"
    r"|ma don|mã vận đơn|mã đơn|đơn hàng|plate|plat|barcode|score|skor|seri|reg|registration|vin|model)"
    r"|单号|單號|订单|訂單|许可证?|許可證?|快递|芯片|编号|編號|证号|身份证|型号|เลขพัสดุ|ใบอนุญาต|เลขที่|รหัส"
    r"|(?<![a-z])(?:reference|challan|pesanan|siri|engine|enjin|rangka|chassis|roadtax|giliran|meter|bacaan"
    r"|precinct|voter|octopus|tipe|type|lot no|tally|jadual|jadwal|schedule|timetable|q\s?q|bp|sn|upc|vehicle)"
    r"|扣扣|企鹅|企鵝|八達通|流水|型號|รุ่น|โค้ด|ทะเบียน|biển số|mẫu|dòng máy"
)
# Between such a word and its digits stand few words: "permit no.", "tracking number:".
_COURIERS = "jne|j&t|jnt|sicepat|ninja|pos|ems|dhl|fedex|sf|yto|zto|kerry|flash|ghn|ghtk|lbc"
_FILLERS = "is|akhir|ending|ng|nya|tangke|ending in|no|nos|number|num|nomor|nombor|nomer|code|kode|số|so|id|บริจาค|เลขที่|ออมทรัพย์|donation|donasi"
_LINK = rf"\W{{0,3}}(?:(?:{_COURIERS})\W{{0,3}})?(?:(?:{_FILLERS})\W{{0,3}}){{0,2}}$"
_MONEY = re.compile(rf"(?:{_MONEY_BEFORE}){_LINK}")
_MARK = re.compile(rf"(?:{_MONEY_MARK})[\s:]{{0,2}}$")
_FROM_PREFIX = re.compile(r"[+0(]")
_CODE = re.compile(rf"(?:{_CODE_BEFORE}){_LINK}")
_ORDINAL = re.compile(r"(?<![a-z])#$")
_UNIT_AFTER = re.compile(
    r"\s?(?:rb|ribu|jt|juta|k|tr|triệu|đ|vnd|vnđ|usd|rm|baht|บาท|元|块|塊|万|萬|円|원|rupiah|ringgit|kg|gram|gr|g|ml|cm|mm|km|%|°)"
    r"(?![a-z0-9])"
)
# Bank accounts and e-wallets: a kind of their own.
PAYMENTS = (
    ("gcash", r"g\s?-?cash|paymaya|(?<![a-z])maya(?![a-z])"),
    (
        "tng",
        r"(?<![a-z])tng(?![a-z])|touch\s?'?n\s?'?go|duitnow|(?<![a-z])boost(?![a-z])|grabpay|pay\s?now|paylah",
    ),
    (
        "ewallet",
        r"(?<![a-z])(?:ovo|dana|gopay|go-pay|shopeepay|linkaja|truemoney|true money|zalopay|vnpay|viettelpay|zelle|venmo"
        r"|cash\s?app|jazz\s?cash|easypaisa|upi|paytm|phonepe|gpay|bkash|nagad|m-?pesa|wave|kbzpay|wing|line\s?pay|fps|payme)(?![a-z])"
        r"|街口|轉數快(?:識別碼|電話號碼|號碼)?|转数快",
    ),
    ("promptpay", r"prompt\s?pay|พร้อมเพย์"),
    ("momo", r"(?<![a-z])momo(?![a-z])"),
    ("alipay", r"alipay|支付宝|支付寶"),
    ("wechatpay", r"we\s?chat\s?pay|微信支付|微信收款"),
    (
        "bank",
        r"(?<![a-z])(?:rek|rekening|norek|bank|iban|bml|hdfc|sbi|icici|mbb|pbb|hlb"
        r"|hong leong|public bank|ambank|affin|bank islam|muamalat|bibd|baiduri|ttb|pnb|landbank|metrobank|unionbank|rcbc"
        r"|mb|vietinbank|tpbank|shb|vib|hdbank|ocb|msb|bca|bri|bni|bsi|btn|mandiri|jago|seabank|dbs|posb|uob|ocbc|hsbc|maybank|cimb|rhb|bsn|vcb|vietcombank|techcombank|tcb"
        r"|mbbank|acb|stk|agribank|bidv|sacombank|vpbank|bdo|bpi|scb|kbank|ktb|bbl|acc(?:ount)?|a/c|akaun)(?![a-z])"
        r"|số tài khoản|so tai khoan|tài khoản|tai khoan|บัญชี|ธนาคาร|กสิกร|ไทยพาณิชย์|กรุงไทย"
        r"|银行|銀行|郵局|邮局|招商|中信|國泰|台新|玉山|恒生|滙豐|渣打|ออมสิน|กรุงเทพ|ธกส|卡号|卡號|(?:工行|农行|農行|建行|中行|招行|交行|邮储)卡?|(?<![费費])账户|帳戶|户名|收款|轉帳|转账|匯款|汇款"
        r"|(?<![信q扣e] )(?<![信q扣e赖賴])(?:帳號|账号|賬號)",
    ),
)
# A bank's name may go on: "Bank Islam", "BDO savings".
_ON = r"(?:\s(?:islam|muamalat|savings?|bank|acc(?:ount)?|rakyat|syariah|jago|central|cn|chi nhánh|ซื้อ|no)){0,2}"
_PAYMENT = tuple((name, re.compile(rf"(?:{words}){_ON}{_LINK}")) for name, words in PAYMENTS)
_BACKWARDS = re.compile(
    r"backwards?|reversed?|terbalik|dibalik|baliktad|đảo ngược|dao nguoc|đọc ngược|doc nguoc|từ phải (?:qua|sang)"
    r"|tu phai (?:qua|sang)|倒过来|倒過來|反过来|反過來|倒着|倒著|倒序|หลังมาหน้า|ย้อนหลัง|กลับหลัง|กลับด้าน"
)
_BACKWARDS_REACH = 34
_TOLD_BARE = re.compile(
    r"\W{0,6}(?:(?:lagyan|tambah|pakai|pake|pk|add|kasih|taro|with|put|ada)\s(?:\w+\s){0,2}(?:0|zero|nol|kosong)(?!\d)"
    r"|\(?(?:landline|tel rumah|telepon rumah)|(?:0|zero|nol|kosong)\W{0,2}(?:sa unahan|di ?depan|didpn|in front|first|infront)|前面加0|补0|補0|เติม ?0|ใส่ ?0)"
)
_REACH = 26  # characters between a word and the digits that it speaks of
_APP_AFTER = 18
_STOP = re.compile(r"[\n;。！!?？]|\d{5,}")


def payment_before(text: str, start: int) -> str | None:
    """The bank or wallet that the words before ``start`` name."""
    before = text[max(0, start - _REACH) : start]
    return next((name for name, words in _PAYMENT if words.search(before)), None)


def is_no_phone(text: str, start: int, end: int) -> bool:
    """Whether the words around say that the digits are money, a permit, a code."""
    before = text[max(0, start - _REACH) : start]
    # No amount begins with a nought: "Rạch Giá. 0297 3866515".
    is_money = (_MARK if _FROM_PREFIX.match(text, start) else _MONEY).search(before) is not None
    says_code = _CODE.search(before) is not None or _ORDINAL.search(before) is not None
    return is_money or says_code or _UNIT_AFTER.match(text, end) is not None


def is_code(text: str, start: int) -> bool:
    """Whether the words before say that a permit, parcel, book or other code follows."""
    return _CODE.search(text[max(0, start - _REACH) : start]) is not None


def is_backwards(text: str, start: int, end: int) -> bool:
    """Whether the words beside say that a number is to be read from its end."""
    around = text[max(0, start - _BACKWARDS_REACH) : start] + " " + text[end : end + _APP_AFTER]
    return _BACKWARDS.search(around) is not None


def is_told_bare(text: str, end: int) -> bool:
    """Whether the words behind say that a number lacks its nought: "lagyan ng 0 sa unahan"."""
    return _TOLD_BARE.match(text, end) is not None


def is_announced(text: str, start: int) -> bool:
    """Whether a word just before says that a number follows."""
    return CALL.search(text[max(0, start - _REACH) : start]) is not None


def apps_beside(text: str, start: int, end: int) -> tuple[str, ...]:
    """Apps named in the same breath as the number at ``text[start:end]``."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _APP_AFTER]
    if stops := list(_STOP.finditer(before)):
        before = before[stops[-1].end() :]
    if stop := _STOP.search(after):
        after = after[: stop.start()]
    return tuple(name for name, word in APPS if word.search(before) or word.search(after))

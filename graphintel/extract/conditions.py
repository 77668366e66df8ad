"""How an advert wants to be paid and how it delivers, in the words of the trade."""

from __future__ import annotations

import re

from graphintel.extract.folding import Folded

_L = "a-z\u00c0-\u024f\u1e00-\u1eff"


def _of(latin: str, other: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![{_L}])(?:{latin})(?![{_L}])" + (f"|{other}" if other else ""))


# Kind and value with the words that say so. "cod" is cash on delivery in Indonesia, and meeting to hand over in Malaysia.
_CONDITIONS = (
    ("payment", "cash_on_delivery", _of("cod|cash on delivery|ship cod|bayar di tempat", "เก็บปลายทาง|เก็บเงินปลายทาง|货到付款|貨到付款|到付")),
    ("payment", "escrow", _of("rekber|rekening bersama|escrow|middle ?man|trung gian|midman", "中介交易|担保交易|擔保交易|闲鱼|閒魚|คนกลาง")),
    ("payment", "bank_transfer", _of("bank transfer|online transfer|transfer|tf|ck|chuyển khoản|bca|bri|bni|mandiri|maybank|cimb|bdo|bpi|vietcombank|stk", "โอน|กสิกร|ไทยพาณิชย์|银行转账|轉帳|匯款")),
    ("payment", "e_wallet", _of("gcash|paymaya|maya|ovo|dana|gopay|shopeepay|tng|duitnow|paynow|momo|zalopay|paypal|alipay|we ?chat pay|zelle|venmo|cash ?app", "พร้อมเพย์|ทรูมันนี่|支付宝|支付寶|微信转账|微信支付|红包|街口|line pay")),
    ("payment", "crypto", _of("crypto|bitcoin|btc|usdt|binance", "比特币|虚拟币")),
    ("payment", "money_order", _of("western union|moneygram|palawan express|cebuana|mlhuillier|remittance")),
    ("payment", "deposit", _of("deposit|dp|booking|reservation fee|đặt cọc|cọc", "มัดจำ|定金|订金|訂金")),
    ("payment", "cash", _of("cash|tunai|tiền mặt", "เงินสด|จ่ายสด|现金|現金")),
    ("delivery", "courier", _of("pos(?: laju)?|postage|courier|kurir|jne|j&t|jnt|sicepat|ninja ?van|dhl|fedex|ems|lbc|spx|kerry|flash express|ghn|ghtk|viettel post|lalamove|grab(?: express)?|gojek|gosend|runner|shopee|lazada|ups|usps", "顺丰|順豐|顺丰冷链|快递|快遞|包邮|包郵|空运|空運|店到店|賣貨便|พัสดุ|ไปรษณีย์|แฟลช|เคอรี่|ขนส่ง")),
    ("delivery", "bus_or_train", _of("bus|bas|bis|travel|kereta|kalog|xe khách|gửi xe|roro|victory liner|lori", "รถทัวร์|รถตู้|รถไฟ|大巴|高铁|高鐵|火车|火車")),
    ("delivery", "ship_or_plane", _of("kapal|pelni|cargo|kargo|air cargo|flight|máy bay|tàu", "เครื่องบิน|空运|空運|航空")),
    ("delivery", "meet_in_person", _of("meet ?-?up|meet|cod|jumpa|ketemuan|face to face|kita tayo", "นัดรับ|นัดเจอ|面交|当面|當面|同城")),
    ("delivery", "collected", _of("self ?-?collect|pick ?-?up|collection(?: only)?|collect|ambil sendiri|pickup", "รับเอง|มารับ|自提|自取")),
    ("delivery", "nationwide", _of("nationwide|seluruh (?:malaysia|indonesia)|se ?indonesia|ship toàn quốc|toàn quốc|worldwide|ship worldwide", "ส่งทั่วไทย|ส่งทั่วประเทศ|全国|全國|全台")),
)  # fmt: skip


def find_conditions(folded: Folded) -> tuple[tuple[str, str, str], ...]:
    """Kind (payment or delivery), value and its words, each value once, in a stated order."""
    found = []
    for kind, value, pattern in _CONDITIONS:
        if match := pattern.search(folded.text):
            found.append((kind, value, match[0]))
    return tuple(found)

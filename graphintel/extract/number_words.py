"""Names of the ten digits in the languages of the trade, and the words that sellers put between digits."""

from __future__ import annotations

import re

# Language → words for 0 to 9, | between several. Without marks too, because many write Vietnamese and pinyin so.
_SPELLED: dict[str, str] = {
    "en": "zero|nought|oh|ziro|zerro one|wan two|tu three|tree|thre|tri four|fower five|faiv|fife six|siks"
    " seven|seben|sefen|sevn|sewen eight|eit nine|niner|nain|nyne",
    "ms": "kosong|nol|sifar|kosng|enol|nul satu|se|siji|hiji dua|loro tiga|telu|tilu empat|papat|opat lima"
    " enam|enem|genep tujuh|tuju|pitu delapan|lapan|wolu|dalapan|salapan sembilan|sanga|songo",
    "vi": "không|khong|linh|lẻ một|mot|mốt hai ba bốn|bon|tư|tu năm|nam|lăm|lam|nhăm sáu|sau bảy|bay|bẩy tám|tam"
    " chín|chin",
    "zh": "ling|dong yi|yao er|liang san si wu liu qi|guai ba jiu|gou",
    "tl": "wala|sero|siro isa|uno dalawa|dalwa|dos tatlo|tres apat|kwatro|cuatro lima|singko|sinko|cinco anim|sais|seis"
    " pito|siyete|siete walo|otso|ocho siyam|nuwebe|nuybe|nueve",
    "th": "soon|sun|suun neung|nueng|nung song|sorng sam|saam see|sii|si ha|haa hok jed|jet|chet pad|paet|bpaet"
    " kao|gao|kaao",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "pt": "zero um dois tres|três quatro cinco seis|meia sete oito nove",
}
_THAI = "ศูนย์ หนึ่ง|เอ็ด สอง|โท สาม|ตรี สี่ ห้า หก เจ็ด แปด เก้า"
# English numbers of two digits: "eighty-four", "nineteen"; of the tens the first digit, where a unit follows.
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), "23456789", strict=True))
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TEENS = {word: str(number) for number, word in enumerate(_TEENS, start=10)}
# "double five", "triple two".
REPEATS = {"double": 2, "dobel": 2, "dbl": 2, "triple": 3, "tripel": 3, "treble": 3}
# The same as phrases: "tam hoa 4" and "ตอง 9" are three of them, "三個3" too.
TIMES = {
    "tam hoa": 3, "tứ quý": 4, "tu quy": 4, "ngũ quý": 5, "ตองสี่": 4, "ตอง": 3, "เบิ้ล": 2,
} | {f"{count}{of}": times for of in "个個" for count, times in zip("两兩二三四五", (2, 2, 2, 3, 4, 5), strict=True)}  # fmt: skip
# Words that stand for a mark between digits: they part groups as a dot or dash does.
MARK_WORDS = frozenset(
    "dot titik noktah cham chấm dash strip sempang gach gạch ngang garis miring minus koma comma phay phẩy spasi space"
    " jarak underscore slash plus tambah x ขีด จุด เว้น 点 點 杠 横 橫 空".split()
)
# Words that lead from one part of a number to the next.
JOINING_WORDS = frozenset(
    "then rest and next lalu lanjut sambung terus sisa sisanya dan kemudian lepas itu seterusnya roi rồi va và sau đó"
    " do tiep tiếp theo followed by ending ends end with digits digit angka belakang belakangnya depan depannya"
    " tapos saka sunod pastu lepastu pas abis habis blkg dpn bersambung 位 个 個 码 接 再 后 後 前 尾 中 间 間 加 字 頭 头 开 開".split()
)
# The same in scripts that write no spaces between words.
JOINING_PHRASES = "แล้วต่อด้วย แล้วตามด้วย แล้วก็ ต่อด้วย ตามด้วย ลงท้าย แล้ว ต่อ 然后是 然後是 然后 然後 最后 最後 接着 接著 后面 後面 再来 再來 跟着 跟著".split()
# "first three 159": the word for three counts digits, and is none.
COUNTING = frozenset(
    "first last next front depan belakang blkg dpn awal akhir 前 后 後 中 đầu dau cuối cuoi đuôi duoi unang huling".split()
)

# Word → language → digit.
NUMBER_WORDS: dict[str, dict[str, str]] = {}
for _language, _words in _SPELLED.items():
    for _digit, _names in enumerate(_words.split()):
        for _name in _names.split("|"):
            NUMBER_WORDS.setdefault(_name, {})[_language] = str(_digit)
THAI_WORDS: dict[str, str] = {
    name: str(digit) for digit, names in enumerate(_THAI.split()) for name in names.split("|")
}
# Words run together, "kosongsatudua": only those of three letters or more, because shorter ones stand in any word.
_LONG = sorted((word for word in NUMBER_WORDS if len(word) >= 3), key=lambda word: -len(word))
_JOINED = re.compile(f"(?:{'|'.join(_LONG)}){{2,}}")
_ONE = re.compile("|".join(_LONG))


def parted(word: str) -> list[str]:
    """The number words that a longer word is made of; empty where it is made of anything else."""
    return _ONE.findall(word) if len(word) >= 6 and _JOINED.fullmatch(word) else []

"""What people call their columns, in the languages of those who keep such tables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A role and its names, without spaces and marks; the first role whose name is the whole header wins.
_NAMES: dict[str, str] = {
    "seller_id": "sellerid userid profileid accountid memberid authorid sellerentityid selleruserid fromid 卖家id"
    " 用户id iduser user.id author.id owner.id idpenjual",
    "seller_name": "seller sellername name fullname displayname username_raw user.name author authorname trader"
    " tradername poster postedby vendor sellerdisplayname itemsellername owner profilename accountname penjual"
    " namapenjual nama vendedor anunciante nguoiban ten tennguoiban 卖家 卖家名称 昵称 用户名 姓名 ชื่อ ผู้ขาย user",
    "handle": "handle username sellerusername screenname userhandle namapengguna",
    "seller_url": "sellerurl profileurl profilelink userurl sellerprofile sellerprofileurl authorurl linkpenjual"
    " user.url profile linktoprofile sellerlink accounturl",
    "phone": "phone phonenumber telephone mobile tel hp nohp notelepon telefon telefono sodienthoai sdt dienthoai"
    " 电话 手机 手机号 เบอร์โทร เบอร์ whatsapp wa whatsappnumber contactphone sellercontactphone nomorhp nomor"
    " number phones phoneno contactnumber sellerphone zalo viber",
    "wechat": "wechat wechatid weixin 微信 微信号 sellercontactwechat wxid",
    "contact": "contact contacts contactinfo contactdetails sellercontact itemsellercontact kontak lienhe contacto"
    " 联系方式 ติดต่อ howtocontact contactinformation",
    "email": "email mail emailaddress sellercontactemail",
    "bio": "bio biography profiletext about intro",
    "group_id": "groupid chatid idgrup roomid group.id channelid",
    "group_name": "group groupname grouptitle chat chatname room roomname channel grup namagrup grupo nhom tennhom"
    " 群 群名 群名称 กลุ่ม community page pagename fbgroup facebookgroup groupchat",
    "group_url": "groupurl grouplink linkgrup urlgrupo linkofgroup",
    "members": "members membercount groupmembers numberofmembers anggota memberscount",
    "post_id": "postid adid advertid messageid id_post recordid listingid itemid adno advertno contentid adnumber",
    "url": "url link posturl adurl adverturl listingurl permalink weblink urlcanonical itemurl urlraw postlink adlink"
    " tautan enlace 链接 ลิงก์ linktoad linktopost",
    "title": "title itemtitle listingtitle adtitle headline judul titulo tieude 标题 หัวข้อ marketplacelistingtitle",
    "text": "text post posttext message body content description adtext itemtext caption advert advertisement ad"
    " adverttext teks isi deskripsi texto descripcion noidung mota 内容 文本 正文 消息内容 ข้อความ รายละเอียด"
    " messagetext itemdescription comment fulltext wording originaltext",
    "price": "price itemprice askingprice cost amount harga precio preco gia 价格 ราคา listingprice pricetext"
    " priceraw priceperitem",
    "place": "place location town city adlocation itemlocation sellerlocation lokasi tempat kota ciudad lugar diachi"
    " thanhpho 地点 位置 城市 สถานที่ จังหวัด address province state district locationraw",
    "date": "date posted postdate postedat dateposted time timestamp datetime created createdat creationtime"
    " itemdateposted postingdate tanggal waktu fecha ngay thoigian 日期 时间 发布时间 วันที่ adposted dateofpost"
    " dateofad publishedat dateadded postedon messagetime sent sentat",
    "captured": "captured capturedat recorddate dateseen scraped scrapedat observedat accessed dateaccessed"
    " recorded datecollected collectedat dateofcapture datefound crawledat",
    "joined": "joined joindate joinedat membersince datejoined",
    "role": "role isadmin memberrole position 角色 是否群主 peran",
    "platform": "platform site website platformname source app marketplace situs plataforma nentang 平台 แพลตฟอร์ม"
    " domain websitename",
    "ocr": "ocr ocrtext imagetext textonimage picturetext",
    "picture": "image picture photo images photos imageurl pictureurl itemimage foto gambar imagen 图片 รูป",
    "latitude": "latitude lat geolat",
    "longitude": "longitude lon lng long geolon",
    "translation": "translation translatedtext texttranslated contenttranslation terjemahan traduccion 翻译"
    " translationenglish englishtranslation",
    "language": "language lang adlanguage targetlanguage languageto",
}
# Words that say whose a column is, and what of it, where no name above is the whole header: "Nama akun", "Link nhóm".
_SUBJECTS: dict[str, str] = {
    "seller": "seller, user, profile, account, member, author, owner, poster, vendor, trader, suspect, person, penjual,"
    " akun, akaun, profil, pengguna, anggota, ahli, pemilik, vendedor, usuario, perfil, cuenta, nguoi ban, nguoi dang,"
    " tai khoan, thanh vien, trang ca nhan, 卖家, 用户, 账号, 帐号, 账户, 发帖人, 发布者, 发布人, 成员, 作者, 主页,"
    " 个人,"
    " ผู้ขาย, ผู้โพสต์, บัญชี, โปรไฟล์, สมาชิก",
    "group": "group, chat, room, channel, grup, kumpulan, nhom, grupo, 群, กลุ่ม",
    "post": "post, ad, advert, advertisement, listing, item, message, iklan, postingan, pesan, kiriman, bai dang, tin,"
    " anuncio, publicacion, 帖子, 广告, 消息, 信息, โพสต์, ประกาศ",
}
_ATTRIBUTES: dict[str, str] = {
    "id": "id, uid, 编号",
    "name": "name, nama, nombre, nome, ten, nickname, nick, 名称, 名字, 昵称, 姓名, ชื่อ",
    "url": "url, link, tautan, pautan, enlace, lien ket, duong dan, 链接, 网址, ลิงก์",
    "text": "text, isi, teks, content, noi dung, kandungan, contenido, 内容, ข้อความ",
    "date": "date, tanggal, tgl, tarikh, ngay, time, waktu, masa, fecha, 日期, 时间, วันที่",
    "phone": "phone, hp, wa, whatsapp, telepon, telefon, telpon, sdt, dien thoai, telefono, celular, 电话, 手机, เบอร์",
    "wechat": "wechat, 微信, wxid",
    "price": "price, harga, gia, precio, 价格, ราคา",
    "place": "location, city, lokasi, kota, bandar, lugar, ciudad, dia diem, 地点, 城市, จังหวัด",
    "count": "count, total, jumlah, bilangan, so luong, cantidad, 人数, 数量, จำนวน",
}
_PLAIN_WORDS = frozenset(
    word for names in (*_SUBJECTS.values(), *_ATTRIBUTES.values()) for word in names.replace(",", "").split()
) | set("of the and di dari de del la el cua dang pada posted".split())
_ROLES: dict[tuple[str, str], str] = {
    ("seller", "id"): "seller_id",
    ("seller", "name"): "seller_name",
    ("seller", ""): "seller_name",
    ("seller", "url"): "seller_url",
    ("seller", "phone"): "phone",
    ("seller", "wechat"): "wechat",
    ("seller", "place"): "place",
    ("seller", "count"): "members",
    ("group", "id"): "group_id",
    ("group", "name"): "group_name",
    ("group", ""): "group_name",
    ("group", "url"): "group_url",
    ("group", "count"): "members",
    **{("post", part): part for part in ("url", "text", "date", "phone", "wechat", "price", "place")},
    **{("", part): part for part in ("url", "text", "date", "phone", "wechat", "price", "place")},
    ("post", "id"): "post_id",
    ("post", ""): "text",
}
_ROLE_OF = {name: role for role, names in _NAMES.items() for name in names.split()}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[\s_\-./#:()\[\]*'\"]+")


@lru_cache(maxsize=512)
def meaning_of(header: str) -> str | None:
    """The role of a column by its header alone; None where it could be anything."""
    plain = _plain(header)
    if plain in _ROLE_OF:
        return _ROLE_OF[plain]
    outside = _plain(re.sub(r"\(.*?\)|\[.*?\]", "", header))  # "Price (IDR)", "Date [local]"
    if outside in _ROLE_OF:
        return _ROLE_OF[outside]
    return _ROLE_OF.get(re.sub(r"\d+$", "", plain)) or _composed(header)


def _composed(header: str) -> str | None:
    """The role by whose the column is and what of it; None where the words contradict each other."""
    words = f" {_MARKS.sub(' ', _folded(_HUMP.sub(' ', header)))} "
    subjects, attributes = _named(words, _SUBJECTS), _named(words, _ATTRIBUTES)
    if subjects == {"seller", "group"}:  # a member of a group is a person
        subjects = {"group"} if "count" in attributes else {"seller"}
    if len(subjects) > 1 or len(attributes) > 1:
        return None
    # "Account created", "Date of birth": a word that is not known may change what a bare person or date is about.
    if attributes <= {"date"} and not set(words.split()) <= _PLAIN_WORDS and words.isascii():
        return None
    return _ROLES.get((next(iter(subjects), ""), next(iter(attributes), "")))


def _named(words: str, meanings: dict[str, str]) -> set[str]:
    """Which of the meanings have a word here; Chinese and Thai stand without spaces between words."""
    return {
        meaning
        for meaning, names in meanings.items()
        if any((f" {name} " if name.isascii() else name) in words for name in names.split(", "))
    }


def _plain(header: str) -> str:
    return _MARKS.sub("", _folded(header))


def _folded(header: str) -> str:
    decomposed = unicodedata.normalize("NFKD", header.replace("đ", "d").replace("Đ", "D")).lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c) or "\u0e00" <= c <= "\u0e7f")

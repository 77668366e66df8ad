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
_ROLE_OF = {name: role for role, names in _NAMES.items() for name in names.split()}
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
    return _ROLE_OF.get(re.sub(r"\d+$", "", plain))


def _plain(header: str) -> str:
    decomposed = unicodedata.normalize("NFKD", header.replace("đ", "d").replace("Đ", "D")).lower()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or "\u0e00" <= c <= "\u0e7f")
    return _MARKS.sub("", kept)

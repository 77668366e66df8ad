"""Words that turn a text about animals into something else than an offer: who seeks, warns, asks, or has lost one."""

from __future__ import annotations

import re

_L = "a-z\u00c0-\u024f\u1e00-\u1eff"


def _words(latin: str, other: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_L}])(?:{latin})(?![{_L}])|{other}")


WANT = _words(
    r"wtb|looking(?= (?:for(?! (?:a |their |his |her )?(?:new |good |loving |forever |serious )*(?:homes?|owners?|family|buyers?))|to (?:buy|get|adopt)|\d))|who(?:'s)? (?:has|got|have|sells?)|any(?:one|body) (?:got|has|have|selling)|we (?:buy|purchase)|i buy|required\s?:|paying (?:good|top)|pay top|seeking|hunting for|cash waiting|in search of|searching for|want(?:ed|ing)? to buy|wanted|buying|iso|lf|ada (?:yg|yang|siapa|sapa|sesiapa|x|tak|orang)(?: \w+){0,2} (?:jual|nak lepas|letgo|lepas)|(?:^|\n)\s*beli|(?:nak|mau|mahu) (?:\d{1,3}|dua|tiga|satu|lima|sepasang|seekor) (?:ekor|biji|pasang)|nak stok|tampung|siap (?:tebus|tampung)|siapa (?:yg |yang )?(?:jual|punya|ada jual)"
    r"|(?:nak|mau|mahu|pgn|pengen|ingin) (?:cari|beli|adopt|adopsi)|cari(?! (?:rumah|tuan|owner|pembeli|adopter))|nyari|mencari(?! (?:rumah|tuan|pembeli))|dicari(?!2|-)|dibutuhkan|dana ready|butuh|need(?:ed)?(?! (?:gone|to (?:go|sell)|a new|new home|yours))(?<!you need)|ngân sách|cần gấp|đang (?:cần|tìm|kiếm)|(?:mình|em|tôi) (?:cần|tìm|kiếm)|mua nguyên|(?:^|\n)\s*(?:mua|gom|tìm)|hỏi mua|ai (?:ban|nấu)|cần (?:mua|tìm|thu mua)|muốn mua|tìm mua|thu mua|ai (?:có |còn )?(?:bán|nhượng|để lại)|có ai (?:bán|nhượng)|ai có(?! (?:duyên|nhu cầu|hứng|đam mê|lòng))|mua lại"
    r"|hanap(?:an)?(?! ng (?:\w+ )?(?:buyer|bibili))|naghahanap(?! ng (?:\w+ )?buyer)|(?<!sino )bibili|kukunin ko|kailangan ko|buying|may (?:nagbebenta|benta|for sale|available) (?:ba|po ba)?|sino may|want(?: ko)?|budget ko",
    r"รับซื้อ|ต้องการ(?!ขาย|ปล่อย)|ขอ[ซช]ื้อ|ตามล่า|มองหา|ใครขาย|อยากได้|หาซื้อ|ตามหา|ต้องการซื้อ|^\s*หา(?!บ้าน|ย|ก)|ใครมี|มีใครขาย|ใครปล่อย|求购|求購|跪求|蹲(?=[一个個只隻])|哪里有[卖賣]|哪裡有[卖賣]|有得[买買]|高[价價]回收|寻购|求带|求帶|求一|求个|求個|求只|求隻|收购|收購|想买|想買|想收|有没有卖|有沒有賣|谁有|誰有|(?<![接回吸签验])收(?=[一老旧舊虎象豹熊犀龟龜鸟鳥个個]|到(?!定金|[货貨]|付款|[帐帳账]))|高价收|高價收|長期收|长期收|徵(?!新主)|蒐購|(?:^|\n)\s*收|求(?=[一二两兩三几幾到])|有人[出卖賣]",
)
# Law and press: somebody was caught, or something taken away.
NEWS = _words(
    r"seiz(?:ed?|ures?|es)|confiscated?|arrest(?:ed|s)?|smuggl\w+|poach(?:ers?|ing)|traffick\w+|jailed|sentenced|convicted|suspects?|raid(?:ed)?|customs officers|nbi|busted"
    r"|ditahan|rampasan|dirampas|merampas|rampas|serbuan|diserbu|penyeludup\w*|seludup|didakwa|didenda|saman|penguatkuasa|diamankan|mengamankan|tersangka|polda|polres|polisi|disita|sita|sitaan|menyita|disita|gagalkan|menggagalkan|penyelundup\w*|ditangkap|bongkar|vonis|terdakwa|perburuan"
    r"|bắt giữ|thu giữ|tạm giữ|khởi tố|công an|(?<!tờ )hải quan|phát hiện|tịch thu|buôn lậu|vụ án|bị bắt|xử phạt|inaresto|arestado|nahaharap|dikompaun|kompaun|kes disiasat|akta \d+|ra 9147|bp\d+|nasabat|kinumpiska|nasamsam|dinakip",
    r"จับกุม|ตำรวจ|ตร\.(?!ฟุต|ม|ว|ซม|นิ้ว|กม)|ยึด|ของกลาง|ศุลกากร|จนท|เจ้าหน้าที่|ลักลอบ|ผู้ต้องหา|ดำเนินคดี|จับหนุ่ม|จับสาว|查获|查獲|缉获|緝獲|走私|海关(?![单單])|海關(?![单單])|警方|嫌疑|嫌犯|判刑|被捕|抓获|抓獲|罚款|罰款|没收|沒收|路殺|路杀|民警|森林公安|法院|起诉|起訴|新闻|新聞|报道|報導|案件|บาดเจ็บ|受伤|受傷|林业局|林業局|报警|報警|落网|落網|刑",
)
# Somebody asks others not to trade, cares for animals, or teaches.
CAMPAIGN = _words(
    r"stop (?:beli|buying|jual|selling)|jangan ?dibeli|not for sale ya|populasi|individu|jumpa tepi|cedera|cidera|terluka|injured wild|stop (?:the )?(?:illegal )?(?:\w+ )?trade|say no to|report (?:it|them|to|any)|don'?t buy|do not buy|rescued?|rehabilit\w+|sanctuary|released? (?:back )?(?:in)?to the wild|conservation|petition|donat(?:e|ion)s?|awareness|extinct(?:ion)?|endangered"
    r"|hentikan|jangan (?:beli|pelihara|jual beli)|laporkan|lapor (?:ke|kepada)|diselamatkan|selamatkan|lepas ?liar\w*|dilepasliarkan|pelestarian|konservasi|pemuliharaan|terancam|kepupusan|punah|donasi|kempen|kampanye"
    r"|ngừng mua bán|đừng mua|(?<!thu )không mua(?! (?:đồ|răng|hàng|ba ba|loại|con))|không sử dụng|nói không|cứu hộ|tố giác|thả về|bảo tồn|đường dây nóng|tuyên truyền|tuyệt chủng|wag(?:\s|na)* bumili|huwag bumili|i-?report|ilegal ang|protektahan",
    r"หยุดค้า|หยุดซื้อ|อย่าซื้อ|แจ้งเบาะแส|ช่วยเหลือสัตว์|ปล่อยคืนป่า|อนุรักษ์|ห้ามซื้อ|สูญพันธุ์|รณรงค์|拒绝买卖|拒絕買賣|没有买卖|没有買賣|沒有買賣|(?<!勿)(?<!别)(?<!別)举报|(?<!勿)(?<!別)舉報|救助|放归|放生|野放|科普|反对|反對|调查显示|調查顯示|保护动物|保護動物|保育|濒危|瀕危|拒买|拒買|公益|志愿|纪录片|紀錄片|撿到|捡到",
)
QUESTION = _words(
    r"legal ke|just asking|nak tahu je|bukan nak (?:jual|beli)|not planning to buy|do i need|is it legal|legal (?:ke|tak|gak|ba|to)|is this legal|boleh ke|kena ada lesen|perlu (?:lesen|izin|surat)|how (?:to|do i|do you) (?:care|keep|feed|register)|anyone know|does anyone|what (?:species|kind|breed|bird|is this)|nak tanya|mau tanya|mo nanya|numpang tanya|izin (?:ber)?tanya|apa nama|jenis apa|ada yang tau|gimana cara|cara (?:rawat|jaga|merawat|bela)|kenapa|mengapa"
    r"|cho (?:em |mình )?hỏi|hỏi (?:chút|tí|xíu|ngu)|có ai biết|con gì|loài gì|làm sao|cách nuôi|nuôi (?:thế nào|sao)|có được nuôi|có phạm pháp|paano|ano (?:po )?(?:ba|ang|tong|itong)|(?<!walang )tanong|bawal ba|legal ba|pwede ba",
    r"ถามหน่อย|สอบถาม|ขอถาม|รู้ไหม|เลี้ยงยังไง|เลี้ยงได้ไหม|ผิดกฎหมายไหม|ตัวอะไร|พันธุ์อะไร|ทำยังไง|请问|請問|求教|怎么养|怎麼養|违法吗|違法嗎|合法吗|合法嗎|什么品种|什麼品種|是什么|是什麼|可以养吗|可以養嗎|能养吗|怎么办|怎麼辦|求鉴定|求鑑定|求科普",
)
# Whoever says this offers nothing, whatever prices he names.
ONLY_ASKED = _words(
    r"is it legal|legal ke|legal ba|just asking|nak tahu je|bukan nak (?:jual|beli)|not planning to buy|jangan tanya harga|not for sale ya|(?:strictly )?not for sale",
    r"只问|只問|ไม่ได้ขาย|ไม่ขายนะ|缸內生物不出售|生物不出售",
)
LOST = _words(
    r"lost|missing|last seen|flew away|escaped|reward|hilang|kehilangan|terlepas|imbalan|ganjaran|siapa (?:yg |yang )?(?:jumpa|nemu|menemukan)|yg nemu|thất lạc|bị mất|mất (?:chim|rùa|vẹt|khỉ)|bay mất|hậu tạ|xin chuộc|nawawala|nawala|pabuya|nakawala",
    r"หลุดหาย|หายจาก|หลุดจาก|ตามหาน้อง|มีรางวัล|สินน้ำใจ|พบเห็นโปรด|走失|遗失|遺失|走丢|走丟|寻鸟|尋鳥|寻龟|尋龜|悬赏|懸賞|協尋|协寻|飞走了|飛走了|重谢",
)
# Whole texts about something else: tickets, homes, courses, contests, services, laws, sport, food.
ELSEWHERE = _words(
    r"tickets?|entrance fee|entry fee|admission|bootcamp|webinar|course|seats?|tattoos?|flash day|boarding|pet sitting|grooming|removal service|snake catcher|tour|day trip|half day|full day|elephant camp|sanctuary visit|singing meet|competition|contest|expo(?! (?:leftover|special|price|deal))|for rent|rental|condo|bedrooms?|realtor|mortgage|exam|homework|horoscope|zodiac|lyrics|league|kick ?off|vs|fixtures|goals?|lottery|4d result|shareholders|python ?(?:\+|&|and) ?pandas|learn python|removal(?: service)?|robotics|nasdaq|nfa|bandwagon|doi|95% ci|survey of|census|volunteers?|internship|hiring|salary|court|magistrate|regulations?|act \d+|prison|fined|fine of"
    r"|tiket|pendaftaran|tempahan tempat|gantangan|latber|lomba|pertandingan|kejohanan|kontes|kopdar|iuran|tukang cuci|penitipan|jasa titip|lawatan|trip|percutian|pakej|wisata|snorkeling|tatto|tato|kelas(?: terbuka)?|kursus|bilik|sewa|kontrakan|kost|sebulan|mahkamah|pengadilan|penjara|denda|didenda|undang-undang|permen lhk|uu no|pasal|admin nk inform|akan dipadam|dilarang (?:keras|jual|jualan|menjual)|rules|peraturan|4d|magnum|mimpi|cicilan|gol|liga|pertanyaan|peribahasa|dilepaskan ke laut|ibu bapa angkat"
    r"|vé(?: xem| vào)?|tour|hội thi|thi chim|giải đấu|học phí|khóa học|khoá học|phòng trọ|cho thuê|thuê|nhận (?:giữ|xăm|rửa)|xăm|trận|bàn thắng|bóng đá|luật|nghị định|phạt tù|xử phạt|xổ số|tuyển dụng|lương|nghiên cứu|nội quy|quy định|upahan|paupahan|laro|panalo|lotto|patakaran|batas|trabaho|hiring|sweldo|palaro|paligsahan|bedspace|libro|alamat|paalala|bawal (?:dito|mag-?alaga|magbenta)|multa|entrance|tix|uaap|pba|huli ng ahas|service fee|ire-release|bán đất|sổ riêng|sổ đỏ|thửa|môi giới|vn-?index|cổ phiếu|chốt lời|tắm tỉa|giữ mèo|gửi chim|menu|bia|lẩu|nhậu|đố vui|thành ngữ|tục ngữ|truyện cười|joke|meme|parang loro|tulog parang|mulut harimau|kenapa .{1,20} tak suka",
    r"ตั๋ว|ค่าเข้า|(?<!รถ)ทัวร์|ประกวด|แข่งขัน|แข่งนก|สนามแข่ง|คอร์สเรียน|รับสมัคร|ให้เช่า|ห้องเช่า|คอนโด|รับฝากเลี้ยง|รับสัก|อาบน้ำ(?:ตัดขน)?|ล้างตู้|จับงู(?=บริการ|ฟรี)|กู้ภัย|พ\.ร\.บ|จำคุก|ปรับไม่เกิน|กฎกลุ่ม|กติกา|ผลบอล|หวย|เลขเด็ด|งวดนี้|งานวิจัย|นักวิจัย|ดวง|ราศี|คอร์ส|แคมป์ช้าง|รับจับ|ต่างกันยังไง|ความหมายว่า|สุภาษิต|ปล่อยคืนป่า|ปล่อย(?=เต่า)(?=.{0,40}(?:ทะเล|คืน))|คืนสู่ทะเล|ลายเซ็น|บริจาค|สำนวน|门票|門票|一日游|一日遊|成团|研学|比赛|比賽|大赛|大賽|鸣叫赛|报名|報名|展会|爬行展|早鸟票|课程|課程|录播|網課|网课|零基础|租房|室1厅|室一厅|整租|押一付|房[东東](?!不[让讓给給])|寄养|寄養|上门清洗|清洗鱼缸|纹身|紋身|非法收购|非法|十年以上|有期徒刑|普法|群规|群規|版規|红外相机|样线|文献|论文|數學|数学|求答案|彩票|大樂透|球赛|球賽|开奖|星座|运势|招聘|工资|薪資|外卖满|堂食|套餐|刺青|檔期|電話落單|晚飯外賣|外賣|清蒸|红烧|紅燒|全系|现车|現車|落地价|落地\d",
)
# What merely shows, feeds, houses or is named for an animal.
ACCESSORY = _words(
    r"cages?|cage for|food|feeds?|feeders?|pellets?|vitamins?|perch|terrariums?|enclosures?|vivarium|aquarium|akuarium|tanks?|frozen (?:rats|mice|rodents)|pinkies|superworms?|crickets|bedding|heat lamp|uvb"
    r"|shirts?|t-?shirts?|tees?|hoodies?|dress(?:es)?|gowns?|blouse|sneakers?|suedes?|onitsuka|shoes|heels|stickers?|figures?|plush(?:ies?|y)?|toys?|lego|stuffed toys?|paintings?|posters?|prints?|printed|logo|keychains?|phone case|wallpaper|mugs?|costumes?|cosplay|pattern(?:ed)?|motifs?|themed?|colou?rs?|colou?red|shades?|paint"
    r"|ticket|tickets|tiket|zoo|safari park|night safari|robux|roblox|pet code|pokemon|acc|skins? game|game|nft|coins?|1oz|stamps?|year of the|zodiac|beer|balm|cap|brand|jersey|fans?|fc|hotel|resort|restaurant|cafe|café|bar|movie|film|netflix|book|novel|lyrics|song"
    r"|sangkar|kandang|makanan|pakan|voer|dedak|vitamin|servis|jasa|service|cuci|bertema|tema|kaos|gelas|tumbler|bibit|biji benih|bakul|voucher|lampu|uvb|termostat|pelet|palet|glodok|tangkringan|mangkok|peti|mainan|baju|gamis|hijab|tudung|kain|batik|sofa|lukisan|gambar|stiker|boneka|patung mainan|mainan|warna|corak|motif|bermotif|gantungan|casing|kaos|jaket|bantal|tilam|cadar|karpet|wallpaper|minyak cap|balsem|menu|sup|sate|mie|nasi|resepi|resep"
    r"|lồng|chuồng|thức ăn|cám|tranh|áo|váy|đầm|giày|màu|họa tiết|hoạ tiết|thú bông|gấu bông|dầu cù là|dầu gió|bia|mô hình|sở thú|vé|móc khóa|ốp lưng|sơn|gạch|cosplay|phim|truyện|tướng|nick|pakain|daga|frozen na|gamit ng|kulungan|bulb|lamp|seeds?|pellet|dập vân|vân|da bò|in hình|khắc|chạm hình|synthetic|design|case na|pagkain|damit|laruan|kulay",
    r"กรง|อาหาร|เสื้อ|ตุ๊กตา|สี(?=งา|ช้าง|เสือ)|ลาย(?=เสือ|งู|จระเข้|ม้า|ช้าง|นก|เต่า|ปลา)|ผ้าถุง|แจกัน|คอน(?=ตก|ไม้)|หลอดยูวี|หนูแช่แข็ง|หนูแดง|หญ้าอัดเม็ด|หนังวัว|อัดลาย|สำหรับงู|หนูขาว|เดรส|กางเกง|กระโปรง|รองเท้า(?!นารี)|ตั๋ว|สวนสัตว์|ลูกชิ้น|ก๋วยเตี๋ยว|โมเดล|เหรียญ|ตู้ปลา|เบียร์|ยาหม่อง|เคส|พวงกุญแจ|ผ้าห่ม|ภาพวาด|วอลเปเปอร์|หนังสือ|การ์ตูน"
    r"|体验券|體驗券|帐号|帳號|账号|站架|栖木|棲木|车模|車模|(?<![奶])[粮糧]|草粉|陸龜箱|陆龟箱|加溫墊|加温垫|躲避屋|冷凍白鼠|冷冻白鼠|蛋白機|蛋白机|造浪|活石|捏陶|馬克杯|马克杯|存錢筒|存钱罐|球鞋|polo|內衣|内衣|閃卡|闪卡|寶可夢|宝可梦|手机|手機殼|iphone|爱吃|愛吃|地毯|抱枕|凉席|发夹|髮夾|太阳镜|醋酸|植物|种子|種子|坚果|万金油|萬金油|鸟笼|鳥籠|驱|灯|燈|笼(?!养)|籠(?!養)|饲料|飼料|鸟食|鳥食|龟粮|龜糧|公仔|T恤|t恤|玩具|玩偶|毛绒|毛絨|积木|積木|溜滑梯|图案|圖案|印花|造型|手机壳|手機殼|门票|門票|动物园|動物園|裙|鞋|外套|沙发|沙發|油漆|壁纸|壁紙|酒店|餐厅|餐廳|邮票|郵票|金币|金幣|银币|銀幣|啤酒|贴纸|貼紙|绘本|繪本|电影|電影|皮肤|皮膚|游戏|遊戲|手游|手遊|同款|色系|饲养箱|飼養箱|鱼缸|魚缸|加热灯|保暖灯|纹身|刺青",
)
# "with cage", "连笼": the cage comes with what is sold.
INCLUDED = re.compile(
    r"(?:(?<![a-z])(?:with|w/|free|incl(?:ud(?:es?|ing))?|plus|and|dgn|dengan|sekali|siap|beserta|bonus|dapat|kèm|tặng|luôn|cả|kasama|may|na may|w|utk|untuk|for|buat|cho)|[+&]|พร้อม|แถม|ฟรี|รวม|有|连|連|附|带|帶|送|含|和|整套)\s?(?:\w{1,8}\s)?$"
)
# What stands directly before the animal that something is for, or that it is not.
FOR_IT = re.compile(
    rf"(?:(?<!looking )(?<!searching )(?<!search )(?<!price )(?<!up )(?<!pm )(?<!dm )(?<![{_L}])for|utk|untuk|buat|para sa|cho|สำหรับ|给|給|适合|適合)\s(?:your |my |the |nuôi |anak |any |all |adult |baby )?$|(?:สำหรับ|适合|適合|专用|專用|喂|餵)$"
)
NOT_IT = re.compile(
    rf"(?:(?<![{_L}])(?:bukan|bkn|not|isn'?t|aren'?t|without|tanpa|không phải(?: là)?|chứ không phải|hindi|walang|like|macam|seperti|mcm|mirip|kayak|giống|faux|fake|imitation|imitasi|tiruan|vegetable|mock)|ไม่ใช่|ไม่มี|เหมือน|คล้าย|เทียม|不是|并非|並非|没有|沒有|类似|類似|像|仿|假|非(?!洲))\s?(?:a |an |the |real |real )?$"
)
NOT_SOLD_NEXT = re.compile(
    rf"\s?(?:\([^)]*\)\s?)?(?:(?<![{_L}])(?:is |are )?(?:not for sale|nfs|sold out|sold|tidak dijual|tak jual|ga dijual|gak dijual|habis|laku|terjual|không bán|hết hàng|đã bán|hindi for sale|wala na|ubos na|reserved)|ไม่ขาย|ขายแล้ว|หมดแล้ว|ไม่มี|不卖|不賣|不出|已出|已售|卖完|賣完|没了|沒了|非卖品|非賣品)"
)
# Domestic animals and things that are sold in any group. They speak against an advert only where no taxon is named.
# "Jalan Gading", "Tiger Lane", 象牙路: a street, a house, a hill.
PLACE_BEFORE = re.compile(
    rf"(?<![{_L}])(?:taman|jalan|jln|jl|kampung|kampong|kg|desa|perumahan|kompleks|kem|hotel|resort|street|mount|gunung|bukit|sungai|sg|pulau|tasik|pusat|stadium|rumah makan|warung|kedai kopi|restoran|đường|phố|chung cư|quán|khách sạn|công viên|hồ|núi|cầu|hang|xã|barangay|brgy|cafe|zoo|club|fc|team|skuad|timnas|persatuan|kelab)\.? (?:\w{{1,8}} )?$|(?:ถนน|ซอย|หมู่บ้าน|วัด|โรงแรม|ร้าน(?:อาหาร)?|ทีม)\s?$"
)
PLACE_NEXT = re.compile(
    rf"\s(?:lane|street|st\.?|road|rd\.?|avenue|ave|park|valley|hill|city|tower|hotel|resort|bar|cafe|fc|united|airways|beer|balm|energy|mustang|macbook|os|script|programming|calls|market|bandwagon)(?![{_L}])|路|小区|小區|街(?!边)|大厦|村|广场|廣場|队(?!伍)|隊"
)
# Figures of an animal: they are none of it, unless the words name the material.
FIGURE = _words(
    r"bookends?|mugs?|handmade|miniature|embossed|cd radio|hubcaps|patch(?:es)?|masks?|costume|statues?|figurines?|sculptures?|ornaments?|pillows?|cushions?|blankets?|rugs? print|balloons?|cake|inflatable|floaties?|backpack|polymer|clay|crochet|knitted|embroidered|patch|enamel|acrylic|ceramic|porcelain|brass|pewter|earrings?(?= handmade)|rajut|flanel|akrilik|keramik|tembaga|kuningan|gốm|sứ|len móc|puzzle|lamp|topeng|patung|arca|hiasan|bantal|selimut|cawan|mangkuk|pinggan|kek|belon|tas sekolah|lampu|celengan|tượng|gối(?: ôm)?|chăn|ly|cốc|bát|bánh|bong bóng|đèn|balo|estatwa(?:ng)?|ukit|rebulto|lobo|unan|kumot|tasa|estatwa|maskara|vân|combo \d+ ví|ví da",
    r"เซรามิก|ศิลาดล|หน้ากาก|หุ่น|รูปปั้น|หมอน|ผ้าปู|แก้วน้ำ|แก้วกาแฟ|เค้ก|ลูกโป่ง|กระเป๋านักเรียน|โคมไฟ|ลายแพนด้า|面具|头套|頭套|雕像|塑像|抱枕|枕头|枕頭|毛毯|杯|碗|盘|盤|蛋糕|气球|氣球|书包|書包|拼图|拼圖|台灯|檯燈|紋|纹(?!龟)|合成皮|人造皮|仿皮|封面",
)
ORDINARY = _words(
    r"phones?|iphone|samsung|laptop|shirts?|shoes|sneakers|dress|jacket|desk|sofa|fridge|furniture|motorbike|apartment|condo|chicken feed|hp bekas|telefon|sepatu|kasut|meja|kursi|kerusi|lemari|motor|mobil|isuzu|toyota|honda|yamaha|proton|perodua|avanza|kereta sewa|rumah(?: sewa)?|kontrakan|kos|tanah|điện thoại|giày|quần|bàn ghế|tủ lạnh|xe máy|xe hơi|nhà trọ|chung cư"
    r"|kucing|cats?|kittens?|anjing|dogs?|pupp(?:y|ies)|corgi|poodle|husky|shih tzu|pomeranian|golden retriever|persia|parsi|munchkin|british shorthair|bsh|maine coon|sphynx|chó|mèo|aso|pusa|tuta|kuting|hamsters?|guinea pigs?|rabbits?|bunny|kelinci|arnab|thỏ|kuneho|sugar gliders?|joey|landak(?: mini)?|hedgehogs?|ayam|chickens?|chick|rooster|manok|gà|bebek|itik|duck|vịt|pato|angsa|goose|merpati|pigeons?|burung dara|bồ câu|kalapati|kenari|canary|canaries|budgies?|budgerigars?|cockatiels?|falk|parkit|lovebirds?|finch|puyuh|quails?|kambing|goats?|sapi|lembu|cattle|cows?|pigs?|babi|lợn|heo|baboy|kambing|kuda|horses?|domba|sheep"
    r"|guppy|betta|cupang|laga|koi|goldfish|ikan mas|lele|nila|gurame|udang|shrimp|cá koi|cá betta|cá bảy màu|tilapia|bangus|leopard geckos?|crested geckos?|bearded dragons?|corn snakes?|rắn corn|rồng râu|beardies?|red-eared sliders?|slider|brazil|rùa tai đỏ|turtle food|tickets?|tiket|vé",
    r"มือถือ|โทรศัพท์มือ|รองเท้า(?!นารี)|กางเกง|โต๊ะ|เก้าอี้|ตู้เย็น|มอเตอร์ไซ|รถยนต์|รถกระบะ|คอนโด|ลูกหมา|ลูกแมว|สุนัข|หมาพันธุ์|แมวเปอร์เซีย|แมวพันธุ์|กระต่าย|แฮมสเตอร์|ชูการ์|เม่นแคระ|ไก่ชน|ไก่|เป็ด|ปลากัด|ปลาหางนกยูง|ปลาคาร์ฟ|นกพิราบ|หงส์หยก|ค็อกคาเทล|เบียร์ดดราก้อน|คอร์นสเน็ค|เลพเพิร์ดเก็กโก้"
    r"|手机壳|二手手机|外套|衣服|鞋|桌|椅|沙发|冰箱|电动车|汽车|机车|機車|房屋|出租|租房|套房|金毛|柯基|泰迪|布偶|英短|美短|猫咪|貓咪|幼猫|小猫|小貓|小狗|狗狗|仓鼠|倉鼠|兔子|龙猫|龍貓|蜜袋鼯|刺猬|刺蝟|玄凤|玄鳳|虎皮鹦鹉|珍珠鸟|金丝雀|鸽子|鴿子|鸡苗|土鸡|鹅|孔雀鱼|孔雀魚|斗鱼|鬥魚|锦鲤|錦鯉|金鱼|金魚|巴西龟|巴西龜|鬃狮|鬃獅|玉米蛇|豹纹守宫|豹紋守宮|睫角",
)

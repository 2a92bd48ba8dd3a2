"""Each rule of the writing out of Vietnamese, by an example made by hand."""

# ruff: noqa: E501 -- one example a line
from __future__ import annotations

import pytest

from voter_kiosk.speech.spelling import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Numbers
        ("Đủ 21 tuổi, 18 tuổi trở lên", "Đủ hai mươi mốt tuổi, mười tám tuổi trở lên"),
        ("69.523.133 cử tri", "sáu mươi chín triệu năm trăm hai mươi ba nghìn một trăm ba mươi ba cử tri"),
        ("98,85% cử tri", "chín mươi tám phẩy tám mươi lăm phần trăm cử tri"),
        ("3,00 %", "ba phẩy không không phần trăm"),
        ("21,776 triệu", "hai mươi mốt phẩy bảy bảy sáu triệu"),
        ("0,05", "không phẩy không năm"),
        ("bản 4.0, bản 1.52.0", "bản bốn chấm không, bản một chấm năm mươi hai chấm không"),
        ("-5°C", "âm năm độ xê"),
        ("03 đại biểu", "ba đại biểu"),
        ("1.234.567.890.123.456.789", "một hai ba bốn, năm sáu bảy, tám chín không, một hai ba, bốn năm sáu, bảy tám chín"),
        # Ordinals, fractions, ranges
        ("thứ 1, thứ 2, lần thứ 4", "thứ nhất, thứ hai, lần thứ tư"),
        ("1/3 hay 3/4 số phiếu", "một phần ba hay ba phần tư số phiếu"),
        ("298/362; lớp 9/12", "hai trăm chín mươi tám trên ba trăm sáu mươi hai; lớp chín trên mười hai"),
        ("2026–2031; 3-5 người", "hai nghìn không trăm hai mươi sáu đến hai nghìn không trăm ba mươi mốt; ba đến năm người"),
        ("6/2020–nay", "tháng sáu năm hai nghìn không trăm hai mươi đến nay"),
        # Dates
        ("Ngày 15/3/2026.", "Ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu."),
        ("15-3-2026", "ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu"),
        ("2026-03-05", "ngày mùng năm tháng ba năm hai nghìn không trăm hai mươi sáu"),
        ("00/8/1979", "tháng tám năm một nghìn chín trăm bảy mươi chín"),
        ("00/00/2008", "năm hai nghìn không trăm linh tám"),
        ("tháng 3/2026, 9/2002", "tháng ba năm hai nghìn không trăm hai mươi sáu, tháng chín năm hai nghìn không trăm linh hai"),
        ("công văn số 45/2026", "công văn số bốn mươi lăm, năm hai nghìn không trăm hai mươi sáu"),
        ("45/2026", "bốn mươi lăm trên hai nghìn không trăm hai mươi sáu"),
        ("từ ngày 1 đến ngày 10 tháng 7", "từ ngày mùng một đến ngày mùng mười tháng bảy"),
        ("mùng 5 tháng 4", "mùng năm tháng tư"),
        ("17:00, 5/3; ngày 15-3", "mười bảy giờ, ngày mùng năm tháng ba; ngày mười lăm tháng ba"),
        ("nhà số 15/3, ngõ 20/4", "nhà số mười lăm trên ba, ngõ hai mươi trên bốn"),
        ("7h–19h", "bảy giờ đến mười chín giờ"),
        ("Ban Dân vận T.Ư, 02/BC-UBND", "Ban Dân vận trung ương, hai, báo cáo, Ủy ban nhân dân"),
        ("mở 24/7", "mở hai mươi tư trên bảy"),
        ("lễ 30/4; 45/3", "lễ ngày ba mươi tháng tư; bốn mươi lăm trên ba"),
        ("32/12/2026", "ba mươi hai trên mười hai, hai nghìn không trăm hai mươi sáu"),
        # Times
        ("07:00 đến 19:30", "bảy giờ đến mười chín giờ ba mươi phút"),
        ("từ 7h đến 19h30, 7g15", "từ bảy giờ đến mười chín giờ ba mươi phút, bảy giờ mười lăm phút"),
        ("07 giờ 00; 7 giờ 05 phút; trong 24 giờ", "bảy giờ; bảy giờ năm phút; trong hai mươi tư giờ"),
        ("25:61", "hai mươi lăm: sáu mươi mốt"),
        # Telephone numbers and long numbers
        ("0298 000 0198", "không hai chín tám, không không không, không một chín tám"),
        ("0912345678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("+84 298 000 019", "cộng tám bốn, hai chín tám, không không không, không một chín"),
        ("01 20 30", "một hai mươi ba mươi"),
        ("mã 1234567", "mã một hai ba bốn, năm sáu bảy"),
        ("1900 6789", "một chín không không, sáu bảy tám chín"),
        ("CCCD 001085012345", "căn cước công dân không không một không, tám năm không một, hai ba bốn năm"),
        ("0123 4567 8901 2345", "không một hai ba, bốn năm sáu bảy, tám chín không một, hai ba bốn năm"),
        # Units and money
        ("4.200 ha, 5 km², 80 km/h", "bốn nghìn hai trăm héc ta, năm ki lô mét vuông, tám mươi ki lô mét trên giờ"),
        ("50.000đ, 2 USD, 30 kWh", "năm mươi nghìn đồng, hai đô la Mỹ, ba mươi ki lô oát giờ"),
        # Terms
        ("khóa XV, các khóa I, II và V", "khóa mười lăm, các khóa một, hai và năm"),
        ("I–XIII; Chương IV, mục I", "một đến mười ba; Chương bốn, mục một"),
        ("V", "năm"),
        ("VI PHẠM, khóa VI, XI–XIII", "vi phạm, khóa sáu, mười một đến mười ba"),
        ("C", "xê"),
        ("Lê Văn C, nhóm XC, Trần Thị V", "Lê Văn xê, nhóm ích xì xê, Trần Thị vê"),
        ("IIX, phụ lục XC", "i i ích xì, phụ lục chín mươi"),
        # Abbreviations
        ("HĐND, UBND và MTTQ", "Hội đồng nhân dân, Ủy ban nhân dân và Mặt trận Tổ quốc"),
        ("ĐBQH TP. Hải Phòng, TX. Sơn Tây", "đại biểu Quốc hội thành phố Hải Phòng, thị xã Sơn Tây"),
        ("TP.HCM; TP là gì", "thành phố Hồ Chí Minh; tê pê là gì"),
        ("P. 5, Q. Ba, xã A, H. Sóc Sơn", "phường năm, quận Ba, xã a, huyện Sóc Sơn"),
        ("GS. TS. Nguyễn Văn An, PGS.TS Lê Hoa, ThS. Bình", "giáo sư tiến sĩ Nguyễn Văn An, phó giáo sư tiến sĩ Lê Hoa, thạc sĩ Bình"),
        ("có TS không", "có tê ét xì không"),
        ("VNeID, QR, PDF, SHA-256, B1, QĐ", "vê en e ai đi, kiu a, pê đê ép, ét xì hát a hai trăm năm mươi sáu, bê một, quyết định"),
        ("HTX12, COVID-19, X-1234567", "hợp tác xã mười hai, cô vít mười chín, ích xì một hai ba bốn, năm sáu bảy"),
        ("gạo, muối, v.v.; đ/c Hoa", "gạo, muối, vân vân; đồng chí Hoa"),
        ("Ông/Bà và/hoặc người nhà", "Ông Bà và hoặc người nhà"),
        # Numbers of documents
        ("Nghị quyết số 63/NQ-HĐBCQG", "Nghị quyết số sáu mươi ba, Hội đồng bầu cử quốc gia"),
        ("Số 63/NQ-HĐBCQG", "Số sáu mươi ba, nghị quyết, Hội đồng bầu cử quốc gia"),
        ("Luật số 85/2025/QH15", "Luật số tám mươi lăm, năm hai nghìn không trăm hai mươi lăm, Quốc hội khóa mười lăm"),
        ("1041-NQ/TVQH, 12/UBBC-TT", "một nghìn không trăm bốn mươi mốt, nghị quyết, Thường vụ Quốc hội, mười hai, Ủy ban bầu cử, tê tê"),
        ("Điều 69, khoản 2, điểm đ", "Điều sáu mươi chín, khoản hai, điểm đê"),
        # Capitals and foreign words
        ("PHIẾU BẦU CỬ", "phiếu bầu cử"),
        ("ngành y, Y tế, Y Krang", "ngành y, y tế, y Krang"),
        ("H'Mrang Niê, K'Sor, M'Drắk, H'MÔNG", "hờ Mrang Niê, ca Sor, mờ Drắk, hờ mông"),
        ("ý'b z'a", "ý bê dét a"),
        ("KBang, Ksor, Mlô, Krông Pắk, Ea Súp", "ca Bang, Ksor, Mlô, Krông Pắk, ê a Súp"),
        ("Internet, e-mail, wifi, Wikipedia", "in tơ nét, i meo, oai phai, uy ki pê đi a"),
        ("vnm", "vê en nờ em mờ"),
        ("BizLIVE, VnExpress", "Biz live, vê en nờ Express"),
        ("SAMPLE", "sample"),
        # Addresses
        ("https://baucu.nguyetgiang.example", "bau cu chấm nguyet giang chấm example"),
        ("dbqh.quochoi.vn/tin-2", "dê bê quy hát chấm quoc hoi chấm vê en nờ gạch chéo tin gạch ngang hai"),
        ("a.hoa@quochoi.vn, maxreading.com", "a chấm hoa a còng quoc hoi chấm vê en nờ, maxreading chấm com"),
        ("123docz.net, plo.vn, an.vn", "một hai ba dê o xê dét chấm net, pê e lờ o chấm vê en nờ, an chấm vê en nờ"),
        # Fingerprints
        ("3F2A 91BC 00FF", "ba ép hai a, chín một bê xê, không không ép ép"),
        ("deadbeefdeadbeef0001", "dê e a dê, bê e e ép, dê e a dê, bê e e ép, không không không một"),
        # Signs
        ("(một) – “hai”…", "một, hai."),
        ("a & b, § 5, 3 × 4 = 12, #7", "a và bê, mục năm, ba nhân bốn bằng mười hai, số bảy"),
        ("Nguồn:\n– Luật Bầu cử\n– Hiến pháp", "Nguồn. Luật Bầu cử. Hiến pháp"),
        ("Có phải?\nKhông!", "Có phải? Không!"),
        ("☃ tuyết", "tuyết"),
    ],
)  # fmt: skip
def test_it_is_said_as_a_vietnamese_says_it(text: str, said: str) -> None:
    assert spoken(text, "vi") == said

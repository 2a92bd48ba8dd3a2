"""The help texts in Vietnamese: English stands in the commands, Vietnamese here, word for word beside it."""

from __future__ import annotations

import re
from typing import Any, Final

EXAMPLE: Final = "Example:"

COMMANDS: Final[dict[str, str]] = {
    "": "Thông tin bầu cử tại khu vực bỏ phiếu: không cần mạng, có chữ ký, cho mọi cử tri.\n\n"
    "Mỗi lệnh tự giải thích: voter-kiosk LỆNH --help",
    "new": "Tạo một nguồn trống.\n\n"
    "Tệp Excel có sẵn tiêu đề, danh sách chọn, dòng ví dụ, ghi chú; bài viết mẫu và tệp cấu hình có chú thích.",
    "provinces": "Liệt kê các tỉnh, thành phố và mã.\n\nTheo địa giới khi bầu cử theo luật đó.",
    "describe": "Cho biết nguồn ghi gì về mình, hoặc điền vào.\n\n"
    "Tên cuộc bầu cử, cơ quan phát hành, ngày bầu cử, việc duyệt, danh sách của từng cơ quan, như ghi trong bundle.toml; "
    "và phiên bản của gói kế tiếp. Chỉ những dòng thay đổi được viết lại.",
    "desk": "Mở cửa sổ bàn chuẩn bị.\n\n"
    "Dành cho người không dùng dòng lệnh: mở nguồn, nhập hồ sơ, kiểm tra, xem trước, ký, ghi ra USB và đọc lại. Mỗi việc "
    "là một lệnh ở đây.",
    "carry": "Ghi gói ra USB rồi đọc lại.\n\n"
    "Tệp chỉ mang tên của gói sau khi đã đọc lại từ USB và đúng từng bit. Tệp đang có sẵn thì không ghi đè.",
    "import-list": "Đưa danh sách chính thức vào nguồn.\n\n"
    "Những gì đã niêm yết được giữ đúng từng chữ; chỗ nào chưa rõ thì hỏi, không đoán.",
    "import-people": "Đưa một thư mục hồ sơ người ứng cử vào nguồn.\n\n"
    "Danh sách chính thức, tiểu sử tóm tắt (mẫu 03 hoặc 07, Word), chương trình hành động (Word hoặc Markdown), ảnh: "
    "máy nhận ra từng tệp theo nội dung và ghép theo tên, mã hoặc số thứ tự. Một bảng cho biết tệp nào đã ghép, tệp "
    "nào chưa.",
    "import-workbook": "Đưa một tệp Excel đã điền vào nguồn.\n\n"
    "Có ô sai thì không ghi gì: máy trả lại một bản cạnh tệp, từng ô sai được tô màu và có lời ghi. Tệp gốc không bao "
    "giờ bị sửa.",
    "check": "Tìm lỗi trong nguồn.\n\n"
    "Lỗi, cảnh báo, ghi chú, kèm tệp, hàng hoặc ô, và cách sửa. Còn lỗi thì mã kết thúc là 1.",
    "build": "Kiểm tra, đóng gói và ký.\n\n"
    "Nguồn còn lỗi thì không ghi gì. Cùng nguồn, khóa, phiên bản và giờ thì gói giống nhau từng byte.",
    "speak": "Đọc trước các bài của nguồn thành tiếng.\n\n"
    "Mỗi dòng thành một tệp âm thanh trong DIR/clips, lệnh build mang theo. Dòng nào không đổi thì không đọc lại. Máy "
    "không bắt buộc phải có: chỗ nào không có tệp thì giọng của máy đọc.",
    "draft": "Kiểm tra, lập bản nháp để các cán bộ ký.\n\n"
    "Bản nháp là một thư mục: hãy chép vào USB của từng cán bộ. Nguồn còn lỗi thì không ghi gì. Xã tự công bố cũng "
    "lập phần của mình như vậy, bằng khóa của xã; khi đó --previous là phần trước.",
    "draft-status": "Cho biết ai đã ký bản nháp, ai chưa.\n\n"
    "So với tệp root.json của Ủy ban bầu cử; không ghi --root thì chỉ so với tệp gốc đi kèm bản nháp, chưa đủ để tin.",
    "sign": "Ký bản nháp bằng khóa của một cán bộ.\n\n"
    "Bản nháp phải đúng như tệp gốc tin cậy mà cán bộ giữ. Lệnh này cho xem bản nháp có gì mới rồi hỏi trước khi ký. "
    "Hãy so mã kiểm tra với những người khác.",
    "merge": "Ghép phần do các xã công bố vào bản nháp của tỉnh.\n\n"
    "Mỗi phần được kiểm tra: ai ký, có vượt ra ngoài xã không, có cũ hơn phần đã ghép không, có khớp với cuộc bầu cử "
    "và danh sách của tỉnh không. Sau đó cán bộ của tỉnh ký bản nháp mới.",
    "assemble": "Ghép chữ ký của các cán bộ thành gói dữ liệu.\n\n"
    "Thêm chữ ký của bàn phát hành. Thiếu chữ ký thì không ghi gì.",
    "inspect": "Xem trong gói có gì, ai ký.\n\n"
    "Mọi chữ ký, độ dài và mã băm được đối chiếu với tệp gốc nằm trong gói. Người ký có đúng là người có thẩm quyền "
    "không thì chỉ máy đã chuẩn bị với root.json mới biết: hãy so mã kiểm tra.",
    "film": "Chuyển một đoạn phim sang dạng mà gói dữ liệu nhận.\n\n"
    "WebM với VP9 và Opus, khổ không quá 1280 × 720, không quá 30 hình một giây, xoay cho đúng chiều, bỏ thông tin về "
    "nơi quay và máy quay.",
    "setup": "Chuẩn bị kho của một máy.\n\n"
    "Làm một lần, bằng tay: từ đó máy chỉ hiện những gì các cán bộ này ký. Gõ trên cửa sổ lệnh thì máy hỏi những gì "
    "còn thiếu, như màn hình hỏi khi bật máy lần đầu: ngôn ngữ, kích thước màn hình, độ cao, tệp gốc và mã kiểm tra, "
    "gói dữ liệu đầu tiên, khu vực bỏ phiếu, đồng hồ, tiếng, và hai cán bộ, mỗi người tự nhập mã PIN của mình. Dừng "
    "giữa chừng thì làm tiếp từ chỗ dừng, ở đây hoặc trên màn hình.",
    "first-start": "Cho biết việc thiết lập lần đầu đến đâu, hoặc trả lời một câu hỏi. Màn hình của máy gọi lệnh này.",
    "install": "Nạp gói vào máy.\n\n"
    "Kiểm tra, chép, lập nội dung, chạy thử, xác nhận; bước nào cũng làm lại được. Gói bị từ chối không thay đổi gì.",
    "status": "Cho biết máy đang có gì và tin ai.\n\n"
    "Nội dung đang hiện, nội dung trước đó, tệp gốc tin cậy, và nhật ký có nguyên vẹn không.",
    "scrub": "Đọc lại mọi tệp đã nạp, phục hồi tệp hỏng.\n\n"
    "Của nội dung đang hiện và của bản trước. Tệp hỏng được lấy lại nguyên vẹn từ lần nạp dở dang, từ USB hoặc từ gói ghi "
    "trong lệnh; nội dung thì được lập lại. Mỗi đêm máy tự làm việc này. Còn tệp hỏng thì mã kết thúc là 1.",
    "rollback": "Quay lại nội dung trước đó.\n\n"
    "Chỉ về nội dung đã xác nhận trên máy này. Việc xóa tên và hết vận động vẫn giữ nguyên.",
    "confirm-clock": "Xác nhận đồng hồ của máy đúng.\n\n"
    "Dành cho cán bộ, sau khi so với đồng hồ khác, khi màn hình không chắc hôm nay là ngày nào. Việc này được ghi vào "
    "nhật ký và giữ đến khi đồng hồ nhảy. Đồng hồ sớm hơn ngày phát hành của gói thì phải chỉnh lại trước.",
    "printer": "Chọn máy in cho cử tri in thông tin ra giấy.\n\n"
    "Ghi tên máy in trong CUPS (lệnh lpstat -e liệt kê). Không ghi --printer thì từ nay không in nữa, và không trang "
    "nào mời in.",
    "headphones": "Cho biết tiếng của máy phát ra đâu.\n\n"
    "Trang người ứng cử chỉ được đọc qua tai nghe, trừ khi gói cho đọc ra loa. always: máy luôn có tai nghe hoặc ống "
    "nghe, không có loa; detect: hệ thống báo khi có người cắm tai nghe; none: máy chỉ có loa.",
    "slip": "Ghi một tờ in thành tệp PDF.\n\n"
    "Đúng như cử tri in được tại máy, theo ngôn ngữ của --lang, và không nhiều hơn những gì được hiện lúc đó. Không in "
    "riêng một người ứng cử, không in chương trình hành động: tờ in có cả danh sách.",
    "export": "Ghi ra JSON những gì cử tri thấy.\n\nTheo thứ tự hiện, và không nhiều hơn những gì được hiện lúc đó.",
    "search": "Tìm như trên máy.\n\n"
    "Gõ không dấu, không hoa cũng được; kết quả theo thứ tự hiện, và chỉ gồm những gì được hiện lúc đó.",
    "diff": "Cho biết hai bản khác nhau ở đâu.\n\n"
    "Ai, điều gì, trước và sau: người ứng cử được thêm, bị xóa tên, được đính chính; bài viết từng đoạn; giờ bỏ phiếu, "
    "kết quả, hình ảnh. Nguồn được kiểm tra nhưng chưa ký.",
    "sticks": "Tìm USB và các gói trên đó.\n\n"
    "Mọi ổ rời đang được gắn, hai tầng thư mục. Gói tự nói gì về mình thì chưa được tin.",
    "bundle-folders": "Đặt thư mục tìm gói, ngoài USB.\n\n"
    "Một thư mục của máy này, hoặc của một ổ luôn gắn sẵn. Không ghi thư mục nào thì chỉ tìm trên USB.",
    "look": "Cho biết nạp gói này thì có gì thay đổi.\n\n"
    "Ai ký, máy này có tin không, khác gì so với nội dung đang hiện, điều cần lưu ý, sự công bằng, chỗ trống. Không "
    "thay đổi gì; gói nào máy sẽ từ chối thì ở đây bị từ chối với cùng mã.",
    "copy": "Chép gói đang dùng ra tệp.\n\nĐúng gói đã nạp, từng bit; đọc lại từ USB và so sánh xong mới đặt tên.",
    "keys": "Khóa ký của Ủy ban bầu cử.",
    "keys create": "Tạo khóa ký.\n\nKhóa gốc và khóa của từng vai (Ed25519), cùng tệp root.json để chuẩn bị máy.",
    "keys rotate": "Thay một khóa bị mất.\n\n"
    "Ghi tệp gốc tiếp theo; máy đang tin tệp gốc cũ sẽ nhận tệp gốc mới cùng gói kế tiếp.",
    "keys list": "Cho biết có những khóa nào, khóa nào ở đây.\n\n"
    "Kèm mã của từng khóa công khai, và các xã tự công bố. Không có gì bí mật.",
    "keys revoke": "Thu hồi một khóa mà không thay bằng khóa khác.\n\n"
    "Số người phải ký giữ nguyên. Các khóa gốc ký tệp gốc tiếp theo; máy biết khi nạp gói kế tiếp, đến lúc đó vẫn tin "
    "khóa cũ.",
    "keys passphrase": "Đổi mật khẩu của khóa.\n\n"
    "Tệp được thay trọn vẹn. Bản sao ở USB khác vẫn theo mật khẩu cũ: hãy sao lưu lại và hủy bản cũ.",
    "keys backup": "Sao lưu khóa vào hai USB.\n\n"
    "Ở đó khóa nào cũng có mật khẩu, tệp nào cũng được đọc lại để so; keys.txt là tờ để in, có mã của các khóa công "
    "khai.",
    "keys restore": "Lấy lại thư mục khóa từ USB.\n\n"
    "Mọi tệp được kiểm tra trước. Mật khẩu là mật khẩu của bản trên USB.",
    "keys delegate": "Cho một xã tự công bố khu vực bỏ phiếu, thông báo và danh sách bầu Hội đồng nhân dân của xã.\n\n"
    "Xã tự tạo khóa và đưa tệp root.json của xã. Hãy so mã khóa với xã qua điện thoại. Gói kế tiếp do cán bộ của tỉnh "
    "ký sẽ mang việc giao quyền, hoặc việc thu hồi, đến các máy.",
    "people": "Cán bộ của máy và mã PIN.",
    "cover": "Che cả một phiếu cho đến khi có gói mới.\n\n"
    "Nơi nào có phiếu này, cử tri đọc “Đang cập nhật”. Không che riêng được một người ứng cử.",
    "hours": "Đặt giờ bỏ phiếu của khu vực đặt máy.\n\n"
    "Theo quyết định, trong giới hạn của Điều 71 Luật Bầu cử. Giờ hiện kèm số quyết định, và có hiệu lực cho đến khi "
    "gói mới hơn ghi giờ khác hoặc quyết định khác cho khu vực này.",
    "posted": "Ghi danh sách để đối chiếu với bản niêm yết.\n\n"
    "Khổ A4 nằm ngang, đúng các cột của danh sách niêm yết, có số bản, mã kiểm tra, ô đánh dấu và chỗ ký tên: các "
    "phiếu của khu vực đặt máy, hoặc tất cả.",
    "urgent": "Việc không chờ được: xóa tên hoặc thông báo.",
    "urgent strike-off": "Ghi việc xóa tên.\n\n"
    "Người ứng cử vẫn đứng đúng chỗ, có đánh dấu. Lời công bố nêu văn bản và không bao giờ nêu lý do.",
    "urgent notice": "Viết thông báo khẩn.\n\n"
    "Theo mẫu: place (area, ward, place, address), hours (area, ward, opens, closes), list (body, unit), hoặc plain "
    "(title, text). Thông báo đứng ở trang đầu, bằng cả hai thứ tiếng.",
    "people list": "Cho biết ai có mã PIN.",
    "people add": "Cấp mã PIN riêng cho một người.\n\n"
    "Mã PIN được hỏi hai lần ở cửa sổ dòng lệnh; nơi khác, đó là dòng đầu của đầu vào chuẩn.",
    "people end": "Ngừng quyền của một người.",
    "people pin": "Cấp mã PIN khác cho một người.",
    "people recovery": "Lập mã khôi phục để niêm phong.\n\n"
    "Chép ra giấy một lần, niêm phong trong phong bì: có mã này thì lập được cán bộ phụ trách mới khi không ai còn nhớ "
    "mã PIN.",
    "people recover": "Lập cán bộ phụ trách mới bằng mã khôi phục.\n\n"
    "Mã khôi phục và mã PIN mới được hỏi ở cửa sổ dòng lệnh; nơi khác, đó là hai dòng đầu của đầu vào chuẩn.",
    "people handover": "Bàn giao máy.\n\n"
    "Hai người cùng nhập mã PIN, người nhận nhập trước: được hỏi ở cửa sổ dòng lệnh; nơi khác, đó là hai dòng đầu của "
    "đầu vào chuẩn. Nhật ký ghi phiên bản và mã kiểm tra của nội dung đang hiện.",
    "settings": "Cho biết máy được cài đặt thế nào, hoặc đặt lại.\n\n"
    "Cài đặt mới có hiệu lực ngay khi không còn ai ở màn hình, và được ghi vào nhật ký.",
    "audit": "Cho biết trên máy đã làm những gì, mới nhất trước.\n\n"
    "Mỗi dòng mang mã băm của dòng trước, nên không thể sửa hay bỏ dòng nào mà không lộ.",
    "audit verify": "Kiểm tra nhật ký đã chép ra.\n\n"
    "Bằng chính mã băm trong tệp, trên máy nào cũng được. Hãy so số dòng và mã băm cuối với máy: nếu những dòng mới "
    "nhất bị cắt đi thì phần còn lại vẫn nguyên vẹn.",
    "clock": "Cho biết đồng hồ chỉ gì, đã so với gì, có đáng tin không.",
    "set-clock": "Chỉnh đồng hồ của máy và xác nhận.\n\n"
    "Nơi nào systemd cho phép (timedatectl). Việc này được ghi vào nhật ký.",
    "power": "Khởi động lại chương trình, hoặc tắt máy.\n\n"
    "Không mất gì: những gì đã đặt, đã nạp, đã ghi đều ở trên ổ đĩa. Lệnh tắt máy nhờ systemd làm.",
    "test-sound": "Cho máy đọc thử một câu, to như cử tri nghe lúc đầu.",
    "enter": "Cho biết mã PIN của ai.\n\nĐó là dòng đầu của đầu vào chuẩn, hoặc được hỏi ở cửa sổ dòng lệnh.",
    "leave": "Ghi nhận một cán bộ rời màn hình.",
    "readiness": "Chạy thử máy trước khi dùng.\n\n"
    "Ổ đĩa, mọi tệp đã nạp, nhật ký, đồng hồ, âm thanh, máy in, phiên bản, và những gì người kiểm tra thấy, nghe, chạm; "
    "mỗi mục kèm cách xử lý. Ghi ra PDF và JSON thì đó là biên bản chạy thử, có ghi vào nhật ký. Còn mục hỏng thì mã kết "
    "thúc là 1.",
    "usage": "Cho biết máy được dùng thế nào.\n\n"
    "Lượt xem theo ngày và giờ, các trang, nội dung, ngôn ngữ, cách xem, đến hết hôm qua. Không theo người ứng cử hay "
    "người xem; không ghi số nào dưới 5, cũng không ghi tổng nào làm lộ số đó.",
    "end-campaign": "Kết thúc đợt: xuất số liệu, niêm phong, xóa.\n\n"
    "Báo cáo cuối được ghi rồi đọc lại, mã của tệp được ghi vào nhật ký, sau đó số liệu bị xóa khỏi máy. Trước đó có gì "
    "không xong thì không xóa gì.",
    "report": "Giấy tờ của tổ công tác.",
    "report template": "Lập mẫu giấy: kế hoạch hoặc biên bản.\n\n"
    "Kế hoạch là tệp Excel (nội dung, đợt, người phụ trách, hạn); biên bản bàn giao và biên bản chạy thử là tệp Word.",
    "report merge": "Gộp báo cáo của nhiều máy.\n\n"
    "Bảy nội dung theo từng đợt: ai phụ trách, hạn nào, có trên bao nhiêu máy, đã hiện trên bao nhiêu máy, bao nhiêu lượt "
    "xem. Hai báo cáo của cùng một máy không bị tính hai lần.",
    "run": "Mở màn hình cho cử tri.\n\n"
    "Những gì cán bộ đã cài đặt (lệnh settings) có hiệu lực: kích thước, độ cao màn hình, thời gian chờ và các mục "
    "khác; tùy chọn ghi ở lệnh này được ưu tiên.\n\n"
    "Không có --store thì mở nội dung mẫu, vào lúc 9 giờ, 12 ngày trước ngày bầu cử của mẫu. Không có màn hình thì "
    "máy nói rõ, đi qua các trang mà không cần màn hình, và để ảnh trong một thư mục.",
    "tour": "Chụp và đo mọi trang.\n\n"
    "Mỗi nút: tên, vai trò, kích thước tính bằng mi-li-mét; chữ có bị cắt không. Kết quả: tour.json, ảnh, và một trang "
    "HTML xếp ảnh cạnh nhau.",
    "preview": "Xem nguồn như cử tri sẽ thấy trên kiosk.\n\n"
    "Chưa ký, trang nào cũng có chữ “BẢN XEM TRƯỚC”, lưu tệp là dựng lại; bên cạnh là những điều lệnh check tìm thấy. "
    "Không ghi --at thì coi như đang là 9 giờ, 12 ngày trước ngày bầu cử.",
    "preview-store": "Dựng kho cho bản xem trước.\n\nBằng khóa dùng một lần rồi bỏ; chỉ lệnh preview gọi.",
    "prepare": "Chuẩn bị nội dung mẫu.\n\nTạo khóa, đóng gói, ký, chuẩn bị kho và nạp. Lệnh run tự gọi khi cần.",
}
"""What each command does, by its path."""

WORDS: Final[dict[str, str]] = {
    "Bundles to heal from, besides sticks.": "Các gói để lấy lại tệp hỏng, ngoài USB.",
    "At the lowest priority, as the kiosk does it each night.": "Với mức ưu tiên thấp nhất, như máy tự làm mỗi đêm.",
    "Who hands over, by number.": "Người giao, theo số.",
    "Who takes over, by number.": "Người nhận, theo số.",
    "The setting; without it, all of them are listed.": "Tên cài đặt; không ghi thì liệt kê tất cả.",
    "What to set it to; without it, it is said.": "Giá trị mới; không ghi thì chỉ cho biết.",
    "Only what is about this.": "Chỉ những gì về việc này: nội dung, cán bộ, máy.",
    "Only what this official did, by number.": "Chỉ những gì cán bộ này làm, theo số.",
    "Only entries older than this one.": "Chỉ những dòng cũ hơn dòng này.",
    "At most so many, the newest; 0 for all.": "Nhiều nhất chừng này dòng mới nhất; 0 là tất cả.",
    "Write the log into this folder, as JSON and CSV.": "Ghi nhật ký vào thư mục này, dạng JSON và CSV.",
    "A log that a kiosk exported, JSON or CSV.": "Nhật ký do máy chép ra, JSON hoặc CSV.",
    "The time in Viet Nam: 2026-03-14T07:01.": "Giờ Việt Nam: 2026-03-14T07:01.",
    "Start the program anew, or shut down.": "Khởi động lại chương trình, hoặc tắt máy.",
    "Language of what is said; Vietnamese unless LANG is English.": "Ngôn ngữ trả lời; là tiếng Việt, trừ khi biến "
    "LANG là tiếng Anh.",
    "Print the version.": "Cho biết phiên bản.",
    "The folder of the source.": "Thư mục nguồn.",
    "The kiosk on its side, instead of upright.": "Kiosk nằm ngang, thay vì đứng.",
    "The folder the store is made in.": "Thư mục để dựng kho.",
    "Where keys and pictures are kept meanwhile.": "Nơi giữ khóa và hình trong lúc đó.",
    "The voice: espeak, espeak:DIALECT, or piper:MODEL.onnx.": "Giọng đọc: espeak, espeak:GIỌNG VÙNG, hoặc "
    "piper:TỆP.onnx.",
    "Only this language, such as vi; may be repeated.": "Chỉ ngôn ngữ này, ví dụ vi; ghi được nhiều lần.",
    "Speak the names alone, into this folder, to be heard and ticked.": "Chỉ đọc các tên, để vào thư mục này cho cán "
    "bộ nghe và đánh dấu.",
    "Speak nothing; write the lists that people record from.": "Không đọc; chỉ lập danh sách để người ghi âm.",
    "The law the election is held under.": "Cuộc bầu cử theo luật năm nào.",
    "Answer as JSON, for a machine.": "Trả lời bằng JSON, cho máy đọc.",
    "Official lists: DOCX, XLSX or CSV.": "Danh sách chính thức: DOCX, XLSX hoặc CSV.",
    "The folder with the documents as they came.": "Thư mục có các tệp hồ sơ như khi nhận.",
    "A workbook that new made, filled in.": "Tệp Excel do lệnh new tạo, đã điền.",
    "Where a copy of the workbook goes, its wrong cells marked.": "Nơi để bản có đánh dấu những ô sai.",
    "The source they go into.": "Thư mục nguồn nhận dữ liệu.",
    "Only this province's part of the list, by its two-digit code.": "Chỉ lấy phần của tỉnh này, theo mã hai chữ số.",
    "The folder of the keys.": "Thư mục khóa.",
    "The bundle to write.": "Gói dữ liệu sẽ ghi.",
    "Sign nothing: leave a draft, a folder, for officials to sign; as `draft`.": (
        "Không ký: để lại bản nháp, là một thư mục, cho các cán bộ ký; như lệnh draft."
    ),
    "Its version; by default one more than the last.": "Số phiên bản; mặc định là số trước cộng một.",
    "The folder of the keys; only its roots are needed here.": "Thư mục khóa; ở đây chỉ cần các tệp gốc.",
    "The folder for the draft, new or empty.": "Thư mục để bản nháp, mới hoặc còn trống.",
    "The folder of the draft.": "Thư mục bản nháp.",
    "The official's own key, such as official-1.pem.": "Khóa của chính cán bộ, như official-1.pem.",
    "The committee's root.json; by default the one beside the key.": "Tệp root.json của Ủy ban bầu cử; mặc định là "
    "tệp cạnh khóa.",
    "The signed draft, or every official's copy of it.": "Bản nháp đã ký, hoặc bản của từng cán bộ.",
    "The folder with the desk's keys.": "Thư mục có khóa của bàn phát hành.",
    "When it is issued; by default now.": "Lúc phát hành; mặc định là bây giờ.",
    "Until when it holds; by default 60 days after polling day.": "Có giá trị đến lúc nào; mặc định là 60 ngày sau "
    "ngày bầu cử.",
    "The bundle before it, for the version.": "Gói trước đó, để tính số phiên bản.",
    "The bundle.": "Gói dữ liệu.",
    "Two of: a .vkb, a source, a draft, a kiosk's folder.": "Hai trong số: tệp .vkb, thư mục nguồn, bản nháp, thư "
    "mục kho của máy.",
    "The kiosk whose content is the old side.": "Kho của máy có nội dung là bên cũ.",
    "Write it as a page as well.": "Ghi cả thành một trang HTML.",
    "Tell at most so many changes of each kind.": "Mỗi loại kể nhiều nhất bấy nhiêu thay đổi.",
    "The kiosk, for the folders it also looks in.": "Kho của máy, để tìm cả trong các thư mục đã đặt.",
    "Look in this folder, and nowhere else.": "Tìm trong thư mục này, không tìm nơi khác.",
    "Take every folder in DIR for a stick, and nothing else.": "Coi mỗi thư mục trong DIR là một USB, không tìm nơi "
    "khác.",
    "The folders, with their full paths.": "Các thư mục, ghi đường dẫn đầy đủ.",
    "The stick, or the file to write.": "USB, hoặc tệp sẽ ghi.",
    "The file system that was chosen, by its number.": "Hệ thống tệp đã chọn, theo số của nó.",
    "The kiosk's folder.": "Thư mục kho của máy.",
    "The committee's root of trust.": "Tệp gốc tin cậy của Ủy ban bầu cử.",
    "The fingerprint on the committee's sheet: no other root is taken.": "Mã trên tờ giấy của Ủy ban bầu cử: máy "
    "không nhận tệp gốc nào khác.",
    "The language of the officials' side.": "Ngôn ngữ của phần cán bộ.",
    "The first bundle, loaded as soon as trust is pinned.": "Gói dữ liệu đầu tiên, nạp ngay khi đã ghim tệp gốc.",
    "Ask what is missing; so it is on a terminal.": "Hỏi những gì còn thiếu; trên cửa sổ lệnh thì luôn hỏi.",
    "The kiosk's screen asks for the rest.": "Màn hình của máy hỏi tiếp phần còn lại.",
    "The question; without it, what is done.": "Câu hỏi; không ghi thì cho biết đã làm đến đâu.",
    "Its answer: vi, 299x531, 900; else that it was asked.": "Câu trả lời: vi, 299x531, 900; không ghi là đã hỏi xong.",
    "The polling area where this kiosk stands.": "Khu vực bỏ phiếu nơi đặt máy.",
    "The bundle; without one, an interrupted install is finished.": "Gói dữ liệu; không ghi thì làm nốt lần nạp dở "
    "dang.",
    "Accept a bundle issued ahead of this kiosk's confirmed clock.": "Nhận cả gói phát hành sau giờ đã xác nhận của "
    "máy.",
    "The file to write.": "Tệp sẽ ghi.",
    "The video as it was recorded.": "Đoạn phim như khi quay.",
    "The video to write.": "Đoạn phim sẽ ghi.",
    "The printer for slips, by its name in CUPS.": "Máy in cho cử tri, theo tên trong CUPS.",
    "What the sound comes out of: always headphones, detect them, or a loudspeaker alone.": "Tiếng phát ra đâu: luôn "
    "là tai nghe, tự nhận tai nghe, hoặc chỉ có loa.",
    "The paper in it: a5, or a roll of 80mm.": "Giấy trong máy in: a5, hoặc cuộn 80mm.",
    "The paper: a5, or a roll of 80mm.": "Khổ giấy: a5, hoặc cuộn 80mm.",
    "area [CODE], candidates CONSTITUENCY, steps, topic SLUG, notice SLUG, or term NUMBER.": "area [MÃ KHU VỰC], "
    "candidates MÃ ĐƠN VỊ BẦU CỬ, steps, topic TÊN, notice TÊN, hoặc term SỐ KHÓA.",
    "The clock was compared; do not ask.": "Đã so đồng hồ; không hỏi lại.",
    "Assume this time: 2026-03-03T09:00, or from polling day: E-12T09:00, E, E+7.": "Coi như đang là lúc này: "
    "2026-03-03T09:00, hoặc tính từ ngày bầu cử: E-12T09:00, E, E+7.",
    "What to look for.": "Điều cần tìm.",
    "At most so many results.": "Nhiều nhất bao nhiêu kết quả.",
    "How many officials must sign; each gets a key.": "Bao nhiêu cán bộ phải ký; mỗi người một khóa.",
    "How many get a key, if more than must sign: then one may be lost.": "Bao nhiêu người được cấp khóa, nếu nhiều "
    "hơn số phải ký: khi đó mất một khóa vẫn ký được.",
    "The key to revoke, such as official-3; may be repeated.": "Khóa cần thu hồi, như official-3; ghi được nhiều lần.",
    "The key files.": "Các tệp khóa.",
    "The sticks, two of them, each by its folder.": "Hai USB, ghi thư mục của từng cái.",
    "The stick with the copy.": "USB có bản sao.",
    "The folder of the keys, new or empty.": "Thư mục để khóa, mới hoặc còn trống.",
    "The commune, such as c11302.": "Mã xã, như c11302.",
    "The commune's own root.json, from its keys.": "Tệp root.json của xã, lấy từ khóa của xã.",
    "End the delegation.": "Thu hồi việc giao quyền.",
    "Of a commune's source: the part that its province merges.": "Từ nguồn của một xã: lập phần để tỉnh ghép.",
    "The bundle given out last, to show what is new.": "Gói đã phát hành lần trước, để cho thấy có gì mới.",
    "Accept the keys that a commune has not had before, once they were compared.": "Chấp nhận khóa mà xã chưa từng "
    "có, sau khi đã so mã khóa.",
    "The draft was looked at; do not ask.": "Đã xem bản nháp; không hỏi lại.",
    "The province's draft.": "Bản nháp của tỉnh.",
    "The communes' signed parts, or folders full of them.": "Các phần đã ký của xã, hoặc thư mục chứa chúng.",
    "The folder of the keys, with its delegations.": "Thư mục khóa, có cả việc giao quyền.",
    "Leave the keys unencrypted: for trying out only.": "Không đặt mật khẩu cho khóa: chỉ để thử.",
    "The key to replace, such as official-1; may be repeated.": "Khóa cần thay, như official-1; ghi được nhiều lần.",
    "The kiosk's folder; without it, the sample content.": "Thư mục kho của máy; không ghi thì dùng nội dung mẫu.",
    "Which sample content: demo or hai-phong-2021.": "Nội dung mẫu nào: demo hoặc hai-phong-2021.",
    "A window of this size instead of the full screen.": "Mở cửa sổ cỡ này thay vì toàn màn hình.",
    "The screen's size as measured, in millimetres.": "Cỡ màn hình đo được, tính bằng mi-li-mét.",
    "The official who does it, by number.": "Cán bộ thực hiện, theo số thứ tự.",
    "The official's number.": "Số thứ tự của cán bộ.",
    "The official's full name.": "Họ và tên cán bộ.",
    "What she may do.": "Người đó được làm gì.",
    "Whose ballot: na, province, district or commune.": "Phiếu của cơ quan nào: na, province, district hoặc commune.",
    "Show the ballot again.": "Hiện lại phiếu.",
    "When voting begins: 05:00 to 07:00.": "Bắt đầu bỏ phiếu: từ 05:00 đến 07:00.",
    "When voting ends: 19:00 to 21:00.": "Kết thúc bỏ phiếu: từ 19:00 đến 21:00.",
    "The decision's number, such as 12/QĐ-UBND.": "Số của quyết định, ví dụ 12/QĐ-UBND.",
    "Take them back: those of the bundle hold again.": "Bỏ giờ đã đặt: dùng lại giờ của gói.",
    "Print it on the kiosk's printer, on A4.": "In ra máy in của máy này, giấy A4.",
    "Only this constituency, such as p31.na.1; may be repeated.": "Chỉ đơn vị bầu cử này, ví dụ p31.na.1; ghi được "
    "nhiều lần.",
    "The candidate's id, such as p31.na.1.3.": "Mã người ứng cử, ví dụ p31.na.1.3.",
    "The decision, as it is to be named.": "Quyết định, ghi như sẽ công bố.",
    "The day of the document: 2026-03-02.": "Ngày của văn bản: 2/3/2026.",
    "The province, by its two-digit code.": "Tỉnh, ghi bằng mã hai số.",
    "The polling day, a Sunday: 2026-03-15.": "Ngày bầu cử, là Chủ nhật: 15/3/2026.",
    "Write this entry into bundle.toml; may be repeated.": "Ghi mục này vào bundle.toml; ghi được nhiều lần.",
    "The stick, by its folder.": "USB, ghi bằng thư mục của nó.",
    "What the decision says.": "Quyết định về việc gì.",
    "What is announced, instead of the template.": "Lời công bố, thay cho mẫu.",
    "The same in English.": "Cũng lời ấy bằng tiếng Anh.",
    "The name of its files, such as doi-noi-bo-phieu.": "Tên tệp, ví dụ doi-noi-bo-phieu.",
    "The office that approved it.": "Cơ quan duyệt.",
    "The document it rests on, as it is to be named.": "Văn bản làm căn cứ, ghi như sẽ công bố.",
    "Which template.": "Mẫu nào.",
    "What fills a blank; NAME.en=TEXT in the English text. Repeated.": "Điền vào chỗ trống; TÊN.en=CHỮ cho bản tiếng "
    "Anh. Ghi được nhiều lần.",
    "From which day; by default the document's.": "Từ ngày nào; mặc định là ngày của văn bản.",
    "The last day it is shown.": "Ngày cuối cùng còn hiện.",
    "Why.": "Lý do.",
    "Write it as a PDF.": "Ghi ra PDF.",
    "Write it as a workbook.": "Ghi ra Excel.",
    "Write it as a table.": "Ghi ra bảng CSV.",
    "Write every form of it there: a stick, a folder.": "Ghi mọi dạng vào đó: USB hoặc thư mục.",
    "What a person found out: sound, touch, ruler or pixels.": "Người kiểm tra thấy thế nào: sound (nghe), touch (chạm), "
    "ruler (đo) hoặc pixels (điểm ảnh).",
    "The screen's size, for the report.": "Cỡ màn hình, để ghi vào biên bản.",
    "Where the last report goes: a stick, a folder.": "Báo cáo cuối ghi vào đâu: USB hoặc thư mục.",
    "Do not ask.": "Không hỏi lại.",
    "Which paper.": "Mẫu nào.",
    "The file to write: .xlsx for a plan, else .docx.": "Tệp sẽ ghi: .xlsx cho kế hoạch, còn lại là .docx.",
    "Take names and phases from this kiosk.": "Lấy tên và các đợt từ máy này.",
    "Usage reports of kiosks.": "Tệp số liệu của các máy.",
    "The plan: who, what, by when; or the source it lies in.": "Kế hoạch: ai, việc gì, hạn nào; hoặc nguồn có tệp đó.",
    "How high its lower edge is above the floor, in millimetres.": "Mép dưới của màn hình cao bao nhiêu so với sàn, "
    "tính bằng mi-li-mét.",
    "Show it over the network (VNC): whoever reaches this machine can see and touch it.": "Hiện qua mạng (VNC): ai "
    "vào được máy này cũng xem và bấm được.",
    "The folder for the pictures and measurements.": "Thư mục để ảnh và số đo.",
    "Draw every picture, not only a representative set.": "Chụp tất cả, không chỉ một phần tiêu biểu.",
    "Visit this screen alone, such as home.": "Chỉ xem trang này, ví dụ home.",
}
"""Every other phrase of a help text."""


_USAGE: Final = (
    (re.compile(r"Missing (.+?)\.?"), r"Lệnh còn thiếu \1."),
    (re.compile(r"No such command '(.+)'\.?.*"), r"Không có lệnh “\1”."),
    (re.compile(r"No such option: (\S+?)\.?(?:\s.*)?"), r"Không có tùy chọn “\1”."),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)\.?"), r"Lệnh thừa “\1”."),
    (re.compile(r"Option '(.+)' requires an argument\.?"), r"Tùy chọn “\1” còn thiếu giá trị."),
    (re.compile(r"Invalid value for (.+?): (.+?)\.?"), r"Giá trị của \1 chưa đúng: \2."),
)
"""What the parser says of wrong usage, and how it is said in Vietnamese."""


def in_vietnamese(message: str) -> str:
    """The parser's sentence on wrong usage in Vietnamese; one that is not known keeps its English part."""
    for said, vietnamese in _USAGE:
        if match := said.fullmatch(message):
            return match.expand(vietnamese)
    return f"Lệnh chưa đúng: {message}"


def translate(command: Any, path: str = "") -> None:
    """Put the help of ``command`` (a parser's command, with its sub-commands) into Vietnamese, in place."""
    example = (command.help or "").partition(EXAMPLE)[2]
    if path in COMMANDS:
        command.help = COMMANDS[path] + (f"\n\n\b\nVí dụ:{example}" if example else "")
    for parameter in command.params:
        parameter.help = WORDS.get(getattr(parameter, "help", None) or "", getattr(parameter, "help", None))
    for name, child in getattr(command, "commands", {}).items():
        translate(child, f"{path} {name}".strip())

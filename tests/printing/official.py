"""The fields of the official forms in force from 1 January 2026, in their order."""

_PRIORITY = ["Người khuyết tật", "Người dân tộc thiểu số", "Người thuộc hộ nghèo, cận nghèo", "Bộ đội xuất ngũ", "Khác"]
_SCHOOL = ["Chưa tốt nghiệp Tiểu học", "Tốt nghiệp Tiểu học", "Tốt nghiệp THCS", "Tốt nghiệp THPT"]
_LEVELS = ["Chưa qua đào tạo", "Công nhân kỹ thuật không bằng", "Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học",
           "Thạc sĩ", "Tiến sĩ"]  # fmt: skip
_GRADES = ["Tốt", "Khá", "Trung bình"]
_SOFT = ["Giao tiếp", "Thuyết trình", "Quản lý thời gian", "Quản lý nhân sự", "Tổng hợp, báo cáo", "Thích ứng",
         "Làm việc nhóm", "Làm việc độc lập", "Chịu được áp lực công việc", "Theo dõi giám sát", "Tư duy phản biện",
         "Khác"]  # fmt: skip
_POSITIONS = ["Chức vụ", "Nhân viên", "Quản lý", "Lãnh đạo", "Khác"]
_CONTRACTS = ["Loại hợp đồng", "Không xác định thời hạn", "Xác định thời hạn dưới 12 tháng",
              "Xác định thời hạn từ 12 đến 36 tháng"]  # fmt: skip
_HOW = ["Làm ca", "Đi công tác", "Đi biệt phái", "Hình thức làm việc", "Toàn thời gian", "Bán thời gian",
        "Mục đích làm việc", "Làm việc lâu dài", "Làm việc tạm thời", "Làm thêm"]  # fmt: skip
_PAY = ["Lương tháng", "Khoảng lương tháng", "Dưới 5 triệu", "Từ 5 đến 10 triệu", "Từ 10 đến 20 triệu",
        "Từ 20 đến 50 triệu", "Trên 50 triệu", "Lương ngày", "Lương giờ", "Thỏa thuận khi phỏng vấn",
        "Hoa hồng theo DT/SP", "Hỗ trợ ăn", "1 bữa", "2 bữa", "3 bữa", "Bằng tiền"]  # fmt: skip
_BENEFITS = ["Phúc lợi", "Đóng BHXH, BHYT, BHTN", "Bảo hiểm nhân thọ", "Trợ cấp thôi việc", "Nhà trẻ", "Xe đưa đón",
             "Hỗ trợ đi lại", "Ký túc xá", "Hỗ trợ nhà ở", "Đào tạo", "Lối đi, thiết bị hỗ trợ người khuyết tật",
             "Cơ hội thăng tiến", "Khác"]  # fmt: skip
_CONDITIONS = ["Nơi làm việc", "Trong nhà", "Ngoài trời", "Hỗn hợp", "Trọng lượng nâng", "Dưới 5 kg", "5–20 kg",
               "Trên 20 kg", "Đứng hoặc đi lại", "Hầu như không", "Trung bình", "Nhiều", "Nghe, nói", "Không cần",
               "Cơ bản", "Quan trọng", "Thị lực", "Bình thường", "chi tiết nhỏ", "Thao tác bằng tay", "vật lớn",
               "vật nhỏ", "vật rất nhỏ", "Dùng hai tay", "Cần hai tay", "Đôi khi cần hai tay", "Chỉ cần một tay",
               "Tay trái", "Tay phải"]  # fmt: skip
_RECRUIT = ["Hình thức tuyển dụng", "Trực tiếp", "Qua điện thoại", "Phỏng vấn trực tuyến", "Nộp CV"]
_AGREED = "đồng ý để tổ chức dịch vụ việc làm sử dụng các thông tin nói trên"
_INDUSTRIES = [
    "Nông nghiệp, lâm nghiệp và thủy sản", "Khai khoáng", "Công nghiệp chế biến, chế tạo", "Sản xuất và phân phối điện",
    "Cung cấp nước", "Xây dựng", "Bán buôn và bán lẻ", "Vận tải, kho bãi", "Dịch vụ lưu trú và ăn uống",
    "Thông tin và truyền thông", "Hoạt động tài chính, ngân hàng và bảo hiểm", "Hoạt động kinh doanh bất động sản",
    "Hoạt động chuyên môn, khoa học và công nghệ", "Hoạt động hành chính và dịch vụ hỗ trợ",
    "Hoạt động của Đảng Cộng sản", "Giáo dục và đào tạo", "Y tế và hoạt động trợ giúp xã hội",
    "Nghệ thuật, vui chơi và giải trí", "Hoạt động dịch vụ khác", "Hoạt động làm thuê",
    "Hoạt động của các tổ chức và cơ quan quốc tế",
]  # fmt: skip

FIELDS: dict[str, list[str]] = {
    "mau-01": [
        "Mẫu số 01", "Nghị định số 352/2025/NĐ-CP", "PHIẾU ĐĂNG KÝ DỊCH VỤ VIỆC LÀM", "Mã số", "Họ và tên",
        "Số định danh cá nhân", "Ngày sinh", "Giới tính", "Nam", "Nữ", "Dân tộc", "Tôn giáo", "Nơi thường trú",
        "Địa chỉ thường trú cụ thể", "Nơi ở hiện nay", "Địa chỉ nơi ở cụ thể", "Điện thoại", "Email", "Liên hệ khác",
        "Đối tượng ưu tiên", *_PRIORITY, "Trình độ học vấn", *_SCHOOL, "Trình độ chuyên môn kỹ thuật cao nhất",
        *_LEVELS, "Chuyên ngành đào tạo", "Trình độ chuyên môn kỹ thuật khác", *_LEVELS, "Chuyên ngành đào tạo",
        "Trình độ khác: 1", "2", "Kỹ năng nghề", "Bậc", "Ngoại ngữ 1", "Chứng chỉ", *_GRADES, "Ngoại ngữ 2",
        "Chứng chỉ", *_GRADES, "Tin học văn phòng", *_GRADES, "Tin học khác", *_GRADES, "Kỹ năng mềm", *_SOFT,
        "Đơn vị làm việc", "Chức vụ", "Công việc chính", "Thời gian", "Đã từng làm việc ở nước ngoài", "Dịch vụ",
        "Tư vấn chính sách, pháp luật lao động", "Tư vấn việc làm", "Tư vấn về đào tạo, kỹ năng nghề",
        "Đăng ký tìm việc làm", "Khác", _AGREED,
    ],
    "mau-01a": [
        "Mẫu số 01a", "PHIẾU ĐĂNG KÝ TÌM VIỆC LÀM", "Mã số", "Loại hình doanh nghiệp", "Nhà nước", "Ngoài nhà nước",
        "Có vốn đầu tư nước ngoài", "Tên công việc", "Mô tả công việc", "Mã nghề cấp 1", "Mã nghề cấp 2",
        "Mã nghề cấp 3", "Mã nghề cấp 4", *_POSITIONS, "Kinh nghiệm", "Không có", "Dưới 1 năm", "Từ 1 đến 2 năm",
        "Từ 2 đến 5 năm", "Trên 5 năm", "Nơi làm việc ưu tiên 1", "Nơi làm việc ưu tiên 2", *_CONTRACTS,
        "Khả năng đáp ứng", *_HOW, *_PAY, *_BENEFITS, *_CONDITIONS, "Sẵn sàng làm việc", "Làm việc ngay",
        "Sau (tháng)", *_RECRUIT, _AGREED,
    ],
    "mau-02": [
        "Mẫu số 02", "Nghị định số 352/2025/NĐ-CP", "đến từ", "Số lượng", "đại diện", "Địa chỉ", "Số điện thoại",
        "Email", "Tư vấn chính sách, pháp luật lao động", "Tư vấn việc làm", "Tư vấn về đào tạo, kỹ năng nghề", "Khác",
        "Thời gian", _AGREED,
    ],
    "mau-03": [
        "Mẫu số 03", "Mã số", "Tên người sử dụng lao động", "Chủ thể", "Cá nhân", "Doanh nghiệp", "Mã số doanh nghiệp",
        "Số định danh cá nhân", "Loại hình", "Nhà nước", "Ngoài nhà nước", "Có vốn đầu tư nước ngoài",
        "Tỉnh, thành phố", "Xã, phường", "Địa chỉ cụ thể", "Khu công nghiệp", "Số điện thoại", "Email",
        "Ngành kinh doanh chính", *_INDUSTRIES, "Mặt hàng, sản phẩm", "Quy mô", "Dưới 10 người", "10–50 người",
        "51–100 người", "101–200 người", "201–500 người", "500–1.000 người", "1.000–3.000 người",
        "3.000–10.000 người", "Trên 10.000 người", "trong 6 tháng tới", "Tư vấn chính sách, pháp luật lao động",
        "Tư vấn tuyển lao động, quản trị và phát triển nguồn nhân lực",
        "Tư vấn sử dụng lao động và phát triển việc làm", "Đăng ký giới thiệu, cung ứng lao động", "Khác", "Thời gian",
        "Người đại diện", "Họ và tên", "Chức vụ", "Số điện thoại", "Liên hệ khác", _AGREED,
    ],
    "mau-03a": [
        "Mẫu số 03a", "PHIẾU ĐĂNG KÝ GIỚI THIỆU, CUNG ỨNG LAO ĐỘNG", "Tên công việc", "Số lượng", "Mô tả công việc",
        "Mã nghề cấp 1", "Mã nghề cấp 2", "Mã nghề cấp 3", "Mã nghề cấp 4", *_POSITIONS, "Trình độ học vấn", *_SCHOOL,
        "Trình độ chuyên môn kỹ thuật", *_LEVELS, "Chuyên ngành đào tạo", "Trình độ khác", "Kỹ năng nghề, bậc",
        "Ngoại ngữ 1", *_GRADES, "Ngoại ngữ 2", *_GRADES, "Tin học văn phòng", *_GRADES, "Tin học khác", *_GRADES,
        "Kỹ năng mềm", *_SOFT, "Yêu cầu kinh nghiệm", "Không yêu cầu", "Dưới 1 năm", "Từ 1 đến 2 năm",
        "Từ 2 đến 5 năm", "Trên 5 năm", "Nơi làm việc dự kiến", *_CONTRACTS, "Yêu cầu thêm", *_HOW, *_PAY,
        "Không hỗ trợ", *_BENEFITS, *_CONDITIONS, "Đối tượng ưu tiên", *_PRIORITY, *_RECRUIT, "Thời hạn tuyển dụng",
        "Mong muốn", "Tư vấn", "Giới thiệu việc làm", "Cung ứng lao động", "Người liên hệ", "Chức vụ",
        "Số điện thoại", "Email", "Nhận SMS, email khi có người ứng tuyển", "Có", "Không", _AGREED,
    ],
    "mau-04": [
        "Mẫu số 04", "KẾT QUẢ KẾT NỐI VIỆC LÀM", "01 tháng", "STT", "Số định danh cá nhân", "Họ và tên", "Trình độ",
        "Giới tính", "Số ĐKKD/ MST", "Tên đơn vị", "Ngành sản xuất kinh doanh", "Địa chỉ", "Vị trí việc làm",
        "Mức lương", "Ngày bắt đầu làm việc", "Ghi chú", "20 ngày làm việc",
    ],
    "gioi-thieu": [
        "Mẫu số 01", "Nghị định số 374/2025/NĐ-CP", "Số: 0042/2026/GT-TB", "PHIẾU GIỚI THIỆU VIỆC LÀM", "Kính gửi",
        "Ông/bà", "Ngày sinh", "Số định danh cá nhân", "Ngày cấp", "Điện thoại", "Email", "Nơi thường trú",
        "Nơi ở hiện nay", "Trình độ giáo dục phổ thông", "Trình độ chuyên môn kỹ thuật", "Kinh nghiệm",
        "Vị trí dự tuyển", "giá trị đến hết ngày", "NGƯỜI LAO ĐỘNG", "NGƯỜI GIỚI THIỆU",
    ],
    "mau-24": [
        "Mẫu số 24", "Nghị định số 374/2025/NĐ-CP", "THÔNG BÁO VỀ VIỆC TÌM KIẾM VIỆC LÀM HẰNG THÁNG",
        "Tháng hưởng trợ cấp thất nghiệp thứ 2", "Tên tôi là", "Ngày sinh", "Số định danh cá nhân", "Nơi thường trú",
        "Nơi ở hiện nay", "Quyết định hưởng trợ cấp thất nghiệp số", "ngày", "Thời gian hưởng từ ngày", "đến ngày",
        "(1) Tên đơn vị", "Địa chỉ", "Người liên hệ", "Vị trí công việc dự tuyển", "Kết quả", "(2) Tên đơn vị",
        "Tình trạng việc làm hiện nay", "Không có việc làm", "Đang thử việc, đào tạo",
        "Có việc làm nhưng chưa giao kết hợp đồng", "Khác", "Tôi cam đoan", "NGƯỜI THÔNG BÁO",
    ],
}  # fmt: skip

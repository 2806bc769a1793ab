"""The occupation coder: on titles of our own, and against adverts and seekers labelled by reading."""

import csv
import json
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from jobs.intake.occupation import CodedOccupation, code

DATA: Path = settings.ENV.portal_test_data
LABELS = Path(__file__).with_name("occupation_labels.tsv")

PLAIN = {
    "Công nhân may": "8153",
    "Công nhân may công nghiệp": "8153",
    "Thợ may": "7531",
    "Thợ máy": "7233",
    "Thợ sửa máy may": "7233",
    "Công nhân cắt vải": "7532",
    "Chuyền trưởng may": "3122",
    "Kỹ thuật chuyền may": "3115",
    "Thợ thêu tay": "7533",
    "Công nhân giày da": "8156",
    "Công nhân lắp ráp linh kiện điện tử": "8202",
    "Công nhân dệt khăn": "8152",
    "Công nhân nhà máy sợi": "8151",
    "Công nhân gốm sứ": "7314",
    "Công nhân ép nhựa": "8142",
    "Kỹ thuật viên tuabin gió": "3113",
    "Kỹ sư điện gió": "2151",
    "Nhân viên QC may": "7543",
    "Nhân viên KCS": "7543",
    "Thợ hàn CO2": "7212",
    "Thợ tiện": "7223",
    "Thợ phay CNC": "7223",
    "Thợ điện dân dụng": "7411",
    "Thợ điện nước": "7126",
    "Thợ sơn nước": "7131",
    "Thợ sơn ô tô": "7132",
    "Thợ xây": "7112",
    "Phụ hồ": "9313",
    "Thợ mộc nội thất": "7522",
    "Thợ nhôm kính": "7125",
    "Lái xe nâng": "8344",
    "Lái xe tải": "8332",
    "Tài xế container": "8332",
    "Lái xe taxi": "8322",
    "Lái máy xúc": "8342",
    "Lái cẩu tháp": "8343",
    "Bảo vệ nhà máy": "5401",
    "Tạp vụ văn phòng": "9112",
    "Giúp việc gia đình": "9111",
    "Nhân viên buồng phòng": "9112",
    "Phụ bếp": "9402",
    "Đầu bếp": "5120",
    "Bếp trưởng": "3434",
    "Nhân viên phục vụ bàn": "5131",
    "Nhân viên pha chế": "5132",
    "Nhân viên thu ngân": "5230",
    "Nhân viên bán hàng siêu thị": "5223",
    "Cửa hàng trưởng": "5222",
    "Nhân viên bán xăng dầu": "5245",
    "Kế toán tổng hợp": "2411",
    "Kế toán kho": "4311",
    "Kế toán trưởng": "1731",
    "Thủ quỹ": "3316",
    "Thủ kho": "4321",
    "Nhân viên xuất nhập khẩu": "3331",
    "Nhân viên thu mua nguyên phụ liệu": "3323",
    "Nhân viên kế hoạch sản xuất": "4322",
    "Nhân viên điều phối xe": "4323",
    "Hành chính nhân sự": "4110",
    "Chuyên viên tuyển dụng": "2423",
    "Thư ký giám đốc": "3343",
    "Lễ tân khách sạn": "4224",
    "Lễ tân văn phòng": "4226",
    "Giao dịch viên ngân hàng": "4211",
    "Nhân viên tư vấn bảo hiểm": "3321",
    "Nhân viên kinh doanh bất động sản": "3334",
    "Trình dược viên": "2433",
    "Dược sĩ nhà thuốc": "2262",
    "Điều dưỡng viên": "3221",
    "Bác sĩ đa khoa": "2211",
    "Bác sĩ nhi khoa": "2212",
    "Kỹ thuật viên xét nghiệm": "3212",
    "Chăm sóc người cao tuổi": "5322",
    "Hộ lý bệnh viện": "5321",
    "Giáo viên mầm non": "2342",
    "Giáo viên tiếng Anh": "2393",
    "Giáo viên tiểu học": "2341",
    "Trợ giảng tiếng Anh": "5312",
    "Bảo mẫu": "5311",
    "Luật sư": "2611",
    "Phiên dịch tiếng Hàn": "2643",
    "Lập trình viên": "2512",
    "Kiến trúc sư": "2161",
    "Kỹ sư xây dựng": "2142",
    "Giám sát thi công": "3123",
    "Kỹ sư cơ khí": "2144",
    "Kỹ thuật viên cơ khí": "3115",
    "Kỹ sư môi trường": "2143",
    "Nhân viên an toàn lao động": "3257",
    "Ngư dân đánh bắt hải sản": "6223",
    "Công nhân nuôi trồng thủy sản": "6221",
    "Công nhân trại lợn": "6121",
    "Chăm sóc cây xanh": "6113",
    "Công nhân vệ sinh môi trường": "9611",
    "Nhân viên giao hàng": "9621",
    "Công nhân đóng gói": "9321",
    "Bốc xếp hàng hóa": "9333",
    "Lao động phổ thông": "9329",
    "Vận hành nồi hơi": "8182",
    "Thuyền viên tàu biển": "8350",
    "Thợ cắt tóc": "5141",
    "Kỹ thuật viên spa": "5142",
    "Chăm sóc thú cưng": "5164",
    "Hướng dẫn viên du lịch": "5113",
}
"""Everyday names, as they are written."""

RANKS = {
    "Nhân viên kinh doanh": "3322",
    "Trưởng nhóm kinh doanh": "3322",
    "Trưởng phòng kinh doanh": "1733",
    "Giám đốc kinh doanh miền Bắc": "1733",
    "Thực tập sinh kinh doanh": "3322",
    "Nhân viên sản xuất": "9329",
    "Tổ trưởng sản xuất": "3122",
    "Quản đốc phân xưởng": "3122",
    "Kỹ sư sản xuất": "2141",
    "Giám đốc nhà máy": "1722",
    "Trưởng phòng nhân sự": "1732",
    "Nhân viên marketing": "2431",
    "Trưởng phòng marketing": "1733",
    "Trợ lý giám đốc kinh doanh": "3343",
    "Lái xe giám đốc": "8322",
    "Nhân viên buồng phòng khách sạn": "9112",
    "Giám sát buồng phòng": "5151",
    "Trưởng phòng mua hàng": "1735",
    "Trưởng phòng kế toán": "1731",
    "Chỉ huy trưởng công trình": "1723",
    "Quản lý nhà hàng": "1745",
    "Giám đốc chi nhánh ngân hàng": "1747",
    "Tổng giám đốc": "1710",
    "Trưởng phòng IT": "1736",
    "Kỹ sư điện": "2151",
    "Kỹ thuật viên điện": "3113",
    "Thợ điện công nghiệp": "7412",
}
"""One field, several codes: the head word decides."""

NOISY = {
    "[HN] Tuyển gấp 50 công nhân may - thu nhập 9-12 triệu, bao ăn ở": "8153",
    "KẾ TOÁN TỔNG HỢP (Lương 12 - 15 Triệu) - Tại Thái Bình - Đi Làm Ngay": "2411",
    "Tuyển dụng nhân viên bảo vệ KCN Phúc Khánh #BV2025": "5401",
    "Nhân Viên Kho_Full time_Upto 10tr": "4321",
    "Cần tuyển 02 lái xe nâng, lương 11tr/tháng": "8344",
    "HCM_Nhân viên QC (ca đêm)": "7543",
    "Nhân viên lễ tân – không yêu cầu kinh nghiệm – được đào tạo": "4226",
    "🔥HOT🔥 Thợ hàn 6G lương cao": "7212",
    "Giáo Viên Mầm Non - Thu Nhập Upto 10M+++": "2342",
    "Vị trí ứng tuyển: Nhân viên thu ngân": "5230",
    "Dựng phim - Làm việc tại Tân Phú, TP.HCM": "3521",
    "TP HCM tuyển kế toán tổng hợp": "2411",
    "TP Kinh doanh": "1733",
    "Nhân viên quản lý mạng xã hội": "2431",
}
"""Pay, places, urgency and references around the work."""

SLIPS = {
    "cong nhan may": "8153",
    "nhan vien kinh doanh": "3322",
    "ke toan tong hop": "2411",
    "lai xe tai": "8332",
    "tho han": "7212",
    "giao vien mam non": "2342",
    "phu bep nha hang": "9402",
    "nhan vien cham soc khach hang": "4222",
    "truong phong kinh doanh": "1733",
    "nhanvien kinhdoanh": "3322",
    "Nhân viên maketing": "2431",
    "Kĩ sư cơ khí": "2144",
    "Quản lí nhà hàng": "1745",
    "Bác sỹ răng hàm mặt": "2261",
    "NV bán hàng": "5223",
    "NVKD BĐS": "3334",
    "Kỹ Thuât Viên Điện": "3113",
    "Nhân viên CSKH": "4222",
    "Nhân viên telesale": "5244",
    "Chuyên viên XNK": "3331",
    "Kế Toán Tông Hợp": "2411",
    "Thuỷ thủ": "8350",
}
"""Without diacritics, glued, abbreviated, misspelt."""

ENGLISH = {
    "Accountant": "2411",
    "Sales Executive": "3322",
    "Sales Manager": "1733",
    "Sales Engineer": "2433",
    "Sales Admin": "4110",
    "HR Executive": "2423",
    "HR Manager": "1732",
    "Receptionist": "4226",
    "Software Engineer": "2512",
    "Senior Java Developer": "2512",
    "Front-end Developer": "2513",
    "Tester": "2519",
    "Business Analyst": "2511",
    "Graphic Designer": "2166",
    "Content Creator": "2431",
    "Digital Marketing Executive": "2431",
    "QC Staff": "7543",
    "Quality Engineer": "2141",
    "Production Supervisor": "3122",
    "Production Manager": "1722",
    "Warehouse Staff": "4321",
    "Purchasing Executive": "3323",
    "Import Export Staff": "3331",
    "Customer Service": "4222",
    "English Teacher": "2393",
    "Forklift Driver": "8344",
    "Security Guard": "5401",
    "Maintenance Technician": "7233",
    "Barista": "5132",
    "Executive Assistant": "3343",
}

NO_WORK = [
    "",
    "   ",
    "...",
    "Sinh viên mới ra trường",
    "Đang là sinh viên",
    "Công việc liên quan đến Trung Quốc",
    "Cần tìm việc",
    "123456",
    "工程师",
    "Đi làm ngay",
]


@pytest.mark.parametrize(("title", "wanted"), [*PLAIN.items(), *RANKS.items(), *NOISY.items()])
def test_titles_lead_to_their_occupation(title: str, wanted: str) -> None:
    assert code(title).code == wanted


@pytest.mark.parametrize(("title", "wanted"), SLIPS.items())
def test_slips_and_short_forms_are_understood(title: str, wanted: str) -> None:
    assert code(title).code == wanted


@pytest.mark.parametrize(("title", "wanted"), ENGLISH.items())
def test_english_titles_are_understood(title: str, wanted: str) -> None:
    assert code(title).code == wanted


@pytest.mark.parametrize("title", NO_WORK)
def test_a_title_that_names_no_work_gets_no_code(title: str) -> None:
    coded = code(title, text="Công ty tuyển kế toán", category="Kế toán")
    assert coded == CodedOccupation("", 0.0, False, (), ())


@pytest.mark.parametrize(
    "form", [unicodedata.normalize, lambda _, text: text.upper(), lambda _, text: f"  {text} \u200b"]
)
def test_the_way_of_writing_changes_nothing(form: Callable[[str, str], str]) -> None:
    changed = [title for title, wanted in PLAIN.items() if code(form("NFD", title)).code != wanted]
    assert changed == []


def test_most_everyday_names_are_known_without_diacritics_too() -> None:
    bare = {title: "".join(c for c in unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
                           if not unicodedata.combining(c)) for title in PLAIN}  # fmt: skip
    lost = [title for title, wanted in PLAIN.items() if code(bare[title]).code != wanted]
    assert len(lost) <= len(PLAIN) * 0.08, lost


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tư vấn căn hộ của chủ đầu tư, dẫn khách xem dự án bất động sản, ký hợp đồng mua bán căn hộ.", "3334"),
        ("Giới thiệu phần mềm quản lý bán hàng, website và hosting cho cửa hàng.", "2434"),
        ("Tư vấn khoản vay tiêu dùng, thẻ tín dụng; hoàn thiện hồ sơ vay, giải ngân cho khách.", "3312"),
        ("Đi thị trường, gặp gỡ đại lý, nhà phân phối, ký hợp đồng, báo giá.", "3322"),
        ("", "3322"),
    ],
)
def test_the_text_says_what_a_seller_sells(text: str, wanted: str) -> None:
    assert code("Nhân viên kinh doanh", text).code == wanted


def test_a_title_that_names_the_goods_is_not_overruled_by_its_text() -> None:
    text = "Khách hàng là chủ đầu tư, căn hộ, bất động sản, dự án nhà."
    assert code("Nhân viên kinh doanh thiết bị y tế", text).code == "2433"


def test_a_sure_answer_says_why_and_what_else_it_might_be() -> None:
    coded = code("Nhân viên kế toán kho")
    assert coded.confident
    assert 0 < coded.confidence <= 1
    assert coded.evidence == ("kế toán kho",)
    assert coded.code not in coded.alternatives


def test_a_bare_head_word_is_not_sure() -> None:
    assert code("Kỹ thuật viên").code == "3119"
    assert not code("Kỹ thuật viên").confident


def test_the_same_title_always_gets_the_same_answer() -> None:
    titles = [*PLAIN, *NOISY, *ENGLISH]
    assert [code(title) for title in titles] == [code(title) for title in reversed(titles)][::-1]


def test_two_thousand_titles_a_second() -> None:
    code("kế toán")
    speeds = []
    # The best of five: what else the machine does can only slow a batch down.
    for batch in range(5):
        # Each is new to the coder: what it remembers of earlier titles does not help.
        numbers = range(8 * batch, 8 * batch + 8)
        titles = [f"{title} số {number}" for number in numbers for title in (*PLAIN, *RANKS, *ENGLISH)]
        began = time.process_time()
        for title in titles:
            code(title)
        speeds.append(len(titles) / (time.process_time() - began))
    assert max(speeds) >= 2_000


Row = tuple[str, str, str]
"""Title, text and the board's category."""


def _rows() -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    with (DATA / "job_ads_topcv.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = f"{row['job_description']}\n{row['requirements']}"
            found["job_ads_topcv.jsonl", str(row["id"])] = (row["title"], text, (row["career_tags"] or [""])[0])
    with (DATA / "job_listings_careerviet.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found["job_listings_careerviet.csv", row["ID"]] = (row["Tên công việc"], "", "")
    with (DATA / "job_seekers_timviec365.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found["job_seekers_timviec365.csv", row["cand_no"]] = (row["desired_job"], "", row["industry"])
    return found


class Score:
    """Shares of labelled rows: of all, and of those the coder is sure of."""

    def __init__(self, half: str | None) -> None:
        rows = _rows()
        with LABELS.open(encoding="utf-8", newline="") as lines:
            labels = [row for row in csv.DictReader(lines, delimiter="\t") if half in (None, row["half"])]
        coded = [(code(*rows[row["source"], row["row"]]), row) for row in labels]
        sure = [(one, row) for one, row in coded if one.confident]
        self.sure = len(sure) / len(coded)
        self.first = self._share(coded, 4, strict=True)
        self.right = self._share(coded, 4)
        self.group_first = self._share(coded, 2, strict=True)
        self.group = self._share(coded, 2)
        self.sure_first = self._share(sure, 4, strict=True)
        self.sure_right = self._share(sure, 4)

    @staticmethod
    def _share(coded: list[tuple[CodedOccupation, dict[str, str]]], digits: int, *, strict: bool = False) -> float:
        """Right at so many digits: the first label, or one of the alternatives found defensible when labelling."""
        hits = 0
        for one, row in coded:
            right = {row["code"][:digits]}
            if not strict:
                right |= {other[:digits] for other in row["alternatives"].split()}
            hits += one.code[:digits] in right
        return hits / len(coded)

    def __str__(self) -> str:
        return (
            f"4 digits {self.right:.1%} (first label {self.first:.1%}), 2 digits {self.group:.1%} "
            f"({self.group_first:.1%}), sure {self.sure:.1%}, of these {self.sure_right:.1%} ({self.sure_first:.1%})"
        )


@pytest.mark.skipif(
    not (DATA / "job_ads_topcv.jsonl").exists(), reason="the real adverts (PORTAL_TEST_DATA) are not here"
)
def test_on_labelled_adverts_and_seekers(capsys: pytest.CaptureFixture[str]) -> None:
    """The bars hold on all 400; the half never looked at while the coder was made is printed beside them."""
    score, tuned, held = Score(None), Score("tune"), Score("held")
    with capsys.disabled():
        print(f"\noccupation coder, all 400: {score}\n  looked at: {tuned}\n  held back: {held}")
    assert score.right >= 0.75
    assert score.group >= 0.88
    assert score.sure >= 0.80
    assert score.sure_right >= 0.85
    assert held.right >= 0.75
    assert held.sure >= 0.80
    assert held.sure_right >= 0.85

"""Mẫu 01 and 01a on paper: the form's fields in its order, boxes ticked from the profile; who may open them."""

from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.accounts.models import AccessLog
from portal.documents import typesetting
from portal.documents.layout import Form, Line, Ticks
from tests.documents.test_documents import text_of
from tests.factories import ConsentFactory, OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.jobs.people import signed_in
from workers.enums import ConsentPurpose
from workers.models import Worker
from workers.slips import mau_01, mau_01a
from workers.slips.enums import PayBand, band_of
from workers.slips.required import missing_01, missing_01a

pytestmark = pytest.mark.django_db

ORDER_01 = [
    "Họ và tên", "Số định danh cá nhân", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Nơi thường trú",
    "Địa chỉ thường trú cụ thể", "Nơi ở hiện nay", "Địa chỉ nơi ở cụ thể", "Điện thoại", "Email", "Liên hệ khác",
    "Đối tượng ưu tiên", "Trình độ học vấn", "Trình độ chuyên môn kỹ thuật cao nhất", "Chuyên ngành đào tạo",
    "Trình độ chuyên môn kỹ thuật khác", "Trình độ khác: 1", "Kỹ năng nghề", "Bậc", "Ngoại ngữ 1", "Chứng chỉ",
    "Ngoại ngữ 2", "Tin học văn phòng", "Tin học khác", "Kỹ năng mềm", "Đơn vị làm việc",
    "Đã từng làm việc ở nước ngoài", "Dịch vụ", "Tôi đã đọc lại và đồng ý",
]  # fmt: skip
ORDER_01A = [
    "Loại hình doanh nghiệp", "Tên công việc", "Mô tả công việc", "Mã nghề cấp 1", "Chức vụ", "Kinh nghiệm",
    "Nơi làm việc ưu tiên 1", "Nơi làm việc ưu tiên 2", "Loại hợp đồng", "Khả năng đáp ứng", "Hình thức làm việc",
    "Mục đích làm việc", "Lương tháng", "Khoảng lương tháng", "Lương ngày", "Lương giờ", "Cách trả khác",
    "Hỗ trợ ăn", "Phúc lợi", "Nơi làm việc", "Trọng lượng nâng", "Đứng hoặc đi lại", "Nghe, nói", "Thị lực",
    "Thao tác bằng tay", "Dùng hai tay", "Sẵn sàng làm việc", "Hình thức tuyển dụng", "Tôi đã đọc lại và đồng ý",
]  # fmt: skip


def ticked(form: Form) -> dict[str, list[str]]:
    """The options ticked, by question."""
    rows = [row for section in form.sections for row in section.rows if isinstance(row, Ticks)]
    return {row.label: [text for text, on in row.options if on] for row in rows}


def written(form: Form) -> dict[str, str]:
    rows = [row for section in form.sections for row in section.rows if isinstance(row, Line)]
    return {one.label: one.value for row in rows for one in row.blanks}


def stands_in_order(text: str, labels: list[str]) -> list[str]:
    """Labels that do not come after the one before them."""
    flat, at, lost = " ".join(text.split()), 0, []
    for label in labels:
        found = flat.find(label, at)
        if found < 0:
            lost.append(label)
        else:
            at = found + 1
    return lost


@pytest.mark.parametrize(
    ("fill", "document", "order"),
    [(mau_01.fill, "mau.typ", ORDER_01), (mau_01a.fill, "mau.typ", ORDER_01A)],
)
def test_the_paper_has_the_form_s_fields_in_order(
    worker: Worker,
    filled: Client,
    fill: Any,
    document: str,
    order: list[str],
) -> None:
    for person in (Worker.objects.get(pk=worker.pk), WorkerFactory.create()):
        with translation.override("en"):
            content = typesetting.pdf(document, fill(person).data())
        assert stands_in_order(text_of(content), order) == []
        assert len(pypdfium2.PdfDocument(content)) == 2


def test_mau_01_says_what_the_profile_says(worker: Worker, filled: Client) -> None:
    form = mau_01.fill(Worker.objects.get(pk=worker.pk))
    boxes, lines = ticked(form), written(form)
    assert boxes["Giới tính"] == ["Nữ"]
    assert boxes["Trình độ học vấn"] == ["Tốt nghiệp THPT"]
    assert boxes["Trình độ chuyên môn kỹ thuật cao nhất"] == ["Trung cấp"]
    assert boxes["Trình độ chuyên môn kỹ thuật khác"] == ["Sơ cấp"]
    assert boxes["Dịch vụ"] == ["Tư vấn việc làm", "Khác"]
    assert "Khác (ghi rõ)" in boxes["Đối tượng ưu tiên"]
    assert (lines["Ngày sinh"], lines["Bậc"], lines["Dân tộc"]) == ("01/02/1995", "3/7", "Kinh")
    assert lines["Số định danh cá nhân"] == "034195001234"
    assert form.missing() == []


def test_mau_01a_says_what_the_wishes_say(worker: Worker, filled: Client) -> None:
    form = mau_01a.fill(Worker.objects.get(pk=worker.pk))
    boxes, lines = ticked(form), written(form)
    assert [lines[f"Mã nghề cấp {n}"] for n in (1, 2, 3, 4)] == ["7", "75", "753", "7531"]
    assert (lines["Lương tháng (đồng)"], lines["Lương ngày"]) == ("8.000.000", "350.000")
    assert boxes["Khoảng lương tháng"] == ["Từ 5 đến 10 triệu"]
    assert boxes["Khả năng đáp ứng"] == ["Làm ca", "Đi biệt phái"]
    assert boxes["Hỗ trợ ăn"] == ["2 bữa"]
    assert boxes["Kinh nghiệm"] == ["Từ 2 đến 5 năm"]
    assert form.missing() == []


def test_what_is_missing_is_found_without_filling_the_forms(worker: Worker, filled: Client) -> None:
    said = Worker.objects.get(pk=worker.pk)
    nobody = WorkerFactory.create(birth_year=None)
    for person in (said, nobody):
        assert missing_01(person) == mau_01.fill(person).missing()
        assert missing_01a(person) == mau_01a.fill(person).missing()
    assert len(missing_01(nobody)) == 10
    assert len(missing_01a(nobody)) == 6


def test_what_is_missing_is_named_with_its_step() -> None:
    lacking = dict(mau_01.fill(WorkerFactory.create(phone="")).missing())
    assert lacking["Điện thoại"] == "ban-than"
    assert lacking["Trình độ học vấn"] == "trinh-do"
    assert "Tôn giáo" not in lacking, "the form does not require it"


@pytest.mark.parametrize(
    ("monthly", "band"), [(4_999_999, 0), (5_000_000, 1), (20_000_000, 3), (50_000_000, 3), (50_000_001, 4)]
)
def test_a_monthly_amount_falls_into_one_band(monthly: int, band: int) -> None:
    assert band_of(monthly) == PayBand(band)


@pytest.mark.parametrize(("start", "months"), [(date(2026, 1, 1), 0), (date(2026, 1, 2), 1), (date(2026, 3, 2), 2)])
def test_months_to_wait(start: date, months: int) -> None:
    assert mau_01a.months_until(start, date(2026, 1, 1)) == months


def test_the_consent_is_ticked_only_where_it_stands() -> None:
    worker = WorkerFactory.create()
    assert mau_01.fill(worker).agreed_on == ""
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)
    assert mau_01.fill(worker).agreed_on != ""


def test_hostile_words_are_printed_as_they_are() -> None:
    worker = WorkerFactory.create(full_name='#read("/etc/passwd") *Lan*', address="$x$ <b> \\ 🌸" * 9)
    assert '#read("/etc/passwd") *Lan*' in text_of(typesetting.pdf("mau.typ", mau_01.fill(worker).data()))


def test_the_person_takes_both_forms_and_nothing_else_is_there() -> None:
    client = signed_in(WorkerFactory.create(user=UserFactory.create(), full_name="Lê Thị Ước").user)
    for key in ("mau-01", "mau-01a"):
        answer = client.get(reverse("slips:paper", args=[key]))
        assert answer["Content-Type"] == "application/pdf"
        assert "private" in answer["Cache-Control"]
        assert answer.content.startswith(b"%PDF-")
    assert client.get(reverse("slips:paper", args=["mau-99"])).status_code == 404
    page = client.get(reverse("slips:mine")).content.decode()
    assert "Còn thiếu" in page
    assert reverse("workers:step", args=["trinh-do"]) in page


def test_the_counsellor_opens_the_cv_of_those_in_care_and_it_is_logged() -> None:
    office = OfficeFactory.create()
    person = WorkerFactory.create(office=office)
    address = reverse("slips:person_cv", args=[person.public_id])
    refused = signed_in(StaffFactory.create().user).get(address)
    assert refused.status_code == 403, "which asks for a reason"
    assert not AccessLog.objects.exists()
    assert signed_in(StaffFactory.create(office=office).user).get(address).content.startswith(b"%PDF-")
    assert AccessLog.objects.get().subject_id == person.public_id


def test_the_page_of_papers_stays_within_its_queries(django_assert_max_num_queries: Any) -> None:
    client = signed_in(WorkerFactory.create(user=UserFactory.create()).user)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("slips:mine")).status_code == 200

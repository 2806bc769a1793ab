"""Giấy tờ: what can be printed, by whom, and what is written into the log."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.models import Application, Referral
from jobs.outcomes.links import confirmation_address
from jobs.printing import month
from jobs.printing.forms.mau_04 import update_by
from jobs.printing.models import Paper, Printing
from portal.accounts.models import AccessLog, Staff
from tests.documents.test_documents import text_of
from tests.factories import OfficeFactory, StaffFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementCheckFactory
from tests.jobs.people import signed_in
from tests.printing.made import check, employer, person, referral, vacancy
from tests.workers.factories import SessionFactory
from workers.groups.models import GroupVisit
from workers.insurance.enums import Situation
from workers.insurance.services import Decision, Given, Place, give_notice, open_period
from workers.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    one: Staff = StaffFactory.create(office__code="TB")
    return one


@pytest.fixture
def desk(staff: Staff) -> Client:
    return signed_in(staff.user)


def here_is(staff: Staff) -> Worker:
    worker = person()
    Worker.objects.filter(pk=worker.pk).update(office=staff.office)
    return worker


def print_at(desk: Client, worker: Worker, kind: str, **data: str) -> Any:
    return desk.post(reverse("printing:print_of_person", args=[worker.public_id, kind]), data)


def test_every_form_of_a_person_is_printed_with_its_number(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    letter = referral(worker, vacancy(employer()))
    page = desk.get(reverse("printing:person", args=[worker.public_id])).content.decode()
    assert "Mẫu 01a, NĐ 352/2025" in page
    assert letter.number in page
    assert "Hết giá trị sau ngày 17/03/2026" in page
    month_key = month.key_of(timezone.localdate())
    for kind, key in (("mau-01", ""), ("mau-01a", ""), ("gioi-thieu", letter.public_id), ("mau-24", month_key)):
        answer = print_at(desk, worker, kind, key=key)
        sheet = desk.get(answer["Location"])
        assert worker.full_name in sheet.content.decode(), kind
        pdf = desk.get(f"{answer['Location']}pdf/")
        assert pdf["Content-Type"] == "application/pdf"
        assert "no-store" in pdf["Cache-Control"]
        assert Paper.objects.latest("pk").number in text_of(pdf.content)
    assert Paper.objects.count() == 4
    assert Paper.objects.get(kind="gioi-thieu").office == letter.office
    listed = desk.get(reverse("printing:person", args=[worker.public_id])).content.decode()
    assert listed.count("bản chính") >= 4
    assert AccessLog.objects.filter(subject_id=worker.public_id, action="sensitive").count() == 3
    assert AccessLog.objects.filter(
        action="sensitive", fields="identity_number", reason__contains=letter.number
    ).exists()


def test_what_is_not_there_is_not_printed(staff: Staff, desk: Client) -> None:
    worker, other = here_is(staff), WorkerFactory.create()
    letter = referral(other, vacancy(employer()))
    for kind, key in (("mau-99", ""), ("gioi-thieu", letter.public_id), ("gioi-thieu", ""), ("mau-24", "2026-13"),
                      ("mau-24", "x" * 90), ("mau-03", "")):  # fmt: skip
        assert print_at(desk, worker, kind, key=key)["Location"] == reverse("printing:person", args=[worker.public_id])
    assert not Paper.objects.exists()


def test_people_of_other_offices_need_a_reason_first(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    printing = Printing.objects.get(public_id=print_at(desk, worker, "mau-01")["Location"].split("/")[-2])
    stranger = signed_in(StaffFactory.create().user)
    AccessLog.objects.all().delete()
    assert stranger.get(reverse("printing:person", args=[worker.public_id])).status_code == 403
    assert print_at(stranger, worker, "mau-01").status_code == 403
    for name in ("sheet", "sheet_pdf"):
        assert stranger.get(reverse(f"printing:{name}", args=[printing.public_id])).status_code == 403
    assert stranger.post(reverse("printing:print_again", args=[printing.paper.public_id])).status_code == 403
    assert Printing.objects.count() == 1
    assert not AccessLog.objects.exists()


def test_employer_and_vacancy_print_their_forms(desk: Client) -> None:
    one = vacancy(employer())
    for name, public_id in (("employer", one.employer.public_id), ("vacancy", one.public_id)):
        page = desk.get(reverse(f"printing:{name}", args=[public_id]))
        assert "Chưa in lần nào" in page.content.decode()
        sheet = desk.post(reverse(f"printing:print_of_{name}", args=[public_id]))["Location"]
        assert one.employer.name in desk.get(sheet).content.decode()
        assert desk.get(f"{sheet}pdf/").content.startswith(b"%PDF-")
    assert [paper.number[:5] + paper.number[10:] for paper in Paper.objects.order_by("pk")] == [
        "0001/M03-TB", "0001/M03A-TB",
    ]  # fmt: skip
    assert (
        reverse("printing:vacancy", args=[one.public_id])
        in desk.get(reverse("jobs:vacancy", args=[one.public_id])).content.decode()
    )


def test_the_list_of_hires_is_of_the_office_and_each_person_reads_it(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    checked = check(worker, vacancy(employer()))
    PlacementCheckFactory.create(checked_on=checked.checked_on, placement__application__worker__office=OfficeFactory())
    PlacementCheckFactory.create(
        checked_on=checked.checked_on, outcome="left", placement__application__worker__office=staff.office
    )
    days = {"tu": "2026-04-01", "den": "2026-04-30"}
    page = desk.get(reverse("printing:placed"), days).content.decode()
    assert "In Mẫu 04: 1 người" in page
    assert "hạn cập nhật 07/05/2026 đã qua" in page
    sheet = desk.post(reverse("printing:print_placed"), days)["Location"]
    text = desk.get(sheet).content.decode()
    assert "034195001234" in text
    assert "Cộng: 1 người lao động." in text
    assert AccessLog.objects.get(subject_id=worker.public_id).action == "sensitive"
    assert list(Paper.objects.get().people.all()) == [worker]
    assert signed_in(StaffFactory.create().user).get(sheet).status_code == 404
    assert "Không có ai" in desk.get(reverse("printing:placed"), {"tu": "x", "den": "9999-99-99"}).content.decode()
    assert desk.get(reverse("printing:placed"), {"dn": "khong-co"}).status_code == 404


def test_twenty_working_days_leave_out_weekends_and_holidays() -> None:
    assert update_by(date(2026, 4, 6)) == date(2026, 5, 7)


def test_the_register_finds_a_number_and_prints_it_again(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    print_at(desk, worker, "mau-01")
    Printing.objects.update(at=timezone.now() - timedelta(hours=1))
    page = desk.get(reverse("printing:register"), {"so": "0001/", "loai": "mau-01"}).content.decode()
    assert worker.full_name in page
    assert "Chưa có giấy nào như vậy" in desk.get(reverse("printing:register"), {"so": "0009"}).content.decode()
    sheet = desk.post(reverse("printing:print_again", args=[Paper.objects.get().public_id]))["Location"]
    assert "BẢN SAO số 1" in desk.get(sheet).content.decode()
    assert "BẢN SAO số 1" in text_of(desk.get(f"{sheet}pdf/").content)
    other = signed_in(StaffFactory.create().user).get(reverse("printing:register")).content.decode()
    assert worker.full_name not in other


def test_the_notice_tells_the_month_s_applications(staff: Staff) -> None:
    worker = here_is(staff)
    now = timezone.now()
    told = ApplicationFactory.create(worker=worker, state="not_hired")
    ApplicationFactory.create(worker=worker, state="proposed")
    Application.objects.filter(pk=ApplicationFactory.create(worker=worker, state="submitted").pk).update(
        created_at=now - timedelta(days=70)
    )
    made = month.notice_of(worker, timezone.localdate().replace(day=1))
    assert [(unit.name, unit.result) for unit in made.units] == [(told.vacancy.employer.name, "Không được tuyển")]


def test_the_notice_of_a_benefit_is_printed_with_its_decision_and_what_was_said(staff: Staff, desk: Client) -> None:
    worker, today = here_is(staff), timezone.localdate()
    period = open_period(worker, Decision("15/QĐ-SNV", today - timedelta(days=40), 3), staff.office, staff.user)
    second = period.notices.get(month=2)
    told = ApplicationFactory.create(worker=worker, state="not_hired")
    Application.objects.filter(pk=told.pk).update(created_at=timezone.now() - timedelta(days=20))
    page = desk.get(reverse("benefits:person", args=[worker.public_id])).content.decode()
    assert f'value="{second.public_id}"' in page
    listed = desk.get(reverse("printing:person", args=[worker.public_id])).content.decode()
    assert "Tháng hưởng thứ 2" in listed
    assert "Tháng hưởng thứ 3" not in listed, "far ahead"
    before = desk.get(print_at(desk, worker, "mau-24", key=second.public_id)["Location"]).content.decode()
    for words in ("thứ 2)", "15/QĐ-SNV", told.vacancy.employer.name, "Không được tuyển"):
        assert words in before
    place = Place("Cơ sở may Hoa", job="Thợ may", result="Không nhận")
    give_notice(second, Given(today, Situation.TRIAL, employer="May Hoa", places=[place]), staff.user)
    after = desk.get(print_at(desk, worker, "mau-24", key=second.public_id, anew="1")["Location"]).content.decode()
    for words in ("Cơ sở may Hoa", "Không nhận", "May Hoa", f"{today:ngày %d tháng %m}"):
        assert words in after
    assert told.vacancy.employer.name not in after, "what the person named counts"
    assert [one.key for one in Paper.objects.filter(kind="mau-24")] == [second.public_id] * 2


def test_another_s_notice_is_not_printed(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    theirs = open_period(
        WorkerFactory.create(office=staff.office), Decision("15/QĐ", timezone.localdate(), 3), staff.office, staff.user
    )
    print_at(desk, worker, "mau-24", key=theirs.notices.get(month=1).public_id)
    assert not Paper.objects.exists()


def test_the_letter_carries_the_employer_s_link(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    letter = referral(worker, vacancy(employer()))
    address = print_at(desk, worker, "gioi-thieu", key=letter.public_id)["Location"]
    link, sheet = confirmation_address(letter), desk.get(address).content.decode()
    assert len(link.removeprefix(settings.PUBLIC_ADDRESS)) <= 32, "typed from paper"
    assert link in sheet
    assert "đến hết ngày 16/04/2026" in sheet
    assert "<path" in sheet.split('class="sheet-answer"')[1]
    assert Client().get(link.removeprefix(settings.PUBLIC_ADDRESS)).status_code == 200
    printed = text_of(desk.get(f"{address}pdf/").content)
    assert printed.replace("\n", "").count(link) == 2, "on both leaves"


@pytest.mark.parametrize("name", ["person", "employer", "vacancy", "register", "placed"])
def test_the_pages_stay_within_their_queries(
    name: str, staff: Staff, desk: Client, django_assert_max_num_queries: Any
) -> None:
    worker, one = here_is(staff), vacancy(employer())
    referral(worker, one)
    for _ in range(3):
        print_at(desk, worker, "mau-01", anew="1")
        desk.post(reverse("printing:print_of_vacancy", args=[one.public_id]))
        desk.post(reverse("printing:print_of_employer", args=[one.employer.public_id]))
    for past in ("2026-01", "2026-02", "2026-03"):
        print_at(desk, worker, "mau-24", key=past)
    about = {"person": worker.public_id, "employer": one.employer.public_id, "vacancy": one.public_id}.get(name)
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(f"printing:{name}", args=[about] if about else [])).status_code == 200


def test_a_group_s_form_is_printed_by_its_office(staff: Staff, desk: Client) -> None:
    one = GroupVisit.objects.create(
        origin="Tiểu đoàn 5", headcount=45, representative="Đỗ Quang Huy", address="Phường Trà Lý", phone="0912000333",
        services=["policy"], counsellor=staff.user, office=staff.office, submission=uuid4(),
    )  # fmt: skip
    address = reverse("printing:print_of_group", args=[one.public_id])
    assert signed_in(StaffFactory.create().user).post(address).status_code == 404
    sheet = desk.post(address)["Location"]
    assert desk.post(address)["Location"] == sheet
    assert "Tiểu đoàn 5" in desk.get(sheet).content.decode()
    assert "In Mẫu 02" in desk.get(reverse("desk:group", args=[one.public_id])).content.decode()
    assert signed_in(StaffFactory.create().user).get(sheet).status_code == 404


def test_the_turn_leads_to_its_letter(staff: Staff, desk: Client) -> None:
    worker = here_is(staff)
    letter = referral(worker, vacancy(employer()))
    Referral.objects.filter(pk=letter.pk).update(session=SessionFactory.create(worker=worker, office=staff.office))
    screen = desk.get(reverse("desk:person", args=[worker.public_id])).content.decode()
    address = reverse("printing:letter", args=[letter.public_id])
    assert address in screen
    where = desk.get(address)["Location"]
    assert where == f"{reverse('printing:person', args=[worker.public_id])}#giay-{letter.public_id}"
    assert f'id="giay-{letter.public_id}"' in desk.get(where).content.decode()

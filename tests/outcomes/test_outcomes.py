"""Employers' words, refusals, calls, Mẫu 04."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from jobs.enums import ApplicationState
from jobs.models import Placement, PlacementCheck, Referral
from jobs.outcomes import services
from jobs.outcomes.enums import Justified, PersonReason, Word
from jobs.outcomes.links import token_of
from jobs.outcomes.models import Call, EmployerWord, ExchangeUpdate
from jobs.outcomes.reading import due, exchange_due, newest_call, to_update, warning_for
from portal.accounts.models import AccessLog, Staff
from portal.codes.holidays import is_office_day, office_day_after
from tests.factories import StaffFactory, VacancyFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementFactory, ReferralFactory
from workers.insurance.dates import months_after
from workers.insurance.services import Decision, open_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(client: Client, staff: Staff) -> Client:
    client.force_login(staff.user)
    return client


def a_letter(staff: Staff, **fields: Any) -> Referral:
    worker = fields.pop("worker", None) or WorkerFactory.create(office=staff.office)
    application = ApplicationFactory.create(worker=worker, origin="referral", vacancy__headcount=5)
    made: Referral = ReferralFactory.create(
        application=application,
        office=staff.office,
        issued_by=staff.user,
        **{"issued_on": timezone.localdate(), **fields},
    )
    return made


def at_work(staff: Staff, months: int, **fields: Any) -> Placement:
    begun = months_after(timezone.localdate(), -months) - timedelta(days=1)
    made: Placement = PlacementFactory.create(application__worker__office=staff.office, started_on=begun, **fields)
    return made


def link_of(letter: Referral) -> str:
    return reverse("outcomes:confirm", args=[token_of(letter)])


def hired() -> dict[str, Any]:
    return {"word": "hired", "started_on": f"{timezone.localdate()}", "monthly_pay": "7,5 triệu"}


def test_an_employer_confirms_by_the_link_once_without_an_account(staff: Staff) -> None:
    letter, anybody = a_letter(staff), Client()
    assert letter.application.worker.full_name in anybody.get(link_of(letter)).content.decode()
    assert anybody.post(link_of(letter), hired()).status_code == 302
    anybody.post(link_of(letter), {"word": "absent"})
    assert Placement.objects.get().monthly_pay == 7_500_000
    assert [word.word for word in EmployerWord.objects.all()] == [Word.HIRED]
    assert "<form" not in anybody.get(link_of(letter)).content.decode().split("<main")[1].split("</main")[0]


def test_a_link_of_another_purpose_or_changed_opens_nothing(staff: Staff) -> None:
    letter = a_letter(staff)
    for token in (
        letter.public_id,
        token_of(letter)[:-1] + "?",
        f"{letter.public_id}-abc",
        "-",
        f"{letter.public_id}-é",
    ):
        assert Client().get(reverse("outcomes:confirm", args=[token])).status_code == 404


def test_a_link_ends_a_month_after_the_letter(staff: Staff) -> None:
    letter = a_letter(staff, issued_on=timezone.localdate() - timedelta(days=60))
    answer = Client().post(link_of(letter), hired())
    assert answer.status_code == 200
    assert not EmployerWord.objects.exists()
    letter.application.refresh_from_db()
    assert letter.application.state == ApplicationState.SUBMITTED


def test_an_employer_says_why_not(staff: Staff) -> None:
    letter = a_letter(staff)
    assert Client().post(link_of(letter), {"word": "not_hired"}).status_code == 422
    Client().post(link_of(letter), {"word": "not_hired", "code": "skill"})
    letter.application.refresh_from_db()
    assert letter.application.state == ApplicationState.NOT_HIRED


def test_waiting_leaves_the_link_open(staff: Staff) -> None:
    letter = a_letter(staff)
    for _ in range(2):
        Client().post(link_of(letter), {"word": "waiting"})
    Client().post(link_of(letter), hired())
    assert sorted(EmployerWord.objects.values_list("word", flat=True)) == ["hired", "waiting"]


def test_the_counsellor_records_who_said_what_on_the_telephone(desk: Client, staff: Staff) -> None:
    letter = a_letter(staff)
    address = reverse("outcomes:phone", args=[letter.public_id])
    assert desk.post(address, {"dt-word": "absent"}).status_code == 422
    desk.post(address, {"dt-word": "absent", "dt-said_by": "Chị Hoa, nhân sự"})
    word = EmployerWord.objects.get()
    assert (word.recorded_by, word.said_by) == (staff.user, "Chị Hoa, nhân sự")
    page = desk.get(reverse("outcomes:letter", args=[letter.public_id])).content.decode()
    assert "Chị Hoa, nhân sự" in page


def test_the_link_is_mailed_once_a_day(desk: Client, staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    letter = a_letter(staff)
    vacancy = letter.application.vacancy
    vacancy.contact_email = "nhansu@example.test"
    vacancy.save()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(reverse("outcomes:send", args=[letter.public_id]))
    assert len(mail.outbox) == 1
    assert token_of(letter) in mail.outbox[0].body


def test_two_unjustified_refusals_warn_and_decide_nothing(desk: Client, staff: Staff) -> None:
    today = timezone.localdate()
    worker = WorkerFactory.create(office=staff.office)
    period = open_period(worker, Decision("15/QĐ", today, 3), staff.office, staff.user)
    letters = [a_letter(staff, worker=worker) for _ in range(2)]
    for letter in letters:
        desk.post(
            reverse("outcomes:refuse", args=[letter.public_id]),
            {"tc-reason": "far", "tc-justified": "no", "tc-refused_on": f"{today}"},
        )
    warned = warning_for(worker.pk)
    assert warned
    assert warned.is_grave
    page = desk.get(reverse("benefits:person", args=[worker.public_id])).content.decode()
    assert "2 lần từ chối" in page
    period.refresh_from_db()
    assert period.ended_on is None
    services.refuse(letters[0], services.No(PersonReason.HEALTH, Justified.YES, today), staff.user)
    again = warning_for(worker.pk)
    assert again
    assert not again.is_grave


def test_who_is_due_for_a_call_and_when_again(desk: Client, staff: Staff) -> None:
    today = timezone.localdate()
    one, three, fresh = at_work(staff, 1), at_work(staff, 3), at_work(staff, 0)
    found = {placement.pk: placement.due_month for placement in due(today)}  # type: ignore[attr-defined]  # annotated
    assert found == {one.pk: 1, three.pk: 3}
    form = {"submission": str(uuid4()), "outcome": "unreached", "again_on": f"{today + timedelta(days=2)}"}
    address = reverse("outcomes:call", args=[one.public_id])
    for _ in range(2):
        assert desk.post(address, form).status_code == 302
    assert Call.objects.count() == 1
    assert [placement.pk for placement in due(today)] == [three.pk]
    assert one.pk in {placement.pk for placement in due(today + timedelta(days=2))}
    assert fresh.pk not in found


def test_a_call_nobody_answers_asks_for_another_day(desk: Client, staff: Staff) -> None:
    address = reverse("outcomes:call", args=[at_work(staff, 1).public_id])
    form = {"submission": str(uuid4()), "outcome": "unreached"}
    assert desk.post(address, form).status_code == 422
    assert not Call.objects.exists()


def test_a_later_missed_call_does_not_undo_what_is_known(staff: Staff) -> None:
    placement, outcome = at_work(staff, 1), PlacementCheck.Outcome
    services.note_call(placement, 1, services.Heard(uuid4(), outcome.WORKING), staff.user)
    later = services.Heard(uuid4(), outcome.UNREACHED, again_on=timezone.localdate())
    services.note_call(placement, 1, later, staff.user)
    assert placement.checks.get().outcome == outcome.WORKING


def test_what_differs_from_the_advert_is_counted_and_shown(desk: Client, staff: Staff) -> None:
    vacancy = VacancyFactory.create(pay_min=8_000_000, contract_type="indefinite")
    placement = at_work(staff, 1, application__vacancy=vacancy)
    said = services.Heard(
        uuid4(), PlacementCheck.Outcome.WORKING, monthly_pay=6_000_000, has_contract=False, is_insured=False
    )
    services.note_call(placement, 1, said, staff.user)
    answer = desk.get(reverse("outcomes:differences"), {"khac": "luong"})
    assert [count for _kind, count in answer.context["kinds"]] == [1, 1, 1, 0]
    assert placement.application.worker.full_name in answer.content.decode()
    assert newest_call().count() == 1


def test_somebody_else_s_office_is_not_found(desk: Client) -> None:
    other = StaffFactory.create()
    letter, placement = a_letter(other), at_work(other, 1)
    assert desk.get(reverse("outcomes:letter", args=[letter.public_id])).status_code == 404
    assert desk.get(reverse("outcomes:call", args=[placement.public_id])).status_code == 404
    desk.post(reverse("outcomes:mark"), {"viec": placement.public_id, "updated_on": f"{timezone.localdate()}"})
    assert not ExchangeUpdate.objects.exists()


def test_mau_04_until_marked_and_as_a_spreadsheet_without_formulas(desk: Client, staff: Staff) -> None:
    placement = at_work(staff, 1, application__worker__full_name="=HYPERLINK(1)")
    services.note_call(placement, 1, services.Heard(uuid4(), PlacementCheck.Outcome.WORKING), staff.user)
    assert "HYPERLINK" in desk.get(reverse("outcomes:exchange")).content.decode()
    sheet = load_workbook(BytesIO(desk.get(reverse("outcomes:export")).content)).active
    assert sheet
    cell = sheet.cell(2, 3)
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")
    assert AccessLog.objects.filter(subject_id=placement.application.worker.public_id, action="mau-04").exists()
    data = {"viec": placement.public_id, "updated_on": f"{timezone.localdate()}"}
    for _ in range(2):
        desk.post(reverse("outcomes:mark"), data)
    assert ExchangeUpdate.objects.count() == 1
    assert not to_update(timezone.localdate()).exists()


def test_twenty_office_days_pass_over_week_ends_and_tet() -> None:
    # Tết 2026: 17 February; 16–20 February off.
    assert not is_office_day(date(2026, 2, 17))
    assert office_day_after(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert office_day_after(date(2026, 6, 1), 20) == date(2026, 6, 29)
    placement = Placement(started_on=date(2026, 5, 1))
    assert exchange_due(placement) == date(2026, 6, 29)


@pytest.mark.parametrize("name", ["due", "call", "differences", "letters", "letter", "exchange"])
def test_following_up_stays_within_twelve_queries(
    desk: Client, staff: Staff, name: str, django_assert_max_num_queries: Any
) -> None:
    letters = [a_letter(staff) for _ in range(4)]
    for letter in letters[:2]:
        open_period(letter.application.worker, Decision("15/QĐ", timezone.localdate(), 3), staff.office, staff.user)
        services.refuse(letter, services.No(PersonReason.FAR, Justified.NO, timezone.localdate()), staff.user)
    waiting = [at_work(staff, 1) for _ in range(3)]
    for placement in [at_work(staff, 1, monthly_pay=7_000_000) for _ in range(3)]:
        heard = services.Heard(uuid4(), PlacementCheck.Outcome.WORKING, monthly_pay=5_000_000, is_insured=False)
        services.note_call(placement, 1, heard, staff.user)
    about = {"call": waiting[0].public_id, "letter": letters[0].public_id}.get(name)
    address = reverse(f"outcomes:{name}", args=[about] if about else [])
    with django_assert_max_num_queries(12):
        assert desk.get(address).status_code == 200

"""The draft of a turn: kept while typing, one counsellor's own, gone once recorded; several turns of one visit."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Staff
from tests.factories import OfficeFactory, StaffFactory, VacancyFactory, WorkerFactory
from tests.jobs.desk.test_desk import a_form, known_to, screen
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.drafts.models import KEPT, TurnDraft
from workers.drafts.services import clear_out
from workers.models import Worker

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


def save(desk: Client, worker: Worker, **fields: Any) -> Any:
    form = {"editor": "e1", "revision": 0, **fields}
    return desk.post(reverse("desk:draft", args=[worker.public_id]), form, headers=SCRIPT)


def test_what_is_typed_is_there_again_with_its_name_ticks_and_vacancies(desk: Client, staff: Staff) -> None:
    worker, vacancy = known_to(staff), VacancyFactory.create()
    form = a_form(advice="Đang nói", topics=["jobs", "training"], private_note="Ngại", vacancy=[vacancy.public_id])
    answer = save(desk, worker, **form)
    assert answer.json() == {"saved": f"{timezone.localtime():%H:%M}", "revision": 1}
    page = desk.get(screen(worker))
    text = page.content.decode()
    assert "Đã lấy lại bản nháp" in text
    assert "Đang nói" in text
    assert form["submission"] in text
    assert f"?vacancy={vacancy.public_id}" in text
    assert page.context["form"]["topics"].value() == ["jobs", "training"]


def test_a_draft_is_read_by_nobody_else(desk: Client, staff: Staff, client: Client) -> None:
    worker = known_to(staff)
    save(desk, worker, **a_form(private_note="Riêng của tôi"))
    client.force_login(StaffFactory.create(office=staff.office).user)
    assert "Riêng của tôi" not in client.get(screen(worker)).content.decode()


def test_recording_ends_the_draft_and_a_late_save_does_not_bring_it_back(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    form = a_form(advice="Đã nói")
    save(desk, worker, **form)
    assert desk.post(screen(worker), form).status_code == 302
    assert not TurnDraft.objects.exists()
    late = save(desk, worker, **form)
    assert (late.status_code, late.json()) == (409, {"why": "recorded"})
    assert not TurnDraft.objects.exists()


def test_a_draft_whose_turn_is_recorded_is_not_shown_even_where_it_lay_behind(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    session = SessionFactory.create(worker=worker, office=staff.office, counsellor=staff.user)
    TurnDraft.objects.create(
        counsellor=staff.user, worker=worker, submission=session.submission, values={"advice": "Cũ"}, editor="e"
    )
    assert desk.get(screen(worker)).context["draft"] is None
    assert save(desk, worker, **a_form(advice="Mới")).status_code == 200
    assert TurnDraft.objects.get().values["advice"] == "Mới"


def test_two_pages_do_not_write_over_each_other(desk: Client, staff: Staff) -> None:
    worker, form = known_to(staff), a_form()
    assert save(desk, worker, **form, need="một").status_code == 200
    # The answer was lost: the same page may write again, though it knows of no revision.
    assert save(desk, worker, **form, need="hai").json()["revision"] == 2
    stale = save(desk, worker, **form | {"editor": "e2", "need": "khác", "revision": 1})
    assert (stale.status_code, stale.json()) == (409, {"why": "elsewhere"})
    assert TurnDraft.objects.get().values["need"] == "hai"
    assert save(desk, worker, **form | {"editor": "e2", "need": "ba", "revision": 2}).status_code == 200


def test_emptying_the_form_or_throwing_it_away_leaves_no_draft(desk: Client, staff: Staff) -> None:
    worker, form = known_to(staff), a_form(topics=[])
    save(desk, worker, **form, need="một")
    assert save(desk, worker, **form, need=" ").json() == {"saved": "", "revision": 0}
    assert not TurnDraft.objects.exists()
    save(desk, worker, **form, need="một")
    desk.post(reverse("desk:drop_draft", args=[worker.public_id]))
    assert not TurnDraft.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"submission": "x"}, {"revision": "²"}, {"topics": ["x" * 9000]}, {"need": "x" * 9000}]
)
def test_hostile_fields_break_nothing(desk: Client, staff: Staff, wrong: dict[str, Any]) -> None:
    worker = known_to(staff)
    answer = save(desk, worker, **a_form(need="một") | wrong)
    assert answer.status_code == (404 if "submission" in wrong else 200)
    assert all(len(draft.values["need"]) <= 4000 for draft in TurnDraft.objects.all())
    assert desk.get(screen(worker)).status_code == 200


def test_a_person_of_another_office_takes_no_draft(desk: Client, staff: Staff) -> None:
    worker = WorkerFactory.create(office=OfficeFactory.create())
    assert save(desk, worker, **a_form(need="một")).status_code == 403
    assert not TurnDraft.objects.exists()


def test_without_scripts_a_button_keeps_the_draft(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    answer = desk.post(reverse("desk:draft", args=[worker.public_id]), a_form(need="một"), follow=True)
    assert "Đã lưu nháp" in answer.content.decode()
    assert TurnDraft.objects.get().values["need"] == "một"


def test_drafts_nobody_came_back_to_go(desk: Client, staff: Staff) -> None:
    old, young = known_to(staff), known_to(staff)
    save(desk, old, **a_form(need="cũ"))
    save(desk, young, **a_form(need="mới"))
    TurnDraft.objects.filter(worker=old).update(saved_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert desk.get(screen(old)).context["draft"] is None
    assert clear_out() == 1
    assert TurnDraft.objects.get().worker == young


def test_the_screen_with_a_draft_takes_at_most_twelve_queries(
    desk: Client,
    staff: Staff,
    django_assert_max_num_queries: Any,
) -> None:
    worker = known_to(staff)
    before = SessionFactory.create(worker=worker, office=staff.office, counsellor=staff.user)
    save(desk, worker, **a_form(need="một", visit=before.public_id))
    with django_assert_max_num_queries(12):
        assert desk.get(f"{screen(worker)}?da-ghi={before.public_id}").status_code == 200


def test_a_waiting_page_is_told_where_to_go_once_the_turn_is_recorded(desk: Client, staff: Staff) -> None:
    worker, form = known_to(staff), a_form()
    for _ in range(2):
        told = desk.post(screen(worker), form, headers=SCRIPT).json()
    session = CounsellingSession.objects.get()
    assert told == {"next": f"{screen(worker)}?da-ghi={session.public_id}"}


def test_a_further_turn_joins_the_visit_it_goes_on_from(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    morning = SessionFactory.create(
        worker=worker, office=staff.office, counsellor=staff.user, at=timezone.now() - timedelta(hours=5)
    )
    page = desk.get(f"{screen(worker)}?lan-den={morning.public_id}")
    assert "Thêm một lượt cho lần đến" in page.content.decode()
    desk.post(screen(worker), a_form(visit=morning.public_id))
    assert {session.visit for session in worker.sessions.all()} == {morning.visit}
    elsewhere = SessionFactory.create(worker=worker, at=timezone.now() - timedelta(hours=4))
    foreign = SessionFactory.create(worker=known_to(staff), office=staff.office)
    for other in (elsewhere, foreign):
        desk.post(screen(worker), a_form(visit=other.public_id))
    assert CounsellingSession.objects.filter(visit__in=[elsewhere.visit, foreign.visit]).count() == 2


def test_each_new_form_has_a_name_of_its_own(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    first, second = (desk.get(screen(worker)).context["form"]["submission"].value() for _ in range(2))
    assert first != second


def test_the_morning_lists_my_own_drafts_with_their_first_words(desk: Client, staff: Staff) -> None:
    worker = known_to(staff, full_name="Đỗ Thị Thắm")
    save(desk, worker, **a_form(need="Việc gần nhà"))
    other = StaffFactory.create(office=staff.office)
    TurnDraft.objects.create(
        counsellor=other.user, worker=worker, submission=uuid4(), values={"need": "Của người khác"}, editor="e"
    )
    text = desk.get(reverse("desk:today")).content.decode()
    assert "Việc gần nhà" in text
    assert screen(worker) in text
    assert "Của người khác" not in text

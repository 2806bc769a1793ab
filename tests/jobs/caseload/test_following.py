"""Cases that begin and end by themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.answers.services import Answer, decide, undo
from jobs.caseload.adopting import adopt
from jobs.caseload.enums import Ended
from jobs.caseload.models import Case
from jobs.enums import ApplicationState
from portal.accounts.models import Staff
from tests.factories import ConsentFactory, OfficeFactory, StaffFactory, WorkerFactory
from tests.jobs.caseload.factories import case_of
from tests.jobs.factories import ApplicationFactory
from tests.workers.factories import SessionFactory
from workers.counselling.services import Turn, WalkIn, record
from workers.enums import ConsentPurpose, Search
from workers.groups.services import Stated, record_group
from workers.merging.services import merge
from workers.merging.services import undo as undo_merge
from workers.models import Worker
from workers.rights.erasure import erase
from workers.services.consents import withdraw
from workers.services.profile import announce

pytestmark = pytest.mark.django_db
OnCommit = Callable[..., Any]


def turn(**more: Any) -> Turn:
    return Turn(uuid4(), ["jobs"], **more)


def test_whoever_records_a_turn_for_somebody_nobody_carries_is_responsible(staff: Staff, colleague: Staff) -> None:
    worker = WorkerFactory.create()
    day = timezone.localdate() + timedelta(days=3)
    session, _new = record(turn(next_on=day, next_step="Gọi"), worker, staff.user, staff.office_id)
    case = Case.objects.get()
    assert (case.worker, case.counsellor, case.office, case.began) == (worker, staff.user, staff.office, "turn")
    assert (case.last_turn, case.contact_at, case.next_on) == (session, session.at, day)
    later, _new = record(turn(), worker, colleague.user, staff.office_id)
    case.refresh_from_db()
    assert case.counsellor == staff.user, "a colleague's turn is a contact, the case stays"
    assert (case.last_turn, case.next_on) == (later, None)
    assert Case.objects.count() == 1


def test_a_turn_recorded_late_does_not_hide_a_later_one(staff: Staff) -> None:
    worker = WorkerFactory.create()
    session, _new = record(turn(), worker, staff.user, staff.office_id)
    record(turn(at=timezone.now() - timedelta(days=4)), worker, staff.user, staff.office_id)
    assert Case.objects.get().last_turn == session


@pytest.mark.parametrize("fields", [{"search": Search.NOT_LOOKING}, {"elsewhere": True}])
def test_no_case_for_those_who_do_not_look_or_are_in_another_office_s_care(
    staff: Staff, fields: dict[str, Any]
) -> None:
    if fields.pop("elsewhere", False):
        fields["office"] = OfficeFactory.create()
    record(turn(), WorkerFactory.create(**fields), staff.user, staff.office_id)
    record(turn(), WalkIn("Anh Bảy"), staff.user, staff.office_id)
    assert not Case.objects.exists()


def test_a_group_s_people_are_carried_too_but_not_taken_from_anybody(staff: Staff, colleague: Staff) -> None:
    carried, free = case_of(colleague, 10).worker, WorkerFactory.create()
    stated = Stated("Tổ 4", 2, "Bình", "Phố Hiến", "0912000777", ["jobs"])
    record_group(stated, turn(), [carried, free, WalkIn("Chị Ba")], staff.user, staff.office_id)
    assert Case.objects.get(worker=free).counsellor == staff.user
    case = Case.objects.get(worker=carried)
    assert case.counsellor == colleague.user
    assert case.last_turn
    assert Case.objects.count() == 2


def test_one_person_has_one_open_case(staff: Staff, colleague: Staff) -> None:
    case = case_of(staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        case_of(colleague, worker=case.worker)


def test_a_hire_closes_the_case_and_its_undoing_opens_it_again(staff: Staff) -> None:
    case = case_of(staff)
    application = ApplicationFactory.create(worker=case.worker, vacancy__headcount=3)
    decision = decide(application, Answer(ApplicationState.HIRED, started_on=date(2026, 12, 1)), staff.user)
    case.refresh_from_db()
    assert case.ended == Ended.HIRED
    assert case.until
    undo(decision, staff.user)
    case.refresh_from_db()
    assert Case.objects.open().get() == case
    assert not case.ended


def test_an_undone_hire_does_not_take_the_person_from_somebody_else(staff: Staff, colleague: Staff) -> None:
    case = case_of(staff, 5)
    application = ApplicationFactory.create(worker=case.worker, vacancy__headcount=3)
    decision = decide(application, Answer(ApplicationState.HIRED, started_on=date(2026, 12, 1)), staff.user)
    case_of(colleague, worker=case.worker)
    undo(decision, staff.user)
    assert Case.objects.open().get().counsellor == colleague.user


def test_giving_up_the_search_or_the_consent_closes_it(
    staff: Staff, django_capture_on_commit_callbacks: OnCommit
) -> None:
    stopped, withdrew, agreed = (case_of(staff, 1) for _ in range(3))
    Worker.objects.filter(pk=stopped.worker_id).update(search=Search.NOT_LOOKING)
    for case in (withdrew, agreed):
        ConsentFactory.create(worker=case.worker, purpose=ConsentPurpose.SERVICE)
    ConsentFactory.create(worker=agreed.worker, purpose=ConsentPurpose.MATCHING)
    with django_capture_on_commit_callbacks(execute=True):
        announce(stopped.worker_id)
        withdraw(withdrew.worker, ConsentPurpose.SERVICE)
        withdraw(agreed.worker, ConsentPurpose.MATCHING)
    ended = {case.pk: case.ended for case in Case.objects.all()}
    assert ended == {stopped.pk: Ended.STOPPED, withdrew.pk: Ended.CONSENT, agreed.pk: ""}


def test_merging_leaves_one_open_case_and_undoing_brings_both_back(
    staff: Staff, colleague: Staff, django_capture_on_commit_callbacks: OnCommit
) -> None:
    kept, gone = case_of(staff, 20), case_of(colleague, 3)
    SessionFactory.create(worker=gone.worker, at=timezone.now() - timedelta(days=3))
    before = Case.objects.order_by("pk").values_list("pk", "worker", "counsellor", "until")
    was = list(before)
    with django_capture_on_commit_callbacks(execute=True):
        done = merge(kept.worker, gone.worker, [], staff.user, "Đã hỏi")
    case = Case.objects.open().get()
    assert (case.worker_id, case.counsellor) == (kept.worker_id, staff.user)
    assert case.last_turn, "the other record's turn counts as a contact"
    with django_capture_on_commit_callbacks(execute=True):
        undo_merge(done, staff.user)
    assert list(before.all()) == was


def test_erasing_somebody_ends_it_and_leaves_no_note(staff: Staff) -> None:
    case = case_of(staff, note="Chị Hoa cần gọi sớm")
    erase(case.worker)
    assert not Case.objects.exists()


def test_people_counselled_before_there_were_cases_get_whoever_spoke_to_them_last(staff: Staff) -> None:
    other = StaffFactory.create(office=staff.office)
    away = StaffFactory.create(office=staff.office, is_active=False)
    now = timezone.now()

    def met(by: Staff, days: int, **fields: Any) -> Worker:
        worker = WorkerFactory.create(office=staff.office, **fields)
        SessionFactory.create(worker=worker, counsellor=other.user, office=staff.office, at=now - timedelta(days=300))
        SessionFactory.create(worker=worker, counsellor=by.user, office=by.office, at=now - timedelta(days=days))
        return worker

    mine = met(staff, 9)
    met(away, 9)
    met(staff, 9, search=Search.NOT_LOOKING)
    hired = met(staff, 9)
    ApplicationFactory.create(worker=hired, state=ApplicationState.HIRED)
    closed = met(staff, 9)
    case_of(staff, 20, worker=closed, until=now, ended=Ended.LOST)
    old = WorkerFactory.create(office=staff.office)
    SessionFactory.create(worker=old, counsellor=staff.user, office=staff.office, at=now - timedelta(days=500))
    assert adopt() == 1
    case = Case.objects.open().get()
    assert (case.worker, case.counsellor, case.contact_at) == (mine, staff.user, now - timedelta(days=9))
    assert adopt() == 0

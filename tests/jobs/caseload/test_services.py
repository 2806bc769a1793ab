"""Taking, giving, sharing out, closing and undoing."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from jobs.caseload import services, telling
from jobs.caseload.balance import Source, loads, plan_sharing
from jobs.caseload.enums import Ended
from jobs.caseload.models import Case, Handover, WeekPlan
from jobs.caseload.services import Give, hand_over
from jobs.caseload.weekly import WEEK, monday_of, planned, quarter, set_plan
from portal.accounts.models import Staff
from portal.notices.models import Notice
from tests.factories import WorkerFactory
from tests.jobs.caseload.factories import case_of
from tests.workers.appointments.factories import AppointmentFactory
from tests.workers.factories import SessionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def told(staff: Staff) -> dict[str, int]:
    return {notice.kind: notice.payload["count"] for notice in Notice.objects.filter(recipient=staff.user)}


def test_a_case_given_goes_on_with_the_colleague_who_is_told_and_the_old_one_is_kept(
    staff: Staff, colleague: Staff
) -> None:
    old = case_of(staff, 40, next_on=TODAY)
    done = hand_over([Give(old.worker_id, staff.user_id, colleague)], staff.user, " Nhờ anh gọi ")
    new = Case.objects.open().get()
    assert (new.counsellor, new.began, new.note, new.previous) == (colleague.user, "given", "Nhờ anh gọi", old)
    assert (new.contact_at, new.next_on) == (old.contact_at, TODAY), "giving is no contact"
    old.refresh_from_db()
    assert (old.ended, old.ended_by, old.until) == (Ended.MOVED, staff.user, done and done.at)
    assert told(colleague) == {telling.HANDED: 1}
    assert told(staff) == {}


def test_the_same_form_twice_moves_once(staff: Staff, colleague: Staff) -> None:
    give = Give(case_of(staff).worker_id, staff.user_id, colleague)
    assert hand_over([give], staff.user)
    assert hand_over([give], staff.user) is None
    assert Case.objects.count() == 2
    assert Notice.objects.count() == 1


def test_a_case_that_moved_meanwhile_stays(staff: Staff, colleague: Staff, stranger: Staff) -> None:
    case = case_of(colleague)
    assert hand_over([Give(case.worker_id, staff.user_id, stranger)], staff.user) is None
    assert Case.objects.get() == case


def test_taking_somebody_from_a_colleague_tells_the_colleague(staff: Staff, colleague: Staff) -> None:
    case, free = case_of(colleague, 50), WorkerFactory.create()
    services.take({case.worker_id: colleague.user_id, free.pk: None}, staff)
    assert set(Case.objects.open().values_list("worker", "counsellor", "began")) == {
        (case.worker_id, staff.user_id, "taken"),
        (free.pk, staff.user_id, "taken"),
    }
    free.refresh_from_db()
    assert free.office == staff.office, "taken into the office's care"
    assert told(colleague) == {telling.AWAY: 1}
    assert told(staff) == {}


def test_undoing_gives_back_what_nobody_worked_on(staff: Staff, colleague: Staff, stranger: Staff) -> None:
    back, worked, free = case_of(staff, 9), case_of(staff, 9), WorkerFactory.create()
    gives = [Give(one, staff.user_id, stranger) for one in (back.worker_id, worked.worker_id)]
    done = hand_over([*gives, Give(free.pk, None, stranger)], staff.user)
    assert done
    back.worker.refresh_from_db()
    assert back.worker.office == stranger.office
    Case.objects.filter(worker=worked.worker_id, until=None).update(contact_at=timezone.now() + timedelta(minutes=1))
    assert services.undo(done) == 2
    assert set(Case.objects.open().values_list("worker", "counsellor")) == {
        (back.worker_id, staff.user_id),
        (worked.worker_id, stranger.user_id),
    }
    back.worker.refresh_from_db()
    assert back.worker.office == staff.office, "back in the care of the office it came from"
    assert Case.objects.open().get(worker=back.worker_id) == back
    assert told(stranger) == {telling.HANDED: 3, telling.UNDONE: 2}
    assert services.undo(done) == 0


def test_undoing_is_for_a_week(staff: Staff, colleague: Staff) -> None:
    done = hand_over([Give(case_of(staff).worker_id, staff.user_id, colleague)], staff.user)
    assert done
    Handover.objects.update(at=timezone.now() - services.UNDO_FOR - timedelta(hours=1))
    assert services.undo(done) == 0
    assert Case.objects.open().get().counsellor == colleague.user


def test_one_closes_one_s_own_only(staff: Staff, colleague: Staff) -> None:
    mine, theirs = case_of(staff), case_of(colleague)
    both = [mine.worker_id, theirs.worker_id]
    assert services.close(both, Ended.LOST, staff.user) == 1
    assert Case.objects.open().get() == theirs
    assert services.close(both, Ended.LOST, staff.user, any_holder=True) == 1
    assert services.close(both, Ended.LOST, staff.user, any_holder=True) == 0


def test_sharing_out_levels_the_loads(staff: Staff, colleague: Staff, leader: Staff) -> None:
    for quiet in range(9):
        case_of(staff, quiet * 10)
    case_of(colleague)
    sharing = plan_sharing(Source(staff.office_id, staff.user_id), [staff, colleague])
    assert [(one.now, one.more, one.after) for one in sharing.shares] == [(0, 5, 5), (1, 4, 5)]
    assert Case.objects.count() == 10, "a preview changes nothing"
    done = hand_over(sharing.gives, leader.user)
    assert done
    assert done.cases_moved == 4
    held = Counter(Case.objects.open().values_list("counsellor", flat=True))
    assert held == {staff.user_id: 5, colleague.user_id: 5}
    again = plan_sharing(Source(staff.office_id, staff.user_id), [staff, colleague])
    assert again.seal != sharing.seal


def test_those_quiet_only_or_nobody_s_are_shared_out(staff: Staff, colleague: Staff) -> None:
    quiet = case_of(staff, 40)
    case_of(staff, 2)
    sharing = plan_sharing(Source(staff.office_id, staff.user_id, 30), [colleague])
    assert [give.worker_id for give in sharing.gives] == [quiet.worker_id]
    free = WorkerFactory.create(office=staff.office)
    sharing = plan_sharing(Source(staff.office_id, None), [colleague])
    assert [give.worker_id for give in sharing.gives] == [free.pk]


def test_loads_count_what_each_carries(staff: Staff, colleague: Staff, stranger: Staff) -> None:
    gone = Staff.objects.create(user=stranger.user.__class__.objects.create(email="x@example.test"),
                                office=staff.office, role="counsellor", is_active=False)  # fmt: skip
    today = timezone.localdate()
    first = case_of(staff, 40, next_on=today - timedelta(days=1))
    case_of(staff, 0, next_on=today)
    case_of(gone)
    case_of(stranger)
    AppointmentFactory.create(worker=first.worker, office=staff.office)
    AppointmentFactory.create(office=staff.office)
    for _ in range(2):
        SessionFactory.create(counsellor=staff.user, office=staff.office, worker=first.worker)
    rows, average = loads(staff.office_id, [staff, colleague], 30, today)
    mine = next(row for row in rows if row.user == staff.user)
    assert (mine.open, mine.quiet, mine.overdue, mine.turns, mine.people, mine.appointments) == (2, 1, 1, 2, 1, 1)
    assert [row.user for row in rows if not row.is_here] == [gone.user]
    assert len(rows) == 3
    assert average.open == 2, "of those who carry or counsel somebody"


def test_a_plan_holds_until_the_next_and_one_week_can_be_an_exception(staff: Staff, leader: Staff) -> None:
    monday, key = monday_of(TODAY), staff.user_id
    weeks = [monday + WEEK * n for n in range(4)]
    assert set_plan(staff.office, weeks[0], {key: 20}, leader.user) == 1
    assert set_plan(staff.office, weeks[0], {key: 20}, leader.user) == 0, "the same again changes nothing"
    set_plan(staff.office, weeks[2], {key: 5, None: 7}, leader.user, only_this_week=True)
    made = planned(staff.office_id, weeks)
    assert [made.get((key, week)) for week in weeks] == [20, 20, 5, 20]
    assert [made.get((None, week)) for week in weeks] == [20, 20, 7, 20], "the office plans what its people do"
    set_plan(staff.office, weeks[3], {key: None}, leader.user)
    assert (key, weeks[3]) not in planned(staff.office_id, weeks)
    assert WeekPlan.objects.count() == 5


def test_thirteen_weeks_of_turns_beside_the_plan(staff: Staff, colleague: Staff) -> None:
    monday = monday_of(TODAY)
    set_plan(staff.office, monday - WEEK, {staff.user_id: 4}, staff.user)
    late_sunday = datetime(2026, 11, 22, 23, 30, tzinfo=timezone.get_default_timezone())
    worker = WorkerFactory.create()
    for at in (late_sunday, late_sunday, late_sunday + timedelta(hours=1)):
        SessionFactory.create(counsellor=staff.user, office=staff.office, worker=worker, at=at)
    SessionFactory.create(counsellor=colleague.user, office=staff.office, at=late_sunday)
    SessionFactory.create(counsellor=staff.user, at=late_sunday)
    found = quarter(staff.office_id, TODAY, [staff.user, colleague.user])
    assert len(found.weeks) == 13
    before, now = found.weeks[-2:]
    assert (before.planned, before.turns, before.people, before.percent) == (4, 3, 2, 75)
    assert (now.planned, now.turns, now.people, now.is_current) == (4, 1, 1, True)
    assert [(one.planned, one.turns) for one in found.paces] == [(8, 3), (None, 1)]
    mine = quarter(staff.office_id, TODAY, [staff.user, colleague.user], staff.user)
    assert (mine.weeks[-2].turns, mine.weeks[-2].planned) == (2, 4)

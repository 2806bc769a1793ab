"""Interview times: offered, chosen, moved, cancelled, remembered; the last seat goes to one only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from employers.models import Employer
from jobs.answers import services as answers
from jobs.answers import tasks as answer_tasks
from jobs.answers.enums import RefusalReason
from jobs.answers.models import Decision
from jobs.answers.services import Answer
from jobs.enums import ApplicationState
from jobs.interviews import services, tasks
from jobs.interviews.enums import InterviewState
from jobs.interviews.models import Interview, Slot
from jobs.interviews.services import Times
from jobs.models import Application, Vacancy
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from portal.accounts.models import User
from portal.notices.models import Notice
from tests.factories import EmployerMemberFactory, UserFactory, VacancyFactory, WorkerFactory
from tests.jobs.people import sewing_work, signed_in, tailor

pytestmark = pytest.mark.django_db
_S = InterviewState


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def vacancy(member: User) -> Vacancy:
    return sewing_work(employer=Employer.objects.get(members__user=member))


def applied(vacancy: Vacancy, **fields: Any) -> Application:
    worker = tailor(**fields)
    return applications.apply(worker, vacancy, Step(worker.user))


def tomorrow(hour: int = 8, minute: int = 0, days: int = 1) -> datetime:
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def offered(application: Application, *starts: datetime, **more: Any) -> Interview:
    times = Times(starts or [tomorrow()], place="Cổng số 2", **more)
    return services.offer(application.vacancy, [application], times, None)[0]


def past(interview: Interview) -> None:
    begun = timezone.now() - timedelta(hours=2)
    assert interview.slot_id, "a time has been chosen"
    Slot.objects.filter(pk=interview.slot_id).update(starts_at=begun, ends_at=begun + timedelta(minutes=30))
    Interview.objects.filter(pk=interview.pk).update(starts_at=begun, ends_at=begun + timedelta(minutes=30))


def test_offering_moves_the_application_and_is_logged(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    interview = services.offer(vacancy, [one], Times([tomorrow(8), tomorrow(9)]), member)[0]
    one.refresh_from_db()
    assert (one.state, interview.slots.count()) == (ApplicationState.INTERVIEW, 2)
    assert interview.events.get().after == _S.OFFERED
    assert Notice.objects.get(kind="interview-offered").recipient == one.worker.user
    again = services.offer(vacancy, [one], Times([tomorrow(9), tomorrow(8)]), member)[0]
    assert (again.pk, Slot.objects.count(), interview.events.count()) == (interview.pk, 2, 1)


def test_choosing_takes_a_seat_and_changing_gives_it_back(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    interview = offered(one, tomorrow(8), tomorrow(9))
    first, second = interview.slots.order_by("starts_at")
    for slot in (first, first, second):
        services.choose(interview, slot, one.worker.user)
    assert list(Slot.objects.order_by("starts_at").values_list("taken", flat=True)) == [0, 1]
    interview.refresh_from_db()
    assert (interview.state, interview.slot) == (_S.BOOKED, second)
    assert [event.after for event in interview.events.all()] == ["offered", "booked", "booked"]
    assert Notice.objects.filter(kind="interview-chosen", recipient=member).count() == 2


def test_a_full_past_or_foreign_time_is_refused(vacancy: Vacancy) -> None:
    rivals = [applied(vacancy), applied(vacancy)]
    interviews = services.offer(vacancy, rivals, Times([tomorrow()]), None)
    slot = Slot.objects.get()
    services.choose(interviews[0], slot, None)
    with pytest.raises(NotPossible, match="hết chỗ"):
        services.choose(interviews[1], slot, None)
    other = offered(applied(sewing_work()), tomorrow(10))
    with pytest.raises(NotPossible):
        services.choose(interviews[1], other.slots.get(), None)
    Slot.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(NotPossible):
        services.choose(other, other.slots.get(), None)
    with pytest.raises(NotPossible, match="phía trước"):
        offered(rivals[1], timezone.now() - timedelta(minutes=1))


def test_nobody_is_in_two_places_at_once(vacancy: Vacancy) -> None:
    worker = tailor()
    here = applications.apply(worker, vacancy, Step(worker.user))
    there = applications.apply(worker, sewing_work(), Step(worker.user))
    first, second = offered(here, tomorrow(8), minutes=60), offered(there, tomorrow(8, 30), tomorrow(9), minutes=30)
    services.choose(first, first.slots.get(), None)
    clash, free = second.slots.order_by("starts_at")
    with pytest.raises(NotPossible, match="trùng"):
        services.choose(second, clash, None)
    services.choose(second, free, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(pk=second.pk).update(starts_at=clash.starts_at, ends_at=clash.ends_at)


def test_moving_asks_anew_and_an_old_tab_moves_nothing(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    interview = offered(one)
    slot = services.choose(interview, interview.slots.get(), None).slot
    assert slot
    with pytest.raises(NotPossible):
        services.move_slot(slot, tomorrow(10), member, "", 0)
    services.move_slot(slot, tomorrow(10), member, "Chuyền trưởng bận", 0)
    with pytest.raises(NotPossible, match="chỗ khác"):
        services.move_slot(slot, tomorrow(11), member, "Bận", 0)
    interview.refresh_from_db()
    slot.refresh_from_db()
    assert (interview.state, interview.slot, slot.taken, slot.starts_at) == (_S.OFFERED, None, 0, tomorrow(10))
    assert "Chuyền trưởng bận" in Notice.objects.get(kind="interview-moved").message.title


def test_cancelling_a_time_tells_those_left_without_one(vacancy: Vacancy, member: User) -> None:
    booked, lone = applied(vacancy), applied(vacancy)
    with_two, with_one = offered(booked, tomorrow(8), tomorrow(9), capacity=2), offered(lone, tomorrow(8), capacity=2)
    slot = with_one.slots.get()
    services.choose(with_two, slot, None)
    services.cancel_slot(slot, member, "Mất điện")
    with_two.refresh_from_db()
    with_one.refresh_from_db()
    assert (with_two.state, with_two.slot, with_one.state) == (_S.OFFERED, None, _S.CANCELLED)
    assert Notice.objects.filter(kind="interview-ended").count() == 2


def test_no_time_fits_with_a_word_and_then_another_offer(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    interview = offered(one)
    with pytest.raises(NotPossible):
        services.none_fits(interview, one.worker.user, " ")
    services.none_fits(interview, one.worker.user, "Sau 17 giờ")
    assert "Sau 17 giờ" in Notice.objects.get(kind="interview-none-fits", recipient=member).message.title
    assert "Sau 17 giờ" in signed_in(member).get(reverse("interviews:slots", args=[vacancy.public_id])).content.decode()
    assert offered(one, tomorrow(17)).pk != interview.pk


def test_who_came_is_marked_after_the_time_and_can_be_put_right(vacancy: Vacancy, member: User) -> None:
    interview = offered(applied(vacancy))
    services.choose(interview, interview.slots.get(), None)
    interview.refresh_from_db()
    with pytest.raises(NotPossible, match="Chưa tới giờ"):
        services.record(interview, came=False, actor=member)
    past(interview)
    for came in (False, True, True):
        services.record(interview, came=came, actor=member)
    assert [event.after for event in interview.events.all()] == ["offered", "booked", "no_show", "held"]


def test_ending_the_application_frees_the_seat(vacancy: Vacancy, member: User) -> None:
    gone, refused = applied(vacancy), applied(vacancy)
    interviews = services.offer(vacancy, [gone, refused], Times([tomorrow()], capacity=2), member)
    for interview in interviews:
        services.choose(interview, Slot.objects.get(), None)
    applications.withdraw(gone, Step(gone.worker.user))
    answers.decide(refused, Answer(ApplicationState.NOT_HIRED, RefusalReason.FILLED), member)
    assert Slot.objects.get().taken == 1
    Decision.objects.update(at=timezone.now() - timedelta(minutes=11))
    answer_tasks.settle_decisions()
    assert Slot.objects.get().taken == 0
    assert set(Interview.objects.values_list("state", flat=True)) == {_S.CANCELLED}


def test_both_are_reminded_once_the_day_before(vacancy: Vacancy, member: User) -> None:
    near, far = applied(vacancy), applied(vacancy)
    for one, days in ((near, 1), (far, 3)):
        interview = offered(one, tomorrow(9, days=days))
        services.choose(interview, interview.slots.get(), None)
    assert tasks.remind() == 1
    assert tasks.remind() == 0
    told = Notice.objects.filter(kind="interview-tomorrow").values_list("recipient", flat=True)
    assert set(told) == {near.worker.user_id, member.pk}


def test_the_calendar_file_is_in_utc_and_for_the_two_only(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    interview = offered(one, tomorrow(8))
    address = reverse("interviews:calendar", args=[interview.public_id])
    assert signed_in(member).get(address).status_code == 404
    services.choose(interview, interview.slots.get(), None)
    text = signed_in(one.worker.user).get(address).content.decode()
    assert f"DTSTART:{tomorrow(8):%Y%m%d}T010000Z\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert signed_in(member).get(address).status_code == 200
    for stranger in (EmployerMemberFactory.create().user, tailor(phone="0912000088").user):
        assert signed_in(stranger).get(address).status_code == 404


def test_pages_offer_choose_and_record(vacancy: Vacancy, member: User) -> None:
    one, other = applied(vacancy, full_name="Vũ Thị Lan"), applied(vacancy)
    employer, person = signed_in(member), signed_in(one.worker.user)
    offer = reverse("interviews:offer", args=[vacancy.public_id])
    assert f'value="{one.worker.public_id}" id="id_people_0"' in employer.get(offer).content.decode()
    data = {"people": [one.worker.public_id], "time_1": f"{tomorrow(8):%Y-%m-%dT%H:%M}", "minutes": 30, "capacity": 1}
    assert "Hãy cho biết gặp ở đâu" in employer.post(offer, data | {"way": "onsite"}).content.decode()
    assert (
        employer.post(offer, data | {"way": "phone", "people": [other.worker.public_id, "22222222aaaa"]}).status_code
        == 200
    )
    assert not Interview.objects.exists()
    for _ in range(2):
        employer.post(offer, data | {"way": "onsite", "place": "Cổng số 2"})
    interview = Interview.objects.get()
    page = reverse("seeking:application", args=[one.public_id])
    assert "08:00" in person.get(page).content.decode()
    choose = reverse("interviews:choose", args=[interview.public_id])
    for slot in ("", "22222222aaaa", interview.slots.get().public_id):
        person.post(choose, {"slot": slot})
    interview.refresh_from_db()
    assert interview.state == _S.BOOKED
    assert "Thêm vào lịch điện thoại" in person.get(page).content.decode()
    assert "Cổng số 2" in person.get(reverse("seeking:home")).content.decode()
    assert "Vũ Thị Lan" in employer.get(reverse("hiring:home")).content.decode()
    stranger = signed_in(tailor(phone="0912000077").user)
    assert (
        stranger.post(reverse("interviews:none_fits", args=[interview.public_id]), {"reason": "x"}).status_code == 404
    )


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_goes_to_one_only(vacancy: Vacancy) -> None:
    rivals = [applied(vacancy, phone=f"091200020{n}") for n in range(5)]
    interviews = services.offer(vacancy, rivals, Times([tomorrow()], capacity=2), None)
    slot = Slot.objects.get()

    def press(interview: Interview) -> bool:
        try:
            services.choose(interview, slot, None)
        except NotPossible:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(press, interviews)) == 2
    assert Slot.objects.get().taken == 2 == Interview.objects.filter(state=_S.BOOKED).count()


class Overlaps(TestCase):
    """Whatever is offered: booked times of a person never overlap; one that overlaps nothing is never refused."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
    @given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([15, 30, 45, 120])), min_size=2, max_size=6))
    def test_slots(self, asked: list[tuple[int, int]]) -> None:
        worker, vacancy = WorkerFactory.create(user=UserFactory.create()), VacancyFactory.create()
        base = tomorrow(6)
        held: list[tuple[datetime, datetime]] = []
        for quarter, minutes in asked:
            start = base + timedelta(minutes=15 * quarter)
            end = start + timedelta(minutes=minutes)
            one = Application.objects.create(
                worker=worker, vacancy=VacancyFactory.create(employer=vacancy.employer), origin="worker", state="viewed"
            )
            interview = offered(one, start, minutes=minutes)
            clashes = any(start < e and s < end for s, e in held)
            try:
                services.choose(interview, interview.slots.get(), None)
            except NotPossible:
                assert clashes
            else:
                assert not clashes
                held.append((start, end))

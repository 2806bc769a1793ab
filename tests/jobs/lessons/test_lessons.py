""" "Not for me, because": what is accepted keeps such vacancies out of a real run, and can be taken back."""

from typing import Any

import pytest
from django.urls import reverse

from jobs.enums import DismissReason
from jobs.lessons import services
from jobs.lessons.models import Lesson
from jobs.lessons.offers import Offer, offers
from jobs.matching.models import Match
from jobs.models import Dismissal, Vacancy
from jobs.services import NotPossible
from portal.codes import places
from portal.codes.models import Commune, Occupation
from tests.factories import EmployerMemberFactory, VacancyFactory, VacancyPlaceFactory
from tests.jobs.people import here, match_everybody, sewing_work, signed_in, tailor
from workers.models import BlockedEmployer, WantedOccupation, WantedPlace, Worker

pytestmark = pytest.mark.django_db
R = DismissReason


def near(least: float, most: float) -> Commune:
    """A commune of the province so many kilometres from the tailor's home."""
    for commune in Commune.objects.filter(valid_to=None, province__code="33").order_by("code"):
        if least <= places.distance_km(here().pk, commune.pk) <= most:
            return commune
    raise AssertionError("no commune so far away")


def far_work(commune: Commune, **fields: Any) -> Vacancy:
    vacancy: Vacancy = VacancyFactory.create(occupation=Occupation.objects.get(code="7531"), **fields)
    VacancyPlaceFactory.create(vacancy=vacancy, commune=commune)
    return vacancy


def proposed(worker: Worker) -> set[int]:
    """Vacancies of the person's list after a whole run."""
    match_everybody()
    return set(Match.objects.for_worker(worker).values_list("vacancy", flat=True))


def the_offer(worker: Worker, vacancy: Vacancy, reason: DismissReason, key: str) -> Offer:
    (made,) = [one for one in offers(worker, vacancy, reason) if one.key == key]
    return made


def accept(worker: Worker, vacancy: Vacancy, reason: DismissReason, key: str) -> Lesson:
    made = the_offer(worker, vacancy, reason, key)
    return services.accept(worker, worker.version, vacancy, reason, made)


CASES: list[tuple[DismissReason, str, dict[str, Any], dict[str, Any]]] = [
    # reason, offer, what the refused vacancy and one like it have, what one that must stay has
    (R.PAY, "luong", {"pay_max": 8_000_000}, {"pay_max": 12_000_000}),
    (R.HOURS, "ca", {"needs_shifts": True}, {"needs_shifts": False}),
    (R.HOURS, "cong-tac", {"needs_travel": True}, {"needs_travel": None}),
    (R.HOURS, "biet-phai", {"needs_secondment": True}, {"needs_secondment": False}),
    (R.CONDITIONS, "nang", {"lifting": 2}, {"lifting": 1}),
    (R.CONDITIONS, "dung", {"standing": 2}, {"standing": 0}),
    (R.CONDITIONS, "nhin", {"sight": 1}, {"sight": 0}),
]


@pytest.mark.parametrize(("reason", "key", "bad", "good"), CASES)
def test_what_is_accepted_keeps_such_vacancies_out_of_the_next_run(
    reason: DismissReason, key: str, bad: dict[str, Any], good: dict[str, Any]
) -> None:
    worker = tailor()
    refused, alike, other = sewing_work(**bad), sewing_work(**bad), sewing_work(**good)
    assert proposed(worker) == {refused.pk, alike.pk, other.pk}
    lesson = accept(worker, refused, reason, key)
    assert proposed(worker) == {other.pk}, "the one alike as well, without having been refused"
    services.undo(lesson)
    assert proposed(worker) == {refused.pk, alike.pk, other.pk}


def test_working_time_is_offered_where_nothing_was_said() -> None:
    worker = tailor()
    worker.wish.working_times = []
    worker.wish.save()
    part, full = sewing_work(working_time="part"), sewing_work(working_time="full")
    assert proposed(worker) == {part.pk, full.pk}
    accept(worker, part, R.HOURS, "thoi-gian")
    assert proposed(worker) == {full.pk}


def test_an_employer_is_blocked_with_all_it_posts() -> None:
    worker, employer = tailor(), EmployerMemberFactory.create().employer
    refused, alike, other = sewing_work(employer=employer), sewing_work(employer=employer), sewing_work()
    made = offers(worker, refused, R.EMPLOYER, [refused, alike, other])
    assert [(one.key, one.others) for one in made] == [("don-vi", 1)]
    lesson = accept(worker, refused, R.EMPLOYER, "don-vi")
    assert proposed(worker) == {other.pk}
    services.undo(lesson)
    assert not BlockedEmployer.objects.exists()
    assert proposed(worker) == {refused.pk, alike.pk, other.pk}


def test_a_nearer_circle_leaves_out_what_is_too_far() -> None:
    worker = tailor()
    WantedPlace.objects.filter(worker=worker).update(radius_km=30)
    away = near(11, 24)
    refused, other = far_work(away), sewing_work()
    assert proposed(worker) == {refused.pk, other.pk}
    accept(worker, refused, R.FAR, "xa")
    assert WantedPlace.objects.get().radius_km in {10, 15, 20}
    assert proposed(worker) == {other.pk}


def test_a_whole_province_becomes_a_circle_around_the_home() -> None:
    worker = tailor()
    WantedPlace.objects.filter(worker=worker).update(commune=None, radius_km=None, province=here().province)
    refused, other = far_work(near(11, 24)), sewing_work()
    assert proposed(worker) == {refused.pk, other.pk}
    lesson = accept(worker, refused, R.FAR, "xa")
    assert proposed(worker) == {other.pk}
    services.undo(lesson)
    assert WantedPlace.objects.get().province == here().province


def test_a_dormitory_far_away_asks_not_to_live_away() -> None:
    worker = tailor()
    worker.wish.accepts_move = True
    worker.wish.save()
    refused, other = far_work(near(20, 60), dormitory=True), sewing_work()
    assert proposed(worker) == {refused.pk, other.pk}
    accept(worker, refused, R.FAR, "xa")
    assert proposed(worker) == {other.pk}


def test_the_work_not_wanted_is_taken_from_the_wishes_and_nothing_more() -> None:
    worker = tailor()
    guard = Occupation.objects.get(code="5401")
    WantedOccupation.objects.create(worker=worker, rank=2, title="Bảo vệ", occupation=guard)
    refused = VacancyFactory.create(occupation=guard)
    VacancyPlaceFactory.create(vacancy=refused, commune=here())
    other = sewing_work()
    assert proposed(worker) == {refused.pk, other.pk}
    lesson = accept(worker, refused, R.WORK, "viec")
    assert [one.title for one in worker.wanted_occupations.all()] == ["May"]
    assert proposed(worker) == {other.pk}
    services.undo(lesson)
    assert [(one.rank, one.title) for one in worker.wanted_occupations.all()] == [(1, "May"), (2, "Bảo vệ")]


def test_nothing_is_offered_that_would_not_keep_it_away() -> None:
    worker = tailor()
    assert offers(worker, sewing_work(pay_max=None), R.PAY) == [], "no ceiling, so no least pay excludes it"
    assert offers(worker, sewing_work(), R.HOURS) == [], "no shifts, no travel"
    assert offers(worker, sewing_work(), R.WORK) == [], "the only work wanted is not taken away"
    assert offers(worker, sewing_work(), R.FAR) == [], "at home"
    for reason in (R.OTHER, R.HIDDEN):
        assert offers(worker, sewing_work(needs_shifts=True), reason) == []


def test_a_trial_leaves_no_trace() -> None:
    worker, vacancy = tailor(), sewing_work(needs_shifts=True, pay_max=8_000_000)
    before = Worker.objects.filter(pk=worker.pk).values().get(), worker.wish.__dict__.copy()
    offers(worker, vacancy, R.PAY, [sewing_work()])
    fresh = Worker.objects.get(pk=worker.pk)
    assert fresh.wish.pay_min == 6_000_000
    assert Worker.objects.filter(pk=worker.pk).values().get() == before[0]


def test_a_wish_changed_since_is_not_put_back() -> None:
    worker, vacancy = tailor(), sewing_work(pay_max=8_000_000)
    lesson = accept(worker, vacancy, R.PAY, "luong")
    worker.wish.refresh_from_db()
    worker.wish.pay_min = 10_000_000
    worker.wish.save()
    with pytest.raises(NotPossible):
        services.undo(lesson)
    worker.wish.refresh_from_db()
    assert worker.wish.pay_min == 10_000_000


def test_by_its_pages_one_tap_changes_the_wish_once_and_one_takes_it_back() -> None:
    worker, vacancy = tailor(), sewing_work(needs_shifts=True)
    alike = sewing_work(needs_shifts=True)
    match_everybody()
    client = signed_in(worker.user)
    put_aside = client.post(reverse("seeking:dismiss", args=[vacancy.public_id]), {"reason": "hours"})
    address = reverse("seeking:offer", args=[vacancy.public_id])
    assert put_aside["Location"] == address
    page = client.get(address).content.decode()
    assert "Tôi không làm ca." in page
    assert "Bớt thêm 1 việc" in page
    data = {"offer": "ca", "version": worker.version}
    for _ in range(2):
        assert client.post(address, data)["Location"] == reverse("seeking:matches")
    lesson = Lesson.objects.get()
    assert Worker.objects.get(pk=worker.pk).wish.can_shifts is False
    aside = client.get(reverse("seeking:aside")).content.decode()
    assert "Tôi không làm ca." in aside
    for _ in range(2):
        client.post(reverse("seeking:undo", args=[lesson.public_id]))
    assert Worker.objects.get(pk=worker.pk).wish.can_shifts is None
    assert "Hoàn tác" not in client.get(reverse("seeking:aside")).content.decode()
    assert proposed(worker) == {alike.pk}, "the one put aside stays aside"


def test_an_old_version_changes_nothing() -> None:
    worker, vacancy = tailor(), sewing_work(needs_shifts=True)
    client = signed_in(worker.user)
    client.post(reverse("seeking:dismiss", args=[vacancy.public_id]), {"reason": "hours"})
    address = reverse("seeking:offer", args=[vacancy.public_id])
    for version in ("99", "x", ""):
        assert client.post(address, {"offer": "ca", "version": version})["Location"] == address
    assert not Lesson.objects.exists()
    assert Worker.objects.get(pk=worker.pk).wish.can_shifts is None


def test_somebody_else_s_lesson_and_dismissal_are_not_there() -> None:
    worker, vacancy = tailor(), sewing_work(needs_shifts=True)
    lesson = accept(worker, vacancy, R.HOURS, "ca")
    Dismissal.objects.create(worker=worker, vacancy=vacancy, reason=R.HOURS)
    stranger = signed_in(tailor(phone="0912000010").user)
    assert stranger.post(reverse("seeking:undo", args=[lesson.public_id])).status_code == 404
    assert stranger.get(reverse("seeking:offer", args=[vacancy.public_id])).status_code == 404
    assert Lesson.objects.get().undone_at is None

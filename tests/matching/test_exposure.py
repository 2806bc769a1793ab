"""Whom the lists leave out, and what staff read of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from jobs.matching import fairness, news, reading
from jobs.matching.models import MatchRun, WithoutSuggestion
from portal.accounts.actor import Actor
from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff
from portal.codes.models import Occupation
from tests.factories import OfficeFactory, StaffFactory, VacancyFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.matching.small_province import SmallProvince
from tests.matching.test_runs import a_run
from workers.models import Worker

pytestmark = pytest.mark.django_db


def run() -> MatchRun:
    match_everybody()
    made = MatchRun.objects.published().get()
    news.announce(made.pk)
    return MatchRun.objects.get(pk=made.pk)


def counts(run: MatchRun, **kinds: list[tuple[str, int, int]]) -> dict[str, list[fairness.Group]]:
    run.figures["impact"] = {
        kind: [{"group": name, "people": people, "listed": listed} for name, people, listed in rows]
        for kind, rows in kinds.items()
    }
    return {kind.code: kind.groups for kind in fairness.impact(run)}


def test_the_four_fifths_line() -> None:
    groups = counts(
        MatchRun(), sex=[("male", 100, 50), ("female", 100, 40)], age=[("15–24", 200, 79), ("25–34", 50, 25)]
    )
    assert [(group.ratio, group.needs_a_look) for group in groups["sex"]] == [(100, False), (80, False)]
    # 79.0 % is below, and is never rounded up to the line.
    assert [(group.ratio, group.needs_a_look) for group in groups["age"]] == [(79, True), (100, False)]
    just_below = counts(MatchRun(), sex=[("male", 1000, 1000), ("female", 1000, 799)])["sex"][1]
    assert (just_below.ratio, just_below.needs_a_look) == (79, True)


def test_a_small_group_is_neither_judged_nor_a_measure() -> None:
    few = fairness.SMALL - 1
    groups = counts(MatchRun(), age=[("25–34", 100, 50), ("60+", few, few), ("15–24", few, 0)])["age"]
    assert [(group.ratio, group.needs_a_look) for group in groups] == [(100, False), (None, False), (None, False)]


def test_nobody_listed_anywhere_divides_nothing_by_zero() -> None:
    assert [group.ratio for group in counts(MatchRun(), sex=[("male", 40, 0), ("female", 40, 0)])["sex"]] == [
        None,
        None,
    ]


def far_away(**fields: Any) -> Worker:
    """Somebody for whose occupation there is no work."""
    worker = tailor(**fields)
    worker.wanted_occupations.update(occupation=Occupation.objects.get(code="2211"))
    return worker


def test_since_when_a_list_is_empty_is_kept_from_run_to_run() -> None:
    lonely, listed, _vacancy = far_away(), tailor(phone="0912000010"), sewing_work()
    run()
    assert [row.worker for row in WithoutSuggestion.objects.all()] == [lonely]
    assert not WithoutSuggestion.objects.filter(worker=listed).exists()
    long_ago = timezone.localdate() - timedelta(days=40)
    WithoutSuggestion.objects.update(since=long_ago)
    run()
    assert WithoutSuggestion.objects.get().since == long_ago
    lonely.wanted_occupations.update(occupation=Occupation.objects.get(code="7531"))
    run()
    assert not WithoutSuggestion.objects.exists()


def staff_of(office: Any, role: StaffRole) -> Staff:
    made: Staff = StaffFactory.create(office=office, role=role)
    return made


def test_counsellors_see_their_offices_people_managers_everybody() -> None:
    here, there = OfficeFactory.create(), OfficeFactory.create()
    mine, theirs = far_away(office=here), far_away(office=there, phone="0912000010")
    sewing_work()
    run()
    for role, expected in ((StaffRole.COUNSELLOR, [mine]), (StaffRole.MANAGER, [mine, theirs])):
        rows = fairness.people_without(Actor(staff_of(here, role).user))
        assert [row.worker for row in rows] == expected


def test_thirty_days_are_long() -> None:
    far_away()
    run()
    rows = fairness.people_without(Actor(staff_of(OfficeFactory.create(), StaffRole.MANAGER).user))
    today = timezone.localdate()
    for days, expected in ((29, 0), (30, 1)):
        WithoutSuggestion.objects.update(since=today - timedelta(days=days))
        assert fairness.long_without(rows, today).count() == expected


def test_somebody_who_left_is_not_called() -> None:
    worker = far_away()
    run()
    Worker.objects.filter(pk=worker.pk).update(search="not_looking")
    assert not fairness.people_without(Actor(staff_of(OfficeFactory.create(), StaffRole.MANAGER).user)).exists()


def test_vacancies_nobody_is_shown_say_what_stops_most_people() -> None:
    tailor(general_education=2, qualification=1)
    tailor(phone="0912000010", general_education=2, qualification=1)
    shown, hard = sewing_work(), sewing_work(qualification_min=5)
    VacancyFactory.create(occupation=Occupation.objects.get(code="2211"), employer=shown.employer)
    made = run()
    lone = list(fairness.unshown())
    assert shown not in lone
    assert hard in lone
    assert len(lone) == 2
    said = {vacancy.pk: fairness.why_unshown(vacancy, made) for vacancy in lone}
    assert [(str(one.label), one.people) for one in said[hard.pk] or []] == [("Trình độ chuyên môn kỹ thuật", 2)]
    assert [employer.pk for employer in fairness.employers_without()] == [hard.employer.pk]
    assert fairness.why_unshown(sewing_work(), made) is None


def test_employers_without_candidates_name_their_openings_and_seats() -> None:
    tailor()
    served, alone = sewing_work(), sewing_work(qualification_min=5, headcount=7)
    sewing_work(qualification_min=5, headcount=3, employer=alone.employer)
    sewing_work(qualification_min=5, employer=served.employer)
    Worker.objects.update(qualification=1)
    run()
    found = Employer.objects.get(pk=alone.employer.pk)
    assert [(one, vars(one)["openings"], vars(one)["seats"]) for one in fairness.employers_without()] == [
        (found, 2, 10)
    ]


@pytest.mark.parametrize("name", ["fairness", "people_without", "unshown", "employers_without"])
@pytest.mark.parametrize("matched", [True, False])
def test_staff_read_all_of_it_before_and_after_the_first_run(name: str, matched: bool) -> None:
    worker = far_away()
    vacancy = sewing_work()
    if matched:
        run()
    page = signed_in(staff_of(OfficeFactory.create(), StaffRole.MANAGER).user).get(reverse(f"matching:{name}"))
    assert page.status_code == 200
    text = page.content.decode()
    told = {"people_without": worker.full_name, "unshown": vacancy.title, "employers_without": str(vacancy.employer)}
    if name == "people_without":
        assert (told[name] in text) is matched
    elif name in told:
        assert told[name] in text


def test_pages_stay_within_their_queries(django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        far_away(phone=f"09120001{n:02d}")
    sewing_work()
    run()
    client = signed_in(staff_of(OfficeFactory.create(), StaffRole.MANAGER).user)
    for name in ("fairness", "people_without", "unshown", "employers_without"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"matching:{name}"))


def test_two_runs_stand_side_by_side() -> None:
    SmallProvince(91, 20, 20)
    first = a_run()
    tailor()
    second = a_run()
    by_label = {str(row.label): row for row in reading.rows(second, first)}
    row = by_label["Người lao động được xét"]
    assert (row.one, row.other, row.difference, row.is_better) == ("21", "20", "+1", None)
    page = signed_in(staff_of(OfficeFactory.create(), StaffRole.COUNSELLOR).user).get(
        reverse("matching:comparison"), {"mot": second.pk, "hai": first.pk}
    )
    assert "+1" in page.content.decode()
    odd = signed_in(StaffFactory.create().user).get(reverse("matching:comparison"), {"mot": "x", "hai": "999999"})
    assert odd.status_code == 200


def test_a_figure_a_run_does_not_have_is_left_out() -> None:
    run = MatchRun(figures={"workers": 5})
    assert [str(row.label) for row in reading.rows(run)] == ["Người lao động được xét"]
    assert reading.rows(run, MatchRun(figures={"workers": 5}))[0].difference == ""

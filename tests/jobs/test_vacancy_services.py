from datetime import date, timedelta

import pytest
from django.utils import timezone

from employers.enums import Verification
from jobs.enums import VACANCY_TRANSITIONS, CloseReason, VacancyState
from jobs.models import Vacancy, VacancySkill, VacancyTransition
from jobs.services import NotPossible, vacancies
from jobs.services.pay import too_low
from jobs.signals import vacancy_changed
from portal.accounts.models import User
from portal.codes.enums import PayUnit
from portal.codes.models import Benefit, MinimumWage, Skill
from tests.factories import CommuneFactory, UserFactory, VacancyFactory, VacancyPlaceFactory

DAY = date(2026, 3, 2)


@pytest.fixture
def actor(db: None) -> User:
    return UserFactory.create()


@pytest.fixture
def wages(db: None) -> None:
    MinimumWage.objects.all().delete()
    for zone, monthly, hourly in ((2, 4_730_000, 22_700), (4, 3_700_000, 17_800)):
        MinimumWage.objects.create(
            zone=zone, valid_from=date(2026, 1, 1), monthly=monthly, hourly=hourly, source="Nghị định 293/2025/NĐ-CP"
        )


def vacancy_in(state: VacancyState) -> Vacancy:
    closed = {"closed_at": timezone.now(), "close_reason": CloseReason.CANCELLED}
    vacancy: Vacancy = VacancyFactory.create(state=state, **(closed if state == VacancyState.CLOSED else {}))
    VacancyPlaceFactory.create(vacancy=vacancy)
    return vacancy


CHANGES = {
    VacancyState.SUBMITTED: vacancies.submit,
    VacancyState.PUBLISHED: vacancies.publish,
    VacancyState.RETURNED: lambda v, a: vacancies.send_back(v, a, "Ghi rõ ca làm."),
    VacancyState.PAUSED: vacancies.pause,
    VacancyState.CLOSED: lambda v, a: vacancies.close(v, a, CloseReason.FILLED_ELSEWHERE),
}


@pytest.mark.parametrize("before", list(VacancyState))
@pytest.mark.parametrize("after", list(CHANGES))
def test_only_the_table_s_changes_happen(actor: User, before: VacancyState, after: VacancyState) -> None:
    vacancy = vacancy_in(before)
    if before == after:
        CHANGES[after](vacancy, actor)
        assert not VacancyTransition.objects.exists()
    elif after in VACANCY_TRANSITIONS[before]:
        assert CHANGES[after](vacancy, actor).state == after
        line = VacancyTransition.objects.get()
        assert (line.before, line.after, line.actor) == (before, after, actor)
    else:
        with pytest.raises(NotPossible):
            CHANGES[after](vacancy, actor)
        vacancy.refresh_from_db()
        assert vacancy.state == before
        assert not VacancyTransition.objects.exists()


def test_publishing_is_told_after_commit(actor: User, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    vacancy, told = vacancy_in(VacancyState.SUBMITTED), []

    def hear(**news: object) -> None:
        told.append(news["vacancy_id"])

    vacancy_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            vacancies.publish(vacancy, actor)
            assert told == []
        assert len(callbacks) == 1
        callbacks[0]()
    finally:
        vacancy_changed.disconnect(hear)
    assert told == [vacancy.pk]


def test_an_unverified_employer_s_vacancy_is_not_published(actor: User) -> None:
    vacancy = vacancy_in(VacancyState.SUBMITTED)
    vacancy.employer.verification = Verification.PENDING
    vacancy.employer.save()
    with pytest.raises(NotPossible, match="xác minh"):
        vacancies.publish(vacancy, actor)


def test_resuming_keeps_the_first_day_of_publishing(actor: User) -> None:
    vacancy = vacancy_in(VacancyState.PUBLISHED)
    first = vacancy.published_at
    vacancies.pause(vacancy, actor)
    assert vacancies.publish(vacancy, actor).published_at == first


@pytest.mark.parametrize("missing", ["place", "deadline", "pay"])
def test_what_readers_need_is_asked_for(actor: User, missing: str) -> None:
    vacancy = vacancy_in(VacancyState.DRAFT)
    if missing == "place":
        vacancy.places.all().delete()
    elif missing == "deadline":
        vacancy.deadline = timezone.localdate() - timedelta(days=1)
    else:
        vacancy.pay_min = vacancy.pay_max = None
    vacancy.save()
    with pytest.raises(NotPossible):
        vacancies.submit(vacancy, actor)


def test_sending_back_needs_a_reason(actor: User) -> None:
    with pytest.raises(NotPossible):
        vacancies.send_back(vacancy_in(VacancyState.SUBMITTED), actor, "  ")


def test_a_copy_is_a_fresh_draft_with_the_same_demands(actor: User) -> None:
    vacancy = vacancy_in(VacancyState.PUBLISHED)
    vacancy.filled = 4
    vacancy.save()
    vacancy.benefits.add(Benefit.objects.create(code="bus", name="Xe đưa đón"))
    VacancySkill.objects.create(vacancy=vacancy, skill=Skill.objects.create(code="k1", name="May máy một kim"))
    copy = vacancies.duplicate(vacancy, actor)
    assert copy.public_id != vacancy.public_id
    assert (copy.state, copy.filled, copy.deadline, copy.published_at) == (VacancyState.DRAFT, 0, None, None)
    assert [b.code for b in copy.benefits.all()] == ["bus"]
    assert [s.skill.code for s in copy.skills.all()] == ["k1"]
    assert copy.places.get().commune == vacancy.places.get().commune
    assert vacancy.skills.count() == 1


@pytest.mark.parametrize(
    ("zone", "lowest", "unit", "working_time", "refused"),
    [
        (2, 4_730_000, "month", "full", False),
        (2, 4_729_999, "month", "full", True),
        (4, 4_729_999, "month", "full", False),
        (2, 22_699, "hour", "part", True),
        (2, 22_700, "hour", "part", False),
        (2, 181_923, "day", "full", False),
        (2, 181_922, "day", "full", True),
        (2, 2_000_000, "month", "part", False),
        (2, None, "month", "full", False),
        (None, 1_000_000, "month", "full", False),
        (1, 1_000_000, "month", "full", False),
    ],
)
def test_pay_below_the_zone_s_minimum_is_refused(
    wages: None, zone: int | None, lowest: int | None, unit: str, working_time: str, refused: bool
) -> None:
    commune = CommuneFactory.create(name="Phường Trần Lãm", wage_zone=zone)
    said = too_low(lowest, PayUnit(unit), working_time, [commune], DAY)
    assert bool(said) == refused
    if refused:
        assert "Nghị định 293/2025/NĐ-CP" in said
        assert "Phường Trần Lãm" in said


def test_low_pay_cannot_be_submitted(actor: User, wages: None) -> None:
    vacancy = vacancy_in(VacancyState.DRAFT)
    vacancy.pay_min = vacancy.pay_max = 3_000_000
    vacancy.save()
    with pytest.raises(NotPossible, match="293/2025"):
        vacancies.submit(vacancy, actor)

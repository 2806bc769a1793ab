"""An employer's own figures against cases counted by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.enums import MemberRole, Verification
from employers.models import EmployerMember
from jobs.enums import ApplicationState
from jobs.hiring import figures
from jobs.models import Application, ApplicationTransition
from tests.factories import EmployerMemberFactory, VacancyFactory
from tests.jobs.factories import ApplicationFactory
from tests.jobs.people import signed_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def owner() -> EmployerMember:
    made: EmployerMember = EmployerMemberFactory.create(role=MemberRole.OWNER)
    return made


def applied(vacancy: Any, came: datetime, *steps: tuple[str, int]) -> Application:
    """An application that came then and went through ``steps``: (state, days later)."""
    state = steps[-1][0] if steps else "submitted"
    one: Application = ApplicationFactory.create(
        vacancy=vacancy, state=state, created_at=came, changed_at=came, reply_by=(came + timedelta(days=7)).date()
    )
    for after, days in (("submitted", 0), *steps):
        ApplicationTransition.objects.create(application=one, before="", after=after, at=came + timedelta(days=days))
    return one


def test_the_figures_are_what_one_counts_by_hand(owner: EmployerMember) -> None:
    employer = owner.employer
    start = NOW - timedelta(days=40)
    first = VacancyFactory.create(employer=employer, published_at=start, headcount=5)
    second = VacancyFactory.create(employer=employer, published_at=start, headcount=3)
    VacancyFactory.create(employer=employer, published_at=start, headcount=2)
    earlier = VacancyFactory.create(employer=employer, published_at=NOW - timedelta(days=120), headcount=9)
    applied(first, start + timedelta(days=2), ("interview", 3), ("hired", 8))
    applied(first, start + timedelta(days=5), ("not_hired", 10))
    applied(second, start + timedelta(days=6))
    applied(second, start + timedelta(days=8), ("withdrawn", 1))
    applied(earlier, NOW - timedelta(days=110), ("hired", 4))
    applied(VacancyFactory.create(), start)
    now, before = figures.periods(90, timezone.localdate())
    found = figures.figures(figures.read(employer, before.first, timezone.localdate()), now, before)
    assert {key: (one.value, one.before) for key, one in found.items()} == {
        "tin": (3, 1),
        "cho": (10, 9),
        "tuyen": (1, 1),
        "ung-vien-dau": (4.0, 10.0),
        "den-tuyen": (10.0, 14.0),
        # In time: the interview on day 3. Late: the no on day 10. Never: the one nobody answered.
        "tra-loi": (33, 100),
    }
    assert found["tra-loi"].rows == 3
    funnel = figures.funnel(figures.read(employer, before.first, timezone.localdate()), now)
    assert dict(funnel) == {
        ApplicationState.SUBMITTED: 1, ApplicationState.HIRED: 1, ApplicationState.NOT_HIRED: 1,
        ApplicationState.WITHDRAWN: 1,
    }  # fmt: skip


def test_without_data_the_page_says_why(owner: EmployerMember) -> None:
    page = signed_in(owner.user).get(reverse("hiring:figures", args=[owner.employer.public_id])).content.decode()
    assert "Chưa có tin nào được đăng trong kỳ." in page
    assert "Chưa hồ sơ nào tới hẹn trả lời trong kỳ." in page


def test_every_figure_opens_to_as_many_rows_within_its_queries(
    owner: EmployerMember, django_assert_max_num_queries: Any
) -> None:
    vacancy = VacancyFactory.create(employer=owner.employer, published_at=NOW - timedelta(days=20), headcount=5)
    for n in range(3):
        applied(vacancy, NOW - timedelta(days=18), ("hired", n + 1))
    client = signed_in(owner.user)
    address = reverse("hiring:figures", args=[owner.employer.public_id])
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    for key, rows in (("tin", 1), ("tuyen", 3), ("tra-loi", 3), ("hired", 3)):
        link = reverse("hiring:figure_rows", args=[owner.employer.public_id, key])
        assert link in page
        with django_assert_max_num_queries(12):
            assert client.get(link, {"ky": "90"}).content.decode().count('scope="row"') == rows


@pytest.mark.parametrize("verification", [Verification.PENDING, Verification.SUSPENDED])
def test_people_are_not_named_to_whom_the_centre_does_not_know(
    owner: EmployerMember, verification: Verification
) -> None:
    vacancy = VacancyFactory.create(employer=owner.employer, published_at=NOW - timedelta(days=20))
    one = applied(vacancy, NOW - timedelta(days=10), ("not_hired", 1))
    client = signed_in(owner.user)
    link = reverse("hiring:figure_rows", args=[owner.employer.public_id, "not_hired"])
    assert one.worker.full_name in client.get(link).content.decode()
    owner.employer.verification = verification
    owner.employer.save()
    page = client.get(link).content.decode()
    assert one.worker.full_name not in page
    assert one.worker.public_id not in page


def test_nonsense_in_the_address_is_nothing_or_the_usual(owner: EmployerMember) -> None:
    client = signed_in(owner.user)
    for asked in ("", "7", "-1", "x", "9" * 400):
        assert client.get(reverse("hiring:figures", args=[owner.employer.public_id]), {"ky": asked}).status_code == 200
    assert client.get(reverse("hiring:figure_rows", args=[owner.employer.public_id, "xyz"])).status_code == 404

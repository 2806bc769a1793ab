"""Following up in a real browser: axe on both widths, and an employer answering on a phone without scripts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.models import Placement, PlacementCheck
from jobs.outcomes.links import token_of
from jobs.outcomes.services import Heard, note_call
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementFactory, ReferralFactory
from tests.jobs.people import signed_in
from workers.insurance.dates import months_after
from workers.insurance.services import Decision, open_period

OpenPage = Callable[..., Page]
PATHS = [
    "/ban-tu-van/theo-doi/",
    "/ban-tu-van/theo-doi/viec/{call}/",
    "/ban-tu-van/theo-doi/khac-tin/",
    "/ban-tu-van/theo-doi/giay/",
    "/ban-tu-van/theo-doi/giay/{letter}/",
    "/ban-tu-van/theo-doi/mau-04/",
    "/ban-tu-van/tro-cap/?xem=tat-ca",
    "/ban-tu-van/tro-cap/nguoi/{person}/",
    "/ban-tu-van/tro-cap/thong-bao/{notice}/",
    "/xn/{token}/",
]


class Followed(NamedTuple):
    address: str
    session: str
    names: dict[str, str]


@pytest.fixture(scope="module")
def followed(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Followed]:
    with django_db_blocker.unblock():
        staff, today = StaffFactory.create(), timezone.localdate()
        worker = WorkerFactory.create(office=staff.office, full_name="Đỗ Thị Mai", phone="0912000177")
        letters = [
            ReferralFactory.create(
                application=ApplicationFactory.create(worker=worker, origin="referral", vacancy__headcount=3),
                office=staff.office,
                issued_by=staff.user,
                issued_on=today,
            )
            for _ in range(2)
        ]
        begun = months_after(today, -1) - timedelta(days=2)
        waiting, reached = (
            PlacementFactory.create(application__worker__office=staff.office, started_on=begun) for _ in range(2)
        )
        working = PlacementCheck.Outcome.WORKING
        note_call(reached, 1, Heard(uuid4(), working, monthly_pay=6_000_000, is_insured=False), staff.user)
        period = open_period(worker, Decision("15/QĐ-SNV", begun, 4), staff.office, staff.user)
        names = {
            "call": waiting.public_id,
            "letter": letters[0].public_id,
            "person": worker.public_id,
            "notice": period.notices.get(month=1).public_id,
            "token": token_of(letters[0]),
            "other_token": token_of(letters[1]),
        }
        yield Followed(portal.address, str(signed_in(staff.user).session.session_key), names)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_serious_faults(followed: Followed, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width, language=language)
    page.context.add_cookies([{"name": "sessionid", "value": followed.session, "url": followed.address}])
    page.context.add_cookies([{"name": "django_language", "value": language, "url": followed.address}])
    faults = []
    for path in PATHS:
        answer = page.goto(followed.address + path.format(**followed.names))
        assert answer
        assert answer.status == 200, path
        faults += serious_faults(page)
    assert faults == []


def test_an_employer_answers_on_a_phone_without_scripts(
    followed: Followed, open_page: OpenPage, django_db_blocker: DjangoDbBlocker
) -> None:
    page = open_page(width=320, scripts=False)
    page.goto(f"{followed.address}/xn/{followed.names['other_token']}/")
    page.get_by_label("Đã nhận vào làm").check()
    page.get_by_label("Ngày bắt đầu làm việc").fill(f"{timezone.localdate()}")
    page.get_by_role("button", name="Gửi kết quả").click()
    expect(page.get_by_text("Cảm ơn, trung tâm đã có kết quả")).to_be_visible()
    with django_db_blocker.unblock():
        assert Placement.objects.filter(application__worker__full_name="Đỗ Thị Mai").count() == 1

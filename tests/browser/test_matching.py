"""Runs, policy, fairness and notices in a real browser: axe, a policy tried and saved, with and without scripts."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.matching import news, runs, trials
from jobs.matching.enums import RunOrigin
from jobs.matching.models import MatchPolicy, MatchRun
from portal.accounts.enums import StaffRole
from portal.notices.services import unsubscribe_token
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor

OpenPage = Callable[..., Page]


class Centre(NamedTuple):
    address: str
    sessions: dict[str, str]
    token: str
    trial: str

    def enter(self, page: Page, who: str, language: str = "vi") -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.sessions[who], "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])


@pytest.fixture(scope="module")
def centre(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Centre]:
    with django_db_blocker.unblock():
        news_bar, news.GOOD_POINTS = news.GOOD_POINTS, 300
        worker, vacancy = tailor(), sewing_work(title="Công nhân may áo jacket")
        sewing_work(title="Trưởng phòng kỹ thuật", qualification_min=5)
        for _ in range(2):
            match_everybody()
            news.announce(MatchRun.objects.published().get().pk)
        news.GOOD_POINTS = news_bar
        failed, _made = runs.start(RunOrigin.NIGHT)
        runs.fail(failed.pk, "shard 3: 8 attempts without an end")
        people = {role.value: StaffFactory.create(role=role).user for role in StaffRole}
        assert worker.user
        people |= {"worker": worker.user, "member": vacancy.employer.members.get().user}
        sessions = {who: str(signed_in(user).session.session_key) for who, user in people.items()}
        weights = {**MatchPolicy.current().weights(), "occupation": 300, "place": 200}
        trial = trials.start(MatchRun.objects.published().get(), weights, None)
        trials.work_out(trial.pk)
        yield Centre(portal.address, sessions, unsubscribe_token(worker.user), trial.public_id)


PAGES = [
    ("manager", "/ghep-noi/cac-dot/"),
    ("manager", "/ghep-noi/cac-dot/{run}/"),
    ("manager", "/ghep-noi/cac-dot/{failed}/"),
    ("counsellor", "/ghep-noi/cac-dot/so-sanh/"),
    ("administrator", "/ghep-noi/chinh-sach/"),
    ("administrator", "/ghep-noi/chinh-sach/thu/{trial}/"),
    ("manager", "/ghep-noi/chinh-sach/thu/{trial}/"),
    ("counsellor", "/ghep-noi/cong-bang/"),
    ("manager", "/ghep-noi/cong-bang/nguoi/"),
    ("manager", "/ghep-noi/cong-bang/tin/"),
    ("manager", "/ghep-noi/cong-bang/doanh-nghiep/"),
    ("worker", "/thong-bao/"),
    ("member", "/thong-bao/"),
    ("worker", "/thong-bao/cai-dat/"),
    ("worker", "/thong-bao/thoi-nhan/{token}/"),
]


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_nothing_serious_for_axe(centre: Centre, open_page: OpenPage, who: str, address: str) -> None:
    found = MatchRun.objects.values_list("state", "pk")
    keys = {"run": dict(found)["published"], "failed": dict(found)["failed"], "token": centre.token}
    faults = []
    for width, language in zip((*WIDTHS, 320), ("vi", "vi", "en"), strict=True):
        page = open_page(width=width, language=language)
        centre.enter(page, who, language)
        page.goto(centre.address + address.format(**keys, trial=centre.trial))
        expect(page.locator("h1")).to_have_count(1)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False])
def test_an_administrator_tries_weights_and_saves_them(centre: Centre, open_page: OpenPage, scripts: bool) -> None:
    before = MatchPolicy.current()
    page = open_page(scripts=scripts)
    centre.enter(page, "administrator")
    page.goto(f"{centre.address}/ghep-noi/chinh-sach/")
    page.get_by_label("Nơi làm việc").fill(str(before.place + 100))
    if scripts:
        expect(page.get_by_text("thừa 100")).to_be_visible()
    page.get_by_role("button", name="Xem trước ảnh hưởng").click()
    expect(page.get_by_role("alert")).to_contain_text("thừa 100")
    page.get_by_label("Mức lương").fill(str(before.pay - 100 if before.pay >= 100 else 0))
    page.get_by_label("Nghề").fill(str(before.occupation - (0 if before.pay >= 100 else 100 - before.pay)))
    page.get_by_role("button", name="Xem trước ảnh hưởng").click()
    expect(page.get_by_role("heading", name="Trước và sau")).to_be_visible()
    page.get_by_label("Lý do thay đổi").fill("Người lao động muốn việc gần nhà hơn.")
    page.get_by_role("button", name="Lưu, dùng từ đợt sau").click()
    expect(page.get_by_text(f"Đã lưu phiên bản {before.version + 1}")).to_be_visible()
    assert MatchPolicy.current().place == before.place + 100


def test_the_mark_in_the_header_goes_when_notices_are_read(centre: Centre, open_page: OpenPage) -> None:
    from portal.notices.models import Notice

    Notice.objects.update(seen_at=None)
    page = open_page(width=320)
    centre.enter(page, "worker")
    page.goto(f"{centre.address}/cua-toi/")
    page.get_by_role("link", name="Thông báo: 1 chưa xem").click()
    expect(page.get_by_role("heading", name="việc mới hợp với anh chị")).to_be_visible()
    page.goto(f"{centre.address}/cua-toi/")
    expect(page.get_by_role("link", name="Thông báo", exact=True)).to_be_visible()


def test_the_daily_email_ends_without_a_sign_in_or_scripts(centre: Centre, open_page: OpenPage) -> None:
    page = open_page(scripts=False)
    page.goto(f"{centre.address}/thong-bao/thoi-nhan/{centre.token}/")
    page.get_by_role("button", name="Thôi nhận thư").click()
    expect(page.get_by_role("heading", name="Đã thôi gửi thư tóm tắt")).to_be_visible()
    page.get_by_role("button", name="Tôi bấm nhầm").click()
    expect(page.get_by_role("button", name="Thôi nhận thư")).to_be_visible()

"""Saved vacancies on a phone without a line, and gone with whoever signs out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Vacancy
from tests.browser.conftest import Portal, serious_faults
from tests.browser.test_phone import ready, until
from tests.factories import PASSWORD, UserFactory, WorkerFactory
from workers.models import Worker

Favourite = pytest.importorskip("jobs.saved.models").Favourite
OpenPage = Callable[..., Page]


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "caches.has('kept').then((has) => has ? caches.open('kept').then((c) => c.keys())"
        ".then((keys) => keys.map((one) => new URL(one.url).pathname)) : [])"
    )
    return sorted(found)


def worker_who_saved(vacancy: str) -> Worker:
    user = UserFactory.create()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]  # allauth's relation
    worker: Worker = WorkerFactory.create(user=user, full_name="Trần Thị Bí Mật")
    Favourite.objects.create(worker=worker, vacancy=Vacancy.objects.get(public_id=vacancy))
    return worker


def sign_in(page: Page, portal: Portal, worker: Worker) -> None:
    page.goto(f"{portal.address}/tai-khoan/login/")
    page.locator("form:not([action*=ngon-ngu]) input[name=login]:visible").fill(str(worker.user and worker.user.email))
    page.locator("input[name=password]:visible").fill(PASSWORD)
    page.locator("input[name=password]:visible").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def test_saved_vacancies_are_read_without_a_line_and_gone_with_the_person(portal: Portal, open_page: OpenPage) -> None:
    page = open_page(width=320)
    worker = worker_who_saved(portal.vacancy)
    page.goto(portal.address)
    ready(page)
    sign_in(page, portal, worker)
    address = f"/viec-lam/{portal.vacancy}/"
    page.goto(portal.address)
    until(page, "caches.open('kept').then((c) => c.keys()).then((keys) => keys.length === 2)")
    whole = page.evaluate("(a) => caches.open('kept').then((c) => c.match(a)).then((r) => r.text())", address)
    assert "Bí Mật" not in whole, "what is kept is the page as any visitor gets it"
    page.context.set_offline(True)
    page.goto(f"{portal.address}/cua-toi/")
    link = page.locator("#kept a")
    expect(link).to_have_count(1)
    assert serious_faults(page) == []
    link.click()
    title = Vacancy.objects.get(public_id=portal.vacancy).title
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
    page.context.set_offline(False)
    page.goto(portal.address)
    page.locator("form[action*=logout]").first.evaluate("(form) => form.requestSubmit()")
    page.wait_for_load_state("networkidle")
    assert kept(page) == []
    page.context.set_offline(True)
    try:
        page.goto(f"{portal.address}{address}")
        assert "Máy đang không có mạng" in page.inner_text("h1")
    except Exception as trouble:  # The worker itself went with the person: then nothing answers.
        assert "ERR_INTERNET_DISCONNECTED" in str(trouble)  # noqa: PT017


def test_an_unsaved_vacancy_is_let_go(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    worker = worker_who_saved(portal.vacancy)
    page.goto(portal.address)
    ready(page)
    sign_in(page, portal, worker)
    page.goto(f"{portal.address}/viec-lam/?q=may")
    until(page, "caches.open('kept').then((c) => c.keys()).then((keys) => keys.length === 2)")
    Favourite.objects.filter(worker=worker).delete()
    page.goto(f"{portal.address}/viec-lam/")
    until(page, "caches.open('kept').then((c) => c.keys()).then((keys) => keys.length === 1)")

"""A real Chromium against the running portal: system browser, live server, axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import override_settings
from django.test.testcases import LiveServerThread
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.plugin import DjangoDbBlocker

from jobs.models import Vacancy
from portal.codes.models import Commune
from portal.standalone import assets
from tests.factories import OfficeFactory, VacancyPlaceFactory
from workers.outreach.enums import EventKind
from workers.outreach.models import OutreachEvent

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (320, 1280)
SERIOUS = {"serious", "critical"}

# Playwright keeps an event loop in this thread for the rest of the run; Django would take every query for one
# from asynchronous code. Tests are not.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (Debian: apt install chromium)"))


@pytest.fixture(scope="session")
def base_url() -> str:
    """Instead of pytest-base-url's own, whose way of being declared is going out of pytest."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, quiet and alone."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session", autouse=True)
def built_assets() -> None:
    """Pages are looked at as they are: with the style sheet and fonts."""
    list(assets.build())


class Portal(NamedTuple):
    """The running portal; ``vacancy`` and ``employer`` are public identifiers of something to look at."""

    address: str
    vacancy: str
    employer: str


@pytest.fixture(scope="module")
def portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Portal]:
    """The portal in demonstration mode with a few vacancies, for one module of tests.

    pytest-django's own live server empties every table, the official lists too; here only what was made goes.
    """
    with django_db_blocker.unblock(), override_settings(DEMO=True, ALLOWED_HOSTS=["127.0.0.1"]):
        server = LiveServerThread("127.0.0.1", static_handler=StaticFilesHandler, connections_override={})
        server.daemon = True
        server.start()
        server.is_ready.wait()
        try:
            if server.error:
                raise server.error
            shown = _made()
            yield Portal(f"http://127.0.0.1:{server.port}", shown.public_id, shown.employer.public_id)
        finally:
            server.terminate()
            wipe()


def _made() -> Vacancy:
    places = Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[:24]
    made = [
        VacancyPlaceFactory.create(
            commune=place,
            vacancy__title="Công nhân may" if n % 2 else f"Lái xe nâng {n}",
            vacancy__description="Việc nhẹ\n- Có xe đưa đón\n- Ăn trưa",
            vacancy__headcount=n + 1,
        ).vacancy
        for n, place in enumerate(places)
    ]
    event = OutreachEvent(
        kind=EventKind.JOB_FAIR,
        title="Phiên giao dịch việc làm",
        audiences=["workers"],
        starts_at=timezone.now() + timedelta(days=3),
        ends_at=timezone.now() + timedelta(days=3, hours=4),
        office=OfficeFactory.create(),
        commune=places[0],
        venue="Nhà văn hóa",
    )
    event.save()
    return made[0]


def wipe() -> None:
    """Empty every table but the official lists and Django's own records of them."""
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with connection.cursor() as cursor:
        tables = [
            t for t in connection.introspection.table_names(cursor) if t not in kept and not t.startswith("codes_")
        ]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


@pytest.fixture
def open_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """``open_page(width=1280, language="vi", scripts=True)`` → a page that fails the test on any script error."""
    contexts = []
    troubles: list[str] = []

    def opened(*, width: int = 1280, language: str = "vi", scripts: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            **{
                **browser_context_args,
                "viewport": {"width": width, "height": 700},
                "locale": "vi-VN" if language == "vi" else "en-GB",
                "java_script_enabled": scripts,
                "color_scheme": "dark" if dark else "light",
                "reduced_motion": "reduce",
            }
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda line: troubles.append(f"{page.url}: {line.text}") if line.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def serious_faults(page: Page) -> list[str]:
    """What axe calls serious or critical on the page, and whether it scrolls sideways."""
    found = Axe().run(page).response["violations"]
    faults = [
        f"{page.url} {fault['id']}: {node['html'][:160]} – {node['failureSummary'][:200]}"
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"][:4]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*faults, f"{page.url} scrolls {wide} px sideways"] if wide > 0 else faults

"""Pictures of the portal for docs/tour.md, taken from the running one: ``python -m tests.browser.tour ADDRESS``.

It needs a portal with its demonstration data (``make run``), signs in as the demonstration people and looks only:
nothing is sent but a search, a what-if and the sign-in forms. ``--only NAME`` takes one picture anew.
"""

import argparse
import io
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

FOLDER = Path("docs/images/tour")
PASSWORD = "cau-viec-demo"
LOGINS = {
    "worker": "0912000001",
    "employer": "tuyendung@demo.example",
    "counsellor": "tuvan@demo.example",
    "manager": "lanhdao@demo.example",
}
WIDE, TALL, PHONE = (1280, 860), (1280, 1180), (360, 740)
QUALITY, MOST_BYTES = 80, 150_000
VACANCY = re.compile("/viec-lam/[0-9a-z]{12}/")


class Stop(NamedTuple):
    """One picture: who looks, at what address, how large; ``then`` goes on from there."""

    name: str
    role: str
    address: str
    size: tuple[int, int] = WIDE
    then: Callable[[Page], object] | None = None


def click(selector: str) -> Callable[[Page], object]:
    def then(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return then


def scroll(selector: str) -> Callable[[Page], object]:
    """Bring the first match to the top of the window, a finger's breadth below its edge."""

    def then(page: Page) -> None:
        box = page.locator(selector).first.evaluate("e => e.getBoundingClientRect().top + window.scrollY")
        page.evaluate("y => window.scrollTo(0, y)", max(0, box - 24))

    return then


def both(*steps: Callable[[Page], object]) -> Callable[[Page], object]:
    def then(page: Page) -> None:
        for step in steps:
            step(page)

    return then


FIRST, OWN = "main article a.stretch", "main a.chip[href$='?ai=applied']"
SLOTS = both(click("main a[href*='/nguoi/']"), click("main a[href*='/phong-van/tin/']"))
YEAR = both(click("main a[href$='/so-lieu/']"), click("main a[href='?ky=365']"))
STOPS = [
    Stop("home", "", "/"),
    Stop("search", "", "/viec-lam/?q=may&noi=kien+xuong&xem=ban-do", TALL),
    Stop("vacancy", "", "/viec-lam/?q=may", PHONE, click(FIRST)),
    Stop("saved", "worker", "/viec-da-luu/", PHONE),
    Stop("register", "", "/ho-so/dang-ky/", PHONE),
    Stop("my-page", "worker", "/cua-toi/"),
    Stop("matches", "worker", "/cua-toi/viec-hop/", WIDE),
    Stop("lesson", "worker", "/cua-toi/da-gac/", PHONE),
    Stop("application", "worker", "/cua-toi/ho-so/", PHONE, click("main a.stretch")),
    Stop("cv", "worker", "/ho-so/cv/"),
    Stop("employer-home", "employer", "/tuyen-dung/"),
    Stop("posting", "employer", "/tuyen-dung/dang-tin/"),
    Stop("candidates", "employer", "/tuyen-dung/", WIDE, click(OWN)),
    Stop("interviews", "employer", "/tuyen-dung/", WIDE, SLOTS),
    Stop("figures", "employer", "/tuyen-dung/", WIDE, YEAR),
    Stop("verification", "manager", "/tuyen-dung/xac-minh/"),
    Stop("check", "counsellor", "/tuyen-dung/duyet/", WIDE, click("main a[href*='/xem/']")),
    Stop("flags", "counsellor", "/ban-tu-van/tin-bi-bao/"),
    Stop("events", "", "/su-kien/", PHONE),
    Stop("abroad", "", "/di-lam-nuoc-ngoai/", WIDE, both(click(FIRST), scroll("main h2 >> nth=1"))),
    Stop("market", "", "/so-lieu/thi-truong/"),
    Stop("my-data", "worker", "/ho-so/du-lieu/", PHONE),
    # Those of the README, in the folder above.
    Stop("../home", "", "/"),
    Stop("../search", "", "/viec-lam/?q=cong+nhan+may"),
    Stop("../vacancy", "", "/viec-lam/?q=may", WIDE, click(FIRST)),
    Stop("../matches", "worker", "/cua-toi/viec-hop/"),
    Stop("../candidates", "employer", "/tuyen-dung/", WIDE, both(click(OWN), click("main a[href*='ai=matched']"))),
    Stop("../counselling", "counsellor", "/ban-tu-van/nguoi/?q=tran+thi+huong", WIDE, click("main a.stretch")),
]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address", help="of the running portal, such as http://127.0.0.1:8000")
    asked.add_argument("--only", nargs="*", default=[], metavar="NAME")
    asked.add_argument("--folder", type=Path, default=FOLDER)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        for stop in STOPS:
            if given.only and stop.name not in given.only:
                continue
            try:
                _keep(given.folder / f"{stop.name}.jpg", _taken(browser, given.address.rstrip("/"), stop))
            except Error as error:
                print(f"{stop.name}: {error.message.splitlines()[0]}", file=sys.stderr)
        if not given.only or "share" in given.only:
            _keep(given.folder / "share.jpg", _share_picture(browser, given.address.rstrip("/")))


@contextmanager
def _browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


_STATES: dict[str, str] = {}


def _page(browser: Browser, address: str, role: str, size: tuple[int, int]) -> Page:
    """A page of that size, signed in as ``role`` (once for all pictures)."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        device_scale_factor=2 if size == PHONE else 1,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    if role and role not in _STATES:
        page.goto(f"{address}/tai-khoan/login/")
        page.locator("#id_login").fill(LOGINS[role])
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        _STATES[role] = next(c["value"] for c in context.cookies() if c["name"] == "sessionid")
    elif role:
        context.add_cookies([{"name": "sessionid", "value": _STATES[role], "url": address}])
    return page


def _taken(browser: Browser, address: str, stop: Stop) -> bytes:
    page = _page(browser, address, stop.role, stop.size)
    page.goto(address + stop.address, wait_until="networkidle")
    if stop.then:
        stop.then(page)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    taken = page.screenshot()
    page.context.close()
    return taken


def _share_picture(browser: Browser, address: str) -> bytes:
    """What a messenger shows when somebody sends a vacancy on."""
    page = _page(browser, address, "", WIDE)
    page.goto(f"{address}/viec-lam/?q=may")
    click(FIRST)(page)
    picture = page.locator("meta[property='og:image']").get_attribute("content") or ""
    taken = page.request.get(address + re.sub("^https?://[^/]+", "", picture)).body()
    page.context.close()
    return taken


def _keep(path: Path, taken: bytes) -> None:
    """As JPEG of at most 150 kB."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    for quality in range(QUALITY, 30, -5):
        picture.save(path, "JPEG", quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= MOST_BYTES:
            break
    print(f"{path} {picture.width}×{picture.height} {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

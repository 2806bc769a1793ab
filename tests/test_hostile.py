"""Hostile addresses and fields at every page, as every role: refused or shown again, never an error of ours."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.api.views import PublicThrottle
from tests.access import scene as scenes
from tests.access.rows import Row
from tests.access.scene import ROLES, Scene
from tests.access.table import TABLE

VALUES = [
    "%00 %ff ' \" \\ %s {} {{7*7}} {% x %}",
    "</script><script>alert(1)</script>",
    "Nguye\u0302\u0303n \u202e\u200f\ufeff\u2028💥👩\u200d👩",
    "²²²²",
    "٣٤٥٦",
    "-1",
    "2147483648",
    "9" * 5_000,
    "NaN",
    "1e309",
    "0001-01-01",
    "9999-12-31",
    "00000000-0000-0000-0000-000000000000",
    "//evil.example/",
    "../../../etc/passwd",
    "x" * 8_000,
    "\r\nSet-Cookie: a=b",
    "on",
    "",
]
"""Each is a text that some page may take for something else."""

NAMES = [
    "q", "noi", "km", "nghe", "luong", "kn", "gio", "dang", "sx", "page", "nam", "ky", "tu", "den", "ai", "tim",
    "vacancy", "viec", "da-ghi", "of", "dn", "next", "code", "reason", "sheet", "sort", "limit", "offset", "language",
]  # fmt: skip
"""Parameters that pages read from the address; each page gets all of them."""

RAW = [
    "q=a%00b",
    "%ff%fe=%c0%80&q=%ff%fe&page=%ff",
    "&&=&=1&q&page[]=1&q[]=2&next=on",
    "q=" + "%C3%A1" * 3_400,
    "&".join(f"{name}=99999999999999999999" for name in NAMES),
    "&".join(f"{name}=%2F%2F" for name in NAMES),
]
"""Query strings that are no good text, no good syntax, or too long."""

ROUNDS = 2
ONE_OF_MANY = frozenset(ROLES) - {"other_worker", "other_member", "newcomer"}
"""Roles that may see something of their own; of pages for everybody the visitor's and the job seeker's will do."""


class Forms(HTMLParser):
    """The forms of a page that post: where each leads, and its fields with the values it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            if given.get("method", "").lower() == "post":
                self.found.append((given.get("action", ""), self._fields))
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if chosen or given["name"] not in self._fields:
                self._fields[given["name"]] = given.get("value", "") if chosen else ""


@pytest.fixture
def scene(db: None) -> Scene:
    return scenes.build()


def trouble(client: Client, method: str, address: str, data: dict[str, str] | None = None) -> list[str]:
    """The server error the request made, if any. Whatever it changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address, data or {})
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    error = getattr(response, "exc_info", None)
    if response.status_code < 500 and not error:
        return []
    return [f"{method} {address[:200]} {str(data)[:300]}: {response.status_code} {error and error[1]!r}"]


def hostile(names: list[str], turn: int) -> dict[str, str]:
    """Another value for each name, other ones at each turn."""
    return {name: VALUES[(turn * 5 + at) % len(VALUES)] for at, name in enumerate(names)}


def addresses(address: str, turn: int) -> Iterator[str]:
    for number in range(ROUNDS):
        # The longest texts together would be longer than a server takes.
        query = {name: value[:400] for name, value in hostile(NAMES, turn + number).items()}
        yield f"{address}?{urlencode(query)}"
    for raw in RAW:
        yield f"{address}?{raw}"


def posts(client: Client, address: str, row: Row, turn: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Every form of the page: all its fields hostile at once, then one after another beside what the page shows."""
    yield address, hostile([*row.data, *NAMES], turn)
    yield address, {**row.data, "q": "a\x00b"}
    with transaction.atomic():
        page = client.get(address)
        transaction.set_rollback(True)
    if page.streaming:
        b"".join(page)  # to its end, which closes it
        return
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return
    forms = Forms()
    forms.feed(page.content.decode())
    turns = count(turn)
    for action, fields in {tuple(sorted(fields)): (action, fields) for action, fields in forms.found}.values():
        if action and not action.startswith("/"):
            continue
        yield action or address, hostile(list(fields), next(turns))
        for name in fields:
            yield action or address, {**fields, name: VALUES[next(turns) % len(VALUES)]}


def tried_as(row: Row) -> list[str]:
    if row.roles == set(ROLES):
        return ["visitor", "worker"]
    # Managers see what counsellors see; a few pages are theirs alone.
    same = {"manager"} if "counsellor" in row.roles else set()
    return sorted(row.roles & ONE_OF_MANY - same)


@pytest.mark.parametrize("area", sorted({name.partition(":")[0].partition("_")[0] for name in TABLE}))
def test_no_input_breaks_a_page(scene: Scene, area: str) -> None:
    found: list[str] = []
    for turn, name in enumerate(sorted(TABLE)):
        if name.partition(":")[0].partition("_")[0] != area:
            continue
        row = TABLE[name]
        address = reverse(name, args=row.arguments(scene))
        for role in tried_as(row):
            client = scene.client(role)
            client.raise_request_exception = False
            for asked in addresses(address, turn):
                found += trouble(client, "get", asked)
            for target, data in posts(client, address, row, turn):
                found += trouble(client, "post", target, data)
    assert found == []


def test_a_path_that_no_browser_sends_is_refused(scene: Scene) -> None:
    client = scene.client("counsellor")
    for name, row in TABLE.items():
        with transaction.atomic():  # what one address needs may stand in another's way
            given: list[Any] = row.arguments(scene)
            if given and isinstance(given[0], str):
                address = reverse(name, args=given).replace(given[0], f"{given[0][:3]}%00")
                # A stroke may be missing at its end; where that leads is refused.
                assert client.get(address, follow=True).status_code in {400, 404, 405}, name
            transaction.set_rollback(True)


def test_a_cookie_that_spells_nul_is_not_seen(scene: Scene) -> None:
    for name in ("sessionid", "csrftoken", "django_language", "messages"):
        answer = Client().get(reverse("jobs:home"), HTTP_COOKIE=f'{name}="abcdefghijk\\000"')
        assert answer.status_code == 200, name


def test_an_invented_address_does_not_pass_the_throttle(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PublicThrottle, "rate", "2/min")
    asked = [client.get(reverse("api:communes"), HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code for n in range(3)]
    assert asked == [200, 200, 429]

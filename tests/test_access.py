"""Every address × every role: who is let in, who is refused, and that a refusal changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.accounts.middleware import rules_of
from tests.access import scene as scenes
from tests.access.scene import ROLES, Scene
from tests.access.table import ROOMS, TABLE

SIGN_IN = "/tai-khoan/login/"
ADMIN = "admin:"


def addresses(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(full name, pattern) of every address of the portal."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


ALL = sorted({name for name, _ in addresses()})
ADMIN_NAMES = [name for name in ALL if name.startswith(ADMIN)]


@pytest.fixture
def scene(db: None) -> Scene:
    return scenes.build()


def send(client: Client, method: str, address: str, data: dict[str, Any] | None = None) -> tuple[int, str]:
    response = getattr(client, method)(address, data or {})
    if response.streaming:
        # A file is read to its end, which closes it.
        b"".join(response)
    return response.status_code, response.headers.get("Location", "")


def is_refusal(status: int, location: str) -> bool:
    return status in {403, 404, 405} or (status == 302 and location.startswith(SIGN_IN))


def test_every_address_is_in_the_table() -> None:
    assert {name for name in ALL if not name.startswith(ADMIN)} == set(TABLE)
    assert len(TABLE) == sum(len(room) for room in ROOMS)


def test_every_view_says_whom_it_lets_in() -> None:
    assert [name for name, pattern in addresses() if not rules_of(pattern.callback)] == []


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_table_holds(scene: Scene, name: str) -> None:
    row = TABLE[name]
    address = reverse(name, args=row.arguments(scene))
    clients = {role: scene.client(role) for role in ROLES}
    before = scenes.fingerprint()
    for role in sorted(set(ROLES) - row.roles):
        for method in ("get", "post"):
            status, location = send(clients[role], method, address, row.data)
            assert is_refusal(status, location), (role, method, status, location)
            assert role == "visitor" or not location.startswith(SIGN_IN), (role, method, location)
    assert scenes.fingerprint() == before
    for role in sorted(row.roles):
        with transaction.atomic():
            status, location = send(clients[role], row.method, address, row.data)
            transaction.set_rollback(True)
        if row.is_missing:
            assert status in {200, 302, 404, 405}, (role, status)
        else:
            assert not is_refusal(status, location), (role, status, location)
            assert status < 400, (role, status)


def _admin_address(name: str) -> tuple[str, bool]:
    """An address of the administration site, and whether it needs no object."""
    pattern = next(pattern for found, pattern in addresses() if found == name)
    names = list(pattern.pattern.regex.groupindex)
    given = {"app_label": "accounts", "url": "nowhere"}
    if not pattern.name:
        return "/quan-tri/nowhere/", False
    return reverse(name, kwargs={key: given.get(key, "1") for key in names}), not names


@pytest.mark.parametrize("area", sorted({name.removeprefix(ADMIN).partition("_")[0] for name in ADMIN_NAMES}))
def test_the_administration_site_is_for_administrators(scene: Scene, area: str) -> None:
    clients = {role: scene.client(role) for role in ROLES}
    before = scenes.fingerprint()
    for name in ADMIN_NAMES:
        if name.removeprefix(ADMIN).partition("_")[0] != area:
            continue
        address, opens = _admin_address(name)
        for role in sorted(set(ROLES) - {"administrator"}):
            for method in ("get", "post"):
                status, location = send(clients[role], method, address)
                assert is_refusal(status, location), (name, role, method, status, location)
        if opens and name not in PARTS:
            status, location = send(clients["administrator"], "get", address)
            # Official lists and logs take no new rows from anybody.
            assert status in {200, 302} or (status == 403 and name.endswith("_add")), (name, status)
            assert not location.startswith(SIGN_IN), (name, location)
    assert scenes.fingerprint() == before


PARTS = {"admin:autocomplete", "admin:login", "admin:logout", "admin:jsi18n", "admin:toggle_sidebar"}
"""Asked for by pages of the site with what the page knows, or leading elsewhere."""

"""Deny by default: a view is reachable only through the rule it declares with :func:`allow`.

A rule is a plain function of the request; its docstring states it. Whether this very object may be
seen or changed is decided in the domain's ``permissions.py``.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from portal.accounts.actor import Actor
from portal.accounts.enums import StaffRole

Rule = Callable[[HttpRequest], bool]
View = TypeVar("View", bound=Callable[..., Any])


class PortalRequest(HttpRequest):
    """A request after the middleware: ``actor`` says who acts and as what."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in ``request``; set by the middleware."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware on every request
    return actor


def anyone(request: HttpRequest) -> bool:
    """Everyone, signed in or not."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Whoever has signed in."""
    return actor_of(request).is_signed_in


def worker(request: HttpRequest) -> bool:
    """Job seekers, for their own profile."""
    return actor_of(request).worker_id is not None


def employer_member(request: HttpRequest) -> bool:
    """Members of at least one employer."""
    return bool(actor_of(request).employer_ids)


def staff(request: HttpRequest) -> bool:
    """Counsellors and managers of the centre."""
    return actor_of(request).staff_role in {StaffRole.COUNSELLOR, StaffRole.MANAGER}


def manager(request: HttpRequest) -> bool:
    """Managers of the centre."""
    return actor_of(request).staff_role == StaffRole.MANAGER


def administrator(request: HttpRequest) -> bool:
    """Administrators (IT)."""
    return actor_of(request).staff_role == StaffRole.ADMINISTRATOR


def allow(*rules: Rule) -> Callable[[View], View]:
    """Let in whoever satisfies one of ``rules``. Works on functions and on ``as_view()`` results."""

    def mark(view: View) -> View:
        view.access_rules = rules  # type: ignore[attr-defined]  # read back by DenyByDefaultMiddleware
        return view

    return mark

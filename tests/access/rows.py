"""What a row of the access table says, and the roles it names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.access.scene import ROLES, Scene

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"visitor"}
WORKERS = frozenset({"worker", "other_worker"})
MEMBERS = frozenset({"member", "other_member"})
STAFF = frozenset({"counsellor", "manager"})
OWN_VACANCY = STAFF | {"member"}
OWN_EMPLOYER = STAFF | {"member"}
"""The member is an owner; what recruiters may not is told in tests/employers."""
NOBODY: frozenset[str] = frozenset()
Arguments = Callable[[Scene], list[Any]]


def none(scene: Scene) -> list[Any]:
    return []


@dataclass(frozen=True)
class Row:
    """``roles`` get in by ``method``; everybody else is refused by GET and by POST."""

    roles: frozenset[str]
    arguments: Arguments = none
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    is_missing: bool = False
    """Those let in find nothing there (a used-up key, a page of another mode), or what the room's own tests tell."""


def get(roles: frozenset[str], arguments: Arguments = none, **data: Any) -> Row:
    return Row(roles, arguments, data=data)


def post(roles: frozenset[str], arguments: Arguments = none, **data: Any) -> Row:
    return Row(roles, arguments, "post", data)


def published(scene: Scene) -> list[Any]:
    return [scene.published.public_id]


def pair(scene: Scene) -> list[Any]:
    return [scene.published.public_id, scene.worker.public_id]


def pair_at_desk(scene: Scene) -> list[Any]:
    return [scene.worker.public_id, scene.published.public_id]


def person(scene: Scene) -> list[Any]:
    return [scene.worker.public_id]


def own(scene: Scene) -> list[Any]:
    return [scene.employer.public_id]


def staff(arguments: Arguments = none) -> Row:
    return Row(STAFF, arguments, is_missing=True)

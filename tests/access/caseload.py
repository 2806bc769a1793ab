"""Who answers for whom: the lists are for staff, loads, sharing out and plans for whoever leads."""

from typing import Any, cast

from django.utils import timezone

from jobs.caseload.models import Case, Handover
from jobs.caseload.weekly import monday_of
from portal.accounts.models import User
from tests.access.rows import STAFF, Row, get, post
from tests.access.scene import Scene
from tests.jobs.caseload.factories import case_of

MANAGERS = frozenset({"manager"})


def _case(scene: Scene) -> Case:
    staff = cast(User, scene.users["counsellor"]).staff
    return scene.worker.cases.first() or case_of(staff, worker=scene.worker)


def carried(scene: Scene) -> list[Any]:
    """Somebody carried; the addresses themselves name nobody."""
    _case(scene)
    return []


def a_handover(scene: Scene) -> list[Any]:
    """The counsellor's own; a colleague's or a manager's undoing finds nothing."""
    return [Handover.objects.create(by=cast(User, scene.users["counsellor"])).public_id]


CASELOAD = {
    "caseload:list": get(STAFF, carried, cua="phong"),
    "caseload:take": post(STAFF, carried),
    "caseload:hand": post(STAFF, carried),
    "caseload:close": post(STAFF, carried),
    "caseload:undo": Row(STAFF, a_handover, method="post", is_missing=True),
    "caseload:load": get(MANAGERS, carried),
    "caseload:share": get(MANAGERS, carried),
    "caseload:weeks": get(STAFF),
    "caseload:plan": post(MANAGERS, week=f"{monday_of(timezone.localdate())}", office="120"),
}

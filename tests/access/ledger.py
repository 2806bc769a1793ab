"""The ledger: figures, rows with names, files, chains."""

from typing import Any, cast

from jobs.models import Placement
from portal.accounts.models import User
from portal.reports.ledger.enums import Count
from portal.reports.ledger.models import Export
from tests.access.rows import STAFF, Row, get, person, published
from tests.access.scene import Scene
from tests.jobs.factories import PlacementFactory
from tests.workers.factories import SessionFactory

COUNSELLOR = frozenset({"counsellor"})


def _counsellor(scene: Scene) -> User:
    return cast(User, scene.users["counsellor"])


def a_figure(scene: Scene) -> list[Any]:
    return [Count.TURNS.value]


def a_turn(scene: Scene) -> list[Any]:
    by = _counsellor(scene)
    return [SessionFactory.create(worker=scene.worker, counsellor=by, office=by.staff.office).public_id]


def a_hire(scene: Scene) -> list[Any]:
    found = Placement.objects.filter(application=scene.application).first()
    return [(found or PlacementFactory.create(application=scene.application)).public_id]


def a_file(scene: Scene) -> list[Any]:
    made = Export.objects.create(asked_by=_counsellor(scene), what=Count.TURNS, query="nam=2025", reason="Báo cáo năm")
    return [made.public_id]


LEDGER = {
    "ledger:table": get(STAFF),
    "ledger:export": get(STAFF),
    "ledger:rows": get(STAFF, a_figure),
    "ledger:take": get(STAFF, a_figure),
    "ledger:file": get(COUNSELLOR, a_file),
    "ledger:download": Row(COUNSELLOR, a_file, is_missing=True),
    "ledger:turn": get(STAFF, a_turn),
    "ledger:placement": get(STAFF, a_hire),
    "ledger:person": get(STAFF, person),
    "ledger:vacancy": get(STAFF, published),
}

"""Rows of the access table for the counter: the queue, appointments."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django.utils import timezone

from portal.accounts.models import Office, User
from tests.access.rows import STAFF, WORKERS, Row, get, person, post
from tests.access.scene import Scene
from tests.workers.appointments.factories import AppointmentFactory, HoursFactory
from workers.appointments import queue
from workers.appointments.models import Appointment

MANAGERS = frozenset({"manager"})


def _office(scene: Scene) -> Office:
    return cast(User, scene.users["counsellor"]).staff.office


def appointment(scene: Scene, **fields: Any) -> Appointment:
    found = Appointment.objects.filter(worker=scene.worker).first()
    return found or AppointmentFactory.create(worker=scene.worker, office=_office(scene), **fields)


def an_appointment(scene: Scene) -> list[Any]:
    return [appointment(scene).public_id]


def a_missed_one(scene: Scene) -> list[Any]:
    return [appointment(scene, state="missed", starts_at=timezone.now() - timedelta(days=1)).public_id]


def a_ticket(scene: Scene) -> list[Any]:
    return [queue.take(_office(scene).pk, queue.Comer("Anh Bảy"), uuid4()).public_id]


def some_hours(scene: Scene) -> list[Any]:
    return [HoursFactory.create(office=_office(scene)).public_id]


def two_people(scene: Scene) -> list[Any]:
    return [scene.worker.public_id, cast(User, scene.users["other_worker"]).worker.public_id]


COUNTER = {
    "desk:duplicates": get(STAFF),
    "desk:compare": get(STAFF, two_people),
    "desk:distinct": post(STAFF, two_people),
    "desk:undo_merge": Row(STAFF, lambda s: ["22222222aaaa"], method="post", is_missing=True),
    "appointments:mine": get(WORKERS),
    "appointments:cancel": post(frozenset({"worker"}), an_appointment),
    "desk:queue": get(STAFF),
    "desk:take": get(STAFF),
    "desk:call": post(STAFF),
    "desk:board": get(STAFF),
    "desk:ticket": get(STAFF, a_ticket),
    "desk:settle": post(STAFF, a_ticket, viec="ve"),
    "desk:calendar": get(STAFF),
    "desk:hours": get(MANAGERS),
    "desk:drop_hours": post(MANAGERS, some_hours),
    "desk:appointment": get(STAFF, an_appointment),
    "desk:settle_appointment": post(STAFF, an_appointment, viec="huy"),
    "desk:follow": post(STAFF, a_missed_one, note="Gọi rồi, sẽ đặt lại."),
    "desk:book": get(STAFF, person),
}

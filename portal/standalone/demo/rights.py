"""Who looked at the demonstration worker's data, and a few requests for the centre's managers."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from employers.models import EmployerMember
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.standalone.demo.world import World
from workers.models import Worker
from workers.rights import clock
from workers.rights.enums import Kind
from workers.rights.models import DataRequest, DataRequestStep

_ASKED = (
    (Kind.CORRECT, 9, "Năm sinh của tôi là 1994, trong hồ sơ ghi 1949."),
    (Kind.DELETE, 4, "Tôi đã có việc ổn định ở quê."),
    (Kind.OBJECT, 1, ""),
)
"""Kind, days ago, words."""


def exercise_rights(world: World) -> None:
    if world.star is None:
        return
    _looks(world, Worker.objects.get(pk=world.star.id))
    others = Worker.objects.exclude(pk=world.star.id).order_by("-pk")[: len(_ASKED)]
    for worker, (kind, ago, text) in zip(others, _ASKED, strict=False):
        day = world.today - timedelta(days=ago)
        made = DataRequest.objects.create(
            public_id=world.public_id(),
            worker=worker,
            kind=kind,
            text=text,
            asked_at=_at(world, ago),
            answer_by=clock.answer_by(day),
            due_on=clock.due(kind, day),
        )
        DataRequestStep.objects.create(request=made, what=DataRequestStep.What.ASKED, at=made.asked_at)


def _looks(world: World, worker: Worker) -> None:
    counsellor = Staff.objects.filter(role=StaffRole.COUNSELLOR).order_by("pk").first()
    member = EmployerMember.objects.select_related("employer").order_by("pk").first()
    rows = []
    if counsellor:
        rows += [(counsellor.user_id, "counselling", "", 12), (counsellor.user_id, "sensitive", "", 12)]
    if member:
        rows.append((member.user_id, "candidate-anonymous", f"{member.employer}: Thợ may", 3))
    for user, action, reason, ago in rows:
        AccessLog.objects.create(
            actor_id=user, subject_id=worker.public_id, action=action, reason=reason, at=_at(world, ago)
        )


def _at(world: World, ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(world.today - timedelta(days=ago), time(9, 40)))

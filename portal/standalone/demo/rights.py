"""Who looked at the demonstration worker's data, and a few requests for the centre's managers."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from employers.models import EmployerMember
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.standalone.demo.world import World
from workers.looks.enums import Action, Sensitive, ShowWhy, Why
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
    if world.counsellors:
        _working_days(world)
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
        rows += [(counsellor.user_id, "counselling", "", "", "", 12)]
        rows += [(counsellor.user_id, "sensitive", "identity_number", ShowWhy.FORM, "Mẫu 01, NĐ 352/2025", 12)]
    if member:
        rows.append((member.user_id, "candidate-anonymous", "", "", f"{member.employer}: Thợ may", 3))
    if len(world.counsellors) > 1:
        rows.append((world.counsellors[-1][0], "counselling", "", Why.COUNTER, "", 5))
    for user, action, fields, kind, reason, ago in rows:
        AccessLog.objects.create(
            actor_id=user,
            subject_id=worker.public_id,
            action=action,
            fields=fields,
            kind=kind,
            reason=reason,
            is_foreign=kind == Why.COUNTER,
            at=_at(world, ago),
        )


def _working_days(world: World) -> None:
    """Two weeks of the centre's log: own people, some of other offices with a reason, and what an audit looks for."""
    draw = Random(20261129)  # noqa: S311 — invented looks
    people = list(Worker.objects.exclude(office=None).order_by("pk").values_list("public_id", "office_id")[:400])
    of_office: dict[int, list[str]] = {}
    for public_id, office in people:
        of_office.setdefault(office, []).append(public_id)
    rows: list[AccessLog] = []

    def look(user: int, subject: str, ago: int, hour: int, action: Action = Action.OPENED, **more: Any) -> None:
        day = timezone.make_aware(datetime.combine(world.today - timedelta(days=ago), time(hour, draw.randrange(60))))
        rows.append(AccessLog(actor_id=user, subject_id=subject, action=action, at=day, **more))

    for user, office in world.counsellors[:6]:
        strangers = [public_id for public_id, other in people if other != office]
        for ago in range(1, 15):
            for subject in draw.sample(of_office.get(office, []), k=min(3, len(of_office.get(office, [])))):
                look(user, subject, ago, draw.randrange(8, 17))
            subject, why = draw.choice(strangers), draw.choice([Why.COUNTER, Why.CALL, Why.HANDOVER])
            for action in (Action.REASON, Action.OPENED):
                look(user, subject, ago, 10, action, kind=why, is_foreign=True)
    user, office = world.counsellors[-1]
    for subject in [public_id for public_id, other in people if other != office][:12]:
        look(user, subject, 2, 20, kind=Why.OTHER, reason="Rà soát danh sách cũ", is_foreign=True)
    first = people[0][0]
    look(user, first, 3, 9, Action.SEARCHED, fields=Sensitive.IDENTITY)
    look(user, first, 3, 9, Action.SENSITIVE, fields=Sensitive.IDENTITY, kind=ShowWhy.CHECK)
    AccessLog.objects.bulk_create(rows)


def _at(world: World, ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(world.today - timedelta(days=ago), time(9, 40)))

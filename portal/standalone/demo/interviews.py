"""Interviews and letters at the demonstration employer, so that both sides' pages are alive."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from employers.models import EmployerMember
from jobs.enums import ApplicationState
from jobs.interviews.enums import InterviewState, Way
from jobs.interviews.models import Interview, InterviewEvent, Slot
from jobs.messages.models import Letter, Side
from jobs.models import Application
from portal.standalone.demo.world import World

HOURS = (time(8), time(8, 30), time(9), time(14))
MOST = 6


def hold_interviews(world: World) -> None:
    """Whom the demonstration employer wants to meet: the demonstration worker chooses still, others have chosen."""
    firm = world.firms[0]
    found = Application.objects.filter(vacancy__employer=firm.id, state=ApplicationState.INTERVIEW)
    star = world.star.id if world.star else 0
    chosen = sorted(found.select_related("worker", "vacancy"), key=lambda one: (one.worker_id != star, one.pk))[:MOST]
    member = EmployerMember.objects.filter(employer=firm.id).order_by("pk").first()
    for number, one in enumerate(chosen):
        hours = HOURS if number == 0 else (HOURS[number % len(HOURS)],)
        slots = [_slot(world, one, hour, number, member) for hour in hours]
        interview = Interview.objects.create(
            public_id=world.public_id(), application=one, worker_id=one.worker_id, created_at=world.now,
            changed_at=world.now,
        )  # fmt: skip
        interview.slots.set(slots)
        if number:
            slot = slots[0]
            slot.taken = 1
            slot.save(update_fields=["taken"])
            interview.slot, interview.starts_at, interview.ends_at = slot, slot.starts_at, slot.ends_at
            interview.state = InterviewState.BOOKED
            interview.save()
        InterviewEvent.objects.create(
            interview=interview, before="", after=interview.state, starts_at=interview.starts_at, at=world.now
        )
    if chosen and member and chosen[0].worker_id == star:
        _letters(world, chosen[0], member)


def _slot(world: World, one: Application, hour: time, number: int, member: EmployerMember | None) -> Slot:
    day = world.today + timedelta(days=1 + number // 2)
    starts = timezone.make_aware(datetime.combine(day, hour))
    return Slot.objects.create(
        public_id=world.public_id(), vacancy=one.vacancy, starts_at=starts, ends_at=starts + timedelta(minutes=30),
        way=Way.ONSITE, place="Cổng số 2, phòng nhân sự", note="Mang theo căn cước",
        created_by_id=member.user_id if member else None, created_at=world.now,
    )  # fmt: skip


def _letters(world: World, one: Application, member: EmployerMember) -> None:
    said = "Chào chị, xưởng mời chị tới may thử một chiếc cổ áo. Chị chọn giờ nào tiện thì báo giúp xưởng."
    Letter.objects.create(
        public_id=world.public_id(), application=one, author_id=member.user_id, side=Side.EMPLOYER, text=said,
        nonce=world.public_id(), at=world.now,
    )  # fmt: skip

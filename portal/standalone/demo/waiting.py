"""What waits in the demonstration: employers to verify; jobs its worker turned down, and a wish changed by one."""

from datetime import datetime, timedelta

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember
from employers.verification.enums import Service
from employers.verification.models import Handover, Registration
from jobs.enums import DismissReason
from jobs.lessons.models import Lesson
from jobs.models import Dismissal, VacancyIndex
from portal.accounts.models import User
from portal.standalone.demo.world import World
from workers.models import WorkWish

_WAITING = 2
_TURNED_DOWN = ((DismissReason.PAY, ""), (DismissReason.HOURS, "Ca đêm không có ai đón con"), (DismissReason.FAR, ""))
_HOPED_FOR = 7_000_000
"""Pay a month."""


def ask_for_verification(world: World) -> None:
    """A few of the employers that signed up themselves have handed everything in."""
    found = Employer.objects.filter(verification=Verification.PENDING).order_by("pk")[:_WAITING]
    for ago, employer in enumerate(found):
        at = world.now - timedelta(days=ago + 1)
        user = User.objects.create(email=employer.email, full_name=employer.representative, date_joined=at)
        EmployerMember.objects.create(employer=employer, user=user, role=MemberRole.OWNER)
        Registration.objects.create(
            employer=employer, services=[Service.SUPPLY, Service.LAW], agreed_at=at, agreed_by=user
        )
        Handover.objects.create(employer=employer, by=user, at=at)


def turn_down(world: World) -> None:
    """The demonstration worker set some jobs aside and let one change what is looked for."""
    if world.star is None:
        return
    others = VacancyIndex.objects.filter(is_open=True).exclude(occupation_code__startswith="815")
    found = others.order_by("-published_at", "-vacancy_id").values_list("vacancy", flat=True)[: len(_TURNED_DOWN)]
    for ago, (vacancy, (reason, note)) in enumerate(zip(found, _TURNED_DOWN, strict=False), 1):
        at = world.now - timedelta(days=ago)
        Dismissal.objects.create(worker_id=world.star.id, vacancy_id=vacancy, reason=reason, note=note, at=at)
        if reason == DismissReason.PAY:
            _learn(world.star.id, vacancy, at)


def _learn(worker: int, vacancy: int, at: datetime) -> None:
    """Her wishes stand as after the change, so that taking it back works."""
    pay = WorkWish.objects.values_list("pay_min", flat=True).get(worker=worker) or _HOPED_FOR
    WorkWish.objects.filter(worker=worker).update(pay_min=pay)
    Lesson.objects.create(
        worker_id=worker,
        vacancy_id=vacancy,
        reason=DismissReason.PAY,
        text=f"Lương từ {f'{pay / 1_000_000:g}'.replace('.', ',')} triệu.",
        before={"pay_min": pay - 500_000},
        after={"pay_min": pay},
        at=at,
    )

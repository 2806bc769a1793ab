"""What the demonstration employer has under way: a draft, a return, wording to look at, twins."""

from datetime import datetime, timedelta

from employers.models import EmployerMember
from jobs.enums import VacancyOrigin, VacancyState
from jobs.models import Vacancy, VacancyPlace, VacancyTransition
from jobs.posting.enums import Change, ReturnReason
from jobs.posting.models import Return, VacancyChange
from jobs.posting.openings import fill
from portal.accounts.models import User
from portal.standalone.demo.world import World

_WRONG = "Chỉ tuyển nữ, độ tuổi 18 - 35 tuổi, ngoại hình ưa nhìn."


def write_postings(world: World) -> None:
    """A few vacancies beside those of the plan; they hold no seats that the plan counts (none is published)."""
    member = EmployerMember.objects.filter(employer=world.firms[0].id).order_by("pk").first()
    if member is None:
        return
    _posting(world, member, "dien-tu", VacancyState.DRAFT, 20)
    returned = _posting(world, member, "bep", VacancyState.RETURNED, 3)
    line = returned.transitions.order_by("-at", "-id")[0]
    Return.objects.create(transition=line, reasons=[ReturnReason.PAY.value, ReturnReason.VAGUE.value])
    for key, seats, requirements in (("ban-hang", 4, _WRONG), ("kho", 2, ""), ("kho", 2, "")):
        _posting(world, member, key, VacancyState.SUBMITTED, seats, requirements)
    shown = Vacancy.objects.filter(employer=member.employer, state=VacancyState.PUBLISHED).order_by("pk").first()
    if shown is not None:
        VacancyChange.objects.create(
            vacancy=shown, what=Change.CONTACT, before="Phòng nhân sự", after=shown.contact_name or "Chị Hoa",
            actor=member.user, at=world.now - timedelta(days=1),
        )  # fmt: skip


def _posting(
    world: World, member: EmployerMember, key: str, state: VacancyState, seats: int, requirements: str = ""
) -> Vacancy:
    employer, user = member.employer, member.user
    begun = world.now - timedelta(days=2)
    vacancy = Vacancy(employer=employer, created_by=user, origin=VacancyOrigin.EMPLOYER, created_at=begun,
                      public_id=world.public_id())  # fmt: skip
    fill(vacancy, key)
    vacancy.headcount, vacancy.state = seats, state
    vacancy.requirements = requirements or vacancy.requirements
    vacancy.pay_min, vacancy.pay_max = 7_500_000, 9_500_000
    vacancy.deadline = world.today + timedelta(days=30)
    vacancy.contact_name, vacancy.contact_phone = user.full_name, employer.phone
    vacancy.save()
    fill(vacancy, key)
    if employer.commune is not None:
        VacancyPlace.objects.create(
            vacancy=vacancy, province=employer.commune.province, commune=employer.commune, park=employer.park
        )
    steps = {VacancyState.DRAFT: [], VacancyState.SUBMITTED: ["submitted"]}.get(state, ["submitted", "returned"])
    _log(vacancy, "", "draft", user, begun)
    for number, after in enumerate(steps, start=1):
        before = "draft" if number == 1 else "submitted"
        _log(vacancy, before, after, user, begun + timedelta(hours=number))
    # Not the day the demonstration was made: the queue says since when each waits.
    Vacancy.objects.filter(pk=vacancy.pk).update(updated_at=begun + timedelta(hours=len(steps)))
    return vacancy


def _log(vacancy: Vacancy, before: str, after: str, user: User, at: datetime) -> None:
    reason = "Ghi rõ suất ăn mỗi ca và lương theo tháng." if after == "returned" else ""
    VacancyTransition.objects.create(vacancy=vacancy, before=before, after=after, actor=user, reason=reason, at=at)

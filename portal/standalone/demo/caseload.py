"""Who answers for whom in the demonstration: last turns decide; some cases changed hands, and weeks are planned."""

from datetime import timedelta

from jobs.caseload.adopting import adopt
from jobs.caseload.models import Case, WeekPlan
from jobs.caseload.services import Give, hand_over
from jobs.caseload.weekly import monday_of
from jobs.enums import ApplicationState
from jobs.models import Application, ApplicationTransition, Vacancy
from portal.accounts.models import Staff
from portal.standalone.demo.world import World
from workers.counselling.models import CounsellingSession

_GIVEN = 4
_DECLINED = 3


def carry_people(world: World) -> None:
    """Written after the turns and hires; takes no chance, so that nothing else changes."""
    adopt()
    _plan(world)
    _decline(world)
    office = world.offices[0]
    staff = list(Staff.objects.filter(office=office, role="counsellor").select_related("user").order_by("pk")[:2])
    if len(staff) == 2:
        mine, colleague = staff
        keys = Case.objects.open().filter(counsellor=colleague.user_id, office=office).order_by("-contact_at", "worker")
        gives = [Give(key, colleague.user_id, mine) for key in keys.values_list("worker", flat=True)[:_GIVEN]]
        hand_over(gives, colleague.user, "Tôi nghỉ phép hai tuần, nhờ chị gọi giúp.")


def _plan(world: World) -> None:
    """A little more than was given lately, from half a year ago; the last six weeks a little more again."""
    monday = monday_of(world.today)
    for user, office in world.counsellors:
        given = CounsellingSession.objects.filter(
            counsellor=user, at__gte=world.now - timedelta(days=91), office=office
        ).count()
        usual = max(1, round(given / 13))
        for weeks, turns in ((26, usual), (6, usual + max(1, usual // 12))):
            WeekPlan.objects.create(
                office_id=office, counsellor_id=user, week=monday - timedelta(days=7 * weeks), turns=turns,
                by_id=world.manager,
            )  # fmt: skip


def _decline(world: World) -> None:
    """Two people of the head office said no to three invitations each."""
    asked = world.now - timedelta(days=24)
    cases = Case.objects.open().filter(office=world.offices[0], worker__created_at__lt=asked)
    vacancies = list(Vacancy.objects.published().filter(published_at__lt=asked).order_by("pk")[:_DECLINED])
    for worker in cases.order_by("-contact_at", "worker").values_list("worker", flat=True)[:2]:
        for n, vacancy in enumerate(vacancies):
            if Application.objects.filter(worker=worker, vacancy=vacancy).exists():
                continue
            said = asked + timedelta(days=2 + 5 * n)
            application = Application.objects.create(
                public_id=world.public_id(), worker_id=worker, vacancy=vacancy, origin="match",
                state=ApplicationState.DECLINED, reason="Xa nhà", created_at=asked, changed_at=said,
            )  # fmt: skip
            steps = (
                ("", ApplicationState.PROPOSED, asked),
                (ApplicationState.PROPOSED, ApplicationState.DECLINED, said),
            )
            for before, after, at in steps:
                ApplicationTransition.objects.create(application=application, before=before, after=after, at=at)

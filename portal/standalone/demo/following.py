"""What is followed up in the demonstration: benefit periods, two refusals, a call nobody answered."""

from datetime import timedelta

from jobs.models import Placement, PlacementCheck, Referral
from jobs.outcomes.enums import Justified, PersonReason
from jobs.outcomes.models import Call, ExchangeUpdate, Refusal
from portal.accounts.models import Office, User
from portal.standalone.demo.world import World
from workers.insurance.dates import months_after
from workers.insurance.enums import GivenBy, Situation
from workers.insurance.services import Decision, open_period
from workers.models import Worker

_BENEFITS = 18
_NOT_ENTERED = 2


def follow_up(world: World) -> None:
    """People who turned work down draw the benefit; months already past were announced, now and then one was not."""
    no = Referral.objects.filter(application__state="withdrawn", application__worker__office__isnull=False)
    letters = list(no.select_related("issued_by").order_by("-issued_on", "-pk")[:2])
    for letter, justified in zip(letters, (Justified.NO, Justified.YES), strict=False):
        reason = PersonReason.FAR if justified == Justified.NO else PersonReason.FAMILY
        Refusal.objects.create(
            referral=letter,
            reason=reason,
            justified=justified,
            refused_on=letter.issued_on,
            recorded_by=letter.issued_by,
        )
    offices = {office.pk: office for office in Office.objects.order_by("pk")}
    by = {office: User.objects.get(pk=user) for user, office in reversed(world.counsellors)}
    people = Worker.objects.filter(office__in=list(by), search="looking").order_by("-pk")[:_BENEFITS]
    for n, worker in enumerate(people):
        office = worker.office_id or 0
        first = months_after(world.today, -(n % 4)) - timedelta(days=n % 5)
        decision = Decision(f"{120 + n}/QĐ-SNV", first, 3 + n % 5, first - timedelta(days=3))
        period = open_period(worker, decision, offices[office], by[office])
        for notice in period.notices.filter(due_on__lt=world.today).order_by("month"):
            if (n + notice.month) % 6:
                notice.given_on, notice.given_by, notice.situation = notice.due_on, GivenBy.COUNTER, Situation.NONE
                notice.recorded_by = by[office]
                notice.save()
    _calls(world)
    _enter_results(world)


def _calls(world: World) -> None:
    """What the latest checks found: pay beside the advert's, now and then less."""
    found = PlacementCheck.objects.filter(outcome=PlacementCheck.Outcome.WORKING, checked_by__isnull=False)
    newest = found.select_related("placement__application__vacancy").order_by("-checked_on", "-pk")[:24]
    for n, check in enumerate(newest):
        placement: Placement = check.placement
        asked = placement.application.vacancy.monthly_min
        pay = asked * 9 // 10 if asked and n % 5 == 0 else placement.monthly_pay
        Call.objects.create(
            placement=placement,
            month=check.month,
            outcome=check.outcome,
            monthly_pay=pay,
            has_contract=n % 7 != 0,
            contract_type=placement.contract_type if n % 7 else "",
            is_insured=n % 6 != 0,
            problems="Tăng ca nhiều hơn đã nói" if n % 8 == 3 else "",
            called_by_id=check.checked_by_id or world.manager,
            submission=world.uuid(),
            at=world.office_hour(check.checked_on),
        )


def _enter_results(world: World) -> None:
    """Results of more than ten weeks ago stand on the national exchange already, but for a few of the head office."""
    mine = Placement.objects.filter(application__worker__office=world.offices[0], checks__month=1)
    open_still = list(mine.order_by("-started_on", "-pk").values_list("pk", flat=True).distinct()[:_NOT_ENTERED])
    old = Placement.objects.filter(started_on__lt=world.today - timedelta(days=70)).exclude(pk__in=open_still)
    ExchangeUpdate.objects.bulk_create(
        (
            ExchangeUpdate(
                placement=one,
                updated_on=min(one.started_on + timedelta(days=45), world.yesterday),
                updated_by_id=one.recorded_by_id or world.manager,
            )
            for one in old.order_by("pk")
        ),
        batch_size=2000,
    )

"""What the caseload shows: whose cases, which of them want care and why, and what stands in each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jobs.caseload.enums import SETTLED_ENDS, Care
from jobs.caseload.models import Case
from jobs.caseload.querysets import is_benefit_client, is_booked, is_due, is_matched, is_quiet
from jobs.matching.enums import Side
from jobs.matching.models import Match, WithoutSuggestion
from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment
from workers.counselling.models import CounsellingSession
from workers.insurance.models import BenefitPeriod
from workers.models import WantedOccupation, Worker

QUIET_DAYS = (14, 30, 60, 90)
USUAL_DAYS = 30
MANY = 3
"""Refusals, of the person or of employers, after which it is time for another way."""
COUNTED_FOR = timedelta(days=365)
SECRET = ("identity_number", "ethnicity", "religion", "sensitive_groups")


class Tries(NamedTuple):
    """Of the last twelve months."""

    refused: int
    """Work the person turned down: referrals and invitations."""
    turned_down: int
    """Employers that did not take the person."""


_TRIES = f"""
SELECT k.worker_id, count(*) FILTER (WHERE k.own), count(*) FILTER (WHERE NOT k.own)
FROM (SELECT a.worker_id, true AS own FROM outcomes_refusal r
        JOIN jobs_referral l ON l.id = r.referral_id JOIN jobs_application a ON a.id = l.application_id
       WHERE r.refused_on > %(day)s
      UNION ALL SELECT worker_id, state = 'declined' FROM jobs_application
       WHERE state IN ('declined', 'not_hired') AND changed_at > %(day)s) k
JOIN caseload_case c ON c.worker_id = k.worker_id AND c.until IS NULL AND c.office_id = %(office)s
GROUP BY k.worker_id HAVING greatest(count(*) FILTER (WHERE k.own), count(*) FILTER (WHERE NOT k.own)) >= {MANY}
"""


def tries(office_id: int, today: date) -> dict[int, Tries]:
    """People with an open case in the office who were refused, or refused, :data:`MANY` times or more; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIES, {"day": today - COUNTED_FOR, "office": office_id})
        return {worker: Tries(own, others) for worker, own, others in cursor.fetchall()}


@dataclass(frozen=True)
class Rules:
    """What each :class:`Care` asks of a case."""

    today: date
    days: int
    tries: Mapping[int, Tries]

    def of(self, care: Care) -> Q:
        match care:
            case Care.QUIET:
                return is_quiet(self.days)
            case Care.DUE:
                return is_due(self.today)
            case Care.UNMATCHED:
                return Q(~is_matched())
            case Care.REFUSED:
                return Q(worker__in=[worker for worker, one in self.tries.items() if one.refused >= MANY])
            case Care.TURNED_DOWN:
                return Q(worker__in=[worker for worker, one in self.tries.items() if one.turned_down >= MANY])
            case Care.BOOKED:
                return is_booked()
            case Care.BENEFIT:
                return is_benefit_client(self.today)

    def counts(self, cases: "QuerySet[Case]") -> dict[str, int]:
        """How many of ``cases`` each rule finds, by value of :class:`Care`, and ``all``; one query."""
        found = cases.order_by().aggregate(
            all=Count("pk"), **{care.name: Count("pk", filter=self.of(care)) for care in Care}
        )
        return {"all": found["all"]} | {care.value: found[care.name] for care in Care}


@dataclass(frozen=True)
class Totals:
    """Of the tabs."""

    mine: int
    office: int


def totals(office_id: int, user_id: int) -> Totals:
    mine, office = (
        Case.objects.open()
        .of_office(office_id)
        .order_by()
        .aggregate(mine=Count("pk", filter=Q(counsellor=user_id)), office=Count("pk"))
        .values()
    )
    return Totals(mine, office)


def nobodys(office_id: int) -> "QuerySet[Worker]":
    """People who look for work, in the office's care or in nobody's yet, for whom nobody answers; newest first.

    Not those whose case was closed: a new turn begins a new one.
    """
    done = Q(until=None) | Q(ended__in=sorted(SETTLED_ENDS))
    carried = Case.objects.filter(done, worker=OuterRef("pk"))
    return (
        Worker.objects.looking()
        .filter(Q(office=office_id) | Q(office=None))
        .exclude(Exists(carried))
        .order_by("-created_at", "-id")
    )


def _of_person(path: str) -> dict[str, Any]:
    """What a row says of the person beside their own columns."""
    of = {"worker": OuterRef(path)}
    now = timezone.now()
    ahead = Appointment.objects.filter(**of, state=AppointmentState.BOOKED, starts_at__gte=now)
    listed = Match.objects.published().filter(**of, side=Side.WORKER).order_by().values("worker")
    return {
        "wants": ArraySubquery(WantedOccupation.objects.filter(**of).order_by("rank").values("title")[:3]),
        "appointment": Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
        "match_count": Subquery(listed.annotate(n=Count("vacancy")).values("n")),
        "unmatched_since": Subquery(WithoutSuggestion.objects.filter(**of).values("since")[:1]),
        "draws_benefit": Exists(BenefitPeriod.objects.running(timezone.localdate()).filter(**of)),
    }


def with_rows(cases: "QuerySet[Case]") -> "QuerySet[Case]":
    """Cases with what their rows show."""
    secret = [f"worker__{name}" for name in SECRET]
    return (
        cases.select_related("worker__commune", "counsellor", "last_turn")
        .defer(*secret, "last_turn__need", "last_turn__advice", "last_turn__private_note")
        .annotate(**_of_person("worker"))
    )


def people_with_rows(people: "QuerySet[Worker]") -> "QuerySet[Worker]":
    """The same of people without a case."""
    latest = CounsellingSession.objects.filter(worker=OuterRef("pk")).order_by("-at", "-id")
    return (
        people.select_related("commune")
        .defer(*SECRET)
        .annotate(**_of_person("pk"), contact_at=Subquery(latest.values("at")[:1]))
    )

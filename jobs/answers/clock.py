"""The reply clock: who waits for an answer, since when, and how often an employer answers in time.

The promised day is :func:`portal.codes.holidays.promised`: seven calendar days, put off from Sundays and
public holidays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from employers.models import Employer
from jobs.enums import ApplicationState
from jobs.models import Application, ApplicationTransition

_S = ApplicationState
WAITING = (_S.SUBMITTED, _S.VIEWED)
REPLIES = (_S.INTERVIEW, _S.OFFERED, _S.HIRED, _S.NOT_HIRED)
"""States that are an answer."""
RATE_DAYS = 365
REMIND_DAYS = 2


def waiting(employers: Iterable[int]) -> "QuerySet[Application]":
    """Applications to these employers (keys) that nobody has answered, the longest promised first."""
    return (
        Application.objects.filter(vacancy__employer__in=employers, state__in=WAITING)
        .select_related("worker", "vacancy__employer")
        .defer("vacancy__description", "vacancy__requirements", "vacancy__benefits_text", "vacancy__employer__about")
        .order_by(F("reply_by").asc(nulls_last=True), "created_at", "id")
    )


def is_overdue(application: Application, today: date | None = None) -> bool:
    """The promised day has passed and nobody answered."""
    day = today or timezone.localdate()
    return application.state in WAITING and application.reply_by is not None and application.reply_by < day


@dataclass(frozen=True)
class ReplyRate:
    """Of ``due`` applications, ``in_time`` were answered by the promised day."""

    in_time: int
    due: int

    @property
    def percent(self) -> int | None:
        """Rounded; ``None`` where no answer was due yet."""
        return round(100 * self.in_time / self.due) if self.due else None


def reply_rate(employer: Employer) -> ReplyRate:
    """How often ``employer`` answers by the promised day, over those due within the last year. One query.

    Due: answered, or the promised day has passed. Applications withdrawn before an answer do not count, nor does an
    answer that was taken back.
    """
    return reply_rates([employer.pk]).get(employer.pk, ReplyRate(0, 0))


def reply_rates(employers: Iterable[int]) -> dict[int, ReplyRate]:
    """:func:`reply_rate` of several employers (keys) in one query; employers with nothing due are left out."""
    today = timezone.localdate()
    answers = ApplicationTransition.objects.filter(
        application=OuterRef("pk"), after__in=REPLIES, decision__undone_at=None
    ).order_by()
    first = answers.values("application").annotate(first=Min("at")).values("first")
    due = (
        Application.objects.filter(
            vacancy__employer__in=employers,
            reply_by__gte=today - timedelta(days=RATE_DAYS),
        )
        .annotate(answered=TruncDate(Subquery(first), tzinfo=timezone.get_default_timezone()))
        .filter(Q(answered__isnull=False) | Q(state__in=WAITING, reply_by__lt=today))
        .order_by()
        .values("vacancy__employer")
        .annotate(due=Count("pk"), in_time=Count("pk", filter=Q(answered__lte=F("reply_by"))))
        .values_list("vacancy__employer", "in_time", "due")
    )
    return {employer: ReplyRate(in_time, count) for employer, in_time, count in due}


def lapsed(today: date) -> "QuerySet[Application]":
    """Applications whose promised day has passed and whose candidates have not been told so."""
    from jobs.answers.models import Lapse

    told = Lapse.objects.filter(application=OuterRef("pk"))
    return (
        Application.objects.filter(state__in=WAITING, reply_by__lt=today)
        .exclude(Exists(told))
        .select_related("worker", "vacancy__employer")
        .order_by("reply_by", "pk")
    )

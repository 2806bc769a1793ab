"""What the clock does by itself. Each task can be repeated, begun twice and killed at any moment."""

from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from jobs.answers import services, telling
from jobs.answers.clock import REMIND_DAYS, WAITING, lapsed
from jobs.answers.models import Decision, Lapse
from jobs.models import Application, Vacancy
from portal.notices.services import tell

BATCH = 500


@shared_task(ignore_result=True)
def settle_decisions() -> int:
    """Answers whose moment for taking back has passed become final; how many."""
    until = timezone.now() - timedelta(minutes=services.UNDO_MINUTES)
    due = Decision.objects.filter(told_at=None, undone_at=None, at__lt=until).order_by("at", "pk")
    return sum(services.settle(key) for key in list(due.values_list("pk", flat=True)[:BATCH]))


@shared_task(ignore_result=True)
def remind_employers() -> int:
    """Two days before the promised day and on it, one notice a vacancy; how many were asked for."""
    today = timezone.localdate()
    return _remind(telling.REPLY_SOON, today + timedelta(days=1), today + timedelta(days=REMIND_DAYS)) + _remind(
        telling.REPLY_TODAY, today, today
    )


def _remind(kind: str, first: date, last: date) -> int:
    """By (vacancy, promised day): whatever day it runs, nobody hears of the same day twice."""
    rows = (
        Application.objects.filter(state__in=WAITING, reply_by__gte=first, reply_by__lte=last)
        .order_by()
        .values("vacancy", "reply_by")
        .annotate(n=Count("pk"), first=Min("pk"))
        .order_by("reply_by", "vacancy")
    )
    told = 0
    counted = list(rows)
    for at in range(0, len(counted), BATCH):
        part = counted[at : at + BATCH]
        vacancies = Vacancy.objects.only("public_id", "title", "employer").in_bulk([row["vacancy"] for row in part])
        for row in part:
            vacancy = vacancies[row["vacancy"]]
            told += _tell(kind, vacancy, f"{vacancy.public_id}:{row['reply_by']:%Y%m%d}", row["n"])
    return told


def _tell(kind: str, vacancy: Vacancy, key: str, count: int) -> int:
    payload = {"vacancy": vacancy.public_id, "title": vacancy.title, "count": count}
    return tell(kind, key, [(user, payload) for user in telling.members_of(vacancy)])


@shared_task(ignore_result=True)
def tell_lapsed() -> int:
    """Candidates whose promised day passed are told so, once, and their employers reminded; how many candidates."""
    done = 0
    while part := _tell_lapsed_batch():
        done += part
    return done


@transaction.atomic
def _tell_lapsed_batch() -> int:
    today = timezone.localdate()
    # A second worker takes others: what is locked here is being told.
    found = list(lapsed(today).select_for_update(of=("self",), skip_locked=True)[:BATCH])
    Lapse.objects.bulk_create(
        [Lapse(application=one, reply_by=one.reply_by or today) for one in found], ignore_conflicts=True
    )
    late: dict[int, tuple[Vacancy, int]] = {}
    for one in found:
        telling.tell_worker(telling.NO_REPLY, one.public_id, one, reply_by=f"{one.reply_by:%d/%m/%Y}")
        late[one.vacancy_id] = (one.vacancy, late.get(one.vacancy_id, (one.vacancy, 0))[1] + 1)
    for vacancy, count in late.values():
        _tell(telling.REPLY_LATE, vacancy, f"{vacancy.public_id}:{today:%Y%m%d}", count)
    return len(found)

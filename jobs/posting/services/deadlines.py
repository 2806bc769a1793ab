"""What the calendar does: asking before a deadline, closing after it. Safe to run any number of times."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from employers.models import EmployerMember
from jobs.enums import CloseReason, VacancyState
from jobs.models import Vacancy
from jobs.posting.messages import ENDED, ENDS_SOON
from jobs.posting.services.life import OPEN, Ending, close
from portal.notices.services import tell

ASKED_BEFORE = timedelta(days=3)
BATCH = 500


def expire(today: date) -> int:
    """Close what takes no applications since yesterday; how many. Rows somebody works at are left for the next time."""
    closed = 0
    due = Vacancy.objects.filter(state__in=OPEN, deadline__lt=today).order_by("pk").values_list("pk", flat=True)
    for key in list(due[:BATCH]):
        with transaction.atomic():
            vacancy = (
                Vacancy.objects.select_for_update(of=("self",), skip_locked=True)
                .filter(pk=key, state__in=OPEN, deadline__lt=today)
                .first()
            )
            if vacancy is None:
                continue
            close(vacancy, None, Ending(CloseReason.EXPIRED))
            tell_members(ENDED, f"{vacancy.pk}", vacancy, {})
            closed += 1
    return closed


def ask(today: date) -> int:
    """Ask employers whether what ends within three days shall go on; once for each deadline. How many vacancies."""
    soon = Vacancy.objects.filter(
        state=VacancyState.PUBLISHED, deadline__gte=today, deadline__lte=today + ASKED_BEFORE
    ).order_by("pk")
    asked = 0
    for vacancy in soon.only("pk", "public_id", "title", "deadline", "employer_id").iterator(chunk_size=BATCH):
        day = f"{vacancy.deadline:%d/%m/%Y}"
        asked += bool(tell_members(ENDS_SOON, f"{vacancy.pk}:{vacancy.deadline}", vacancy, {"day": day}))
    return asked


def tell_members(kind: str, key: str, vacancy: Vacancy, more: dict[str, Any]) -> int:
    """Tell the active members of the vacancy's employer, once for ``key``."""
    members = EmployerMember.objects.filter(employer=vacancy.employer_id, is_active=True)
    users = list(members.order_by("pk").values_list("user_id", flat=True))
    payload = {"key": vacancy.public_id, "title": vacancy.title, **more}
    return tell(kind, key, [(user, payload) for user in users])

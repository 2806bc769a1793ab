"""Drafting cohort lists and keeping them."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.models import Vacancy
from jobs.training.enums import MemberState
from jobs.training.models import Cohort, CohortEmployer, CohortMember, TrainingGap
from portal.accounts.models import AccessLog, Office, User
from workers.models import Worker

DRAFTED = "training"
"""Action of the access log: the person's name was put on a cohort list."""
SPARE = 3
"""People listed for each seat nobody is eligible for: not everybody asked will want to learn."""
LEAST, MOST = 20, 200


@transaction.atomic
def draft(gap: TrainingGap, actor: User, office: Office) -> Cohort:
    """A list of the nearest people who still look for work and agreed to be matched, and of the employers."""
    size = min(MOST, max(LEAST, SPARE * gap.missing_seats))
    standing = dict(Worker.objects.matchable().filter(pk__in=gap.nearest).values_list("pk", "public_id"))
    chosen = [key for key in gap.nearest if key in standing][:size]
    occupation = gap.occupation.name if gap.occupation else _("chưa rõ nghề")
    name = f"{gap.what} – {occupation}"[:160]
    cohort = Cohort.objects.create(
        name=name, criterion=gap.criterion, asked=gap.asked, occupation=gap.occupation, office=office, created_by=actor
    )
    CohortMember.objects.bulk_create(
        CohortMember(cohort=cohort, worker_id=key, position=position) for position, key in enumerate(chosen, 1)
    )
    seats: dict[int, list[int]] = defaultdict(list)
    open_now = Vacancy.objects.matchable(timezone.localdate()).filter(pk__in=gap.vacancies).order_by("pk")
    for employer, free in open_now.values_list("employer_id", F("headcount") - F("filled")):
        seats[employer].append(free)
    CohortEmployer.objects.bulk_create(
        CohortEmployer(cohort=cohort, employer_id=employer, vacancies=len(free), seats=sum(free))
        for employer, free in seats.items()
    )
    AccessLog.objects.bulk_create(
        AccessLog(actor=actor, subject_id=standing[key], action=DRAFTED, reason=name) for key in chosen
    )
    return cohort


def change_member(member: CohortMember, state: MemberState, note: str) -> None:
    """How far the person is, and what was said."""
    member.state, member.note = state, note
    member.save(update_fields=["state", "note"])


def set_listed(member: CohortMember, listed: bool) -> None:
    """Take the person off the list, or put them back where they were."""
    member.removed_at = None if listed else timezone.now()
    member.save(update_fields=["removed_at"])

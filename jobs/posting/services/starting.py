"""Where a new vacancy begins: nothing, an opening of the centre's, or an own earlier vacancy."""

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from employers.models import Employer
from jobs.enums import VacancyOrigin, VacancyState
from jobs.models import Vacancy
from jobs.posting.models import Registration
from jobs.posting.openings import fill
from jobs.services import editing, vacancies
from portal.accounts.models import User
from portal.codes.fields import ALPHABET

FRESH = timedelta(days=1)
PRESSED_TWICE = timedelta(seconds=10)


def is_identifier(text: str) -> bool:
    """Whether ``text`` may be the public identifier of a vacancy to be made."""
    return len(text) == 12 and set(text) <= set(ALPHABET)


def create_once(
    public_id: str, employer: Employer, actor: User, change: Callable[[Vacancy], None], origin: VacancyOrigin
) -> Vacancy:
    """A new draft of this identifier; the one already made by the same person when the form is sent twice.

    Raises ``ValueError`` for an identifier that is not one, or is somebody else's.
    """
    if not is_identifier(public_id):
        raise ValueError(public_id)

    def named(vacancy: Vacancy) -> None:
        vacancy.public_id = public_id
        change(vacancy)

    made = Vacancy.objects.filter(public_id=public_id).first()
    if made is None:
        try:
            with transaction.atomic():
                return editing.create(employer, actor, named, origin)
        except IntegrityError:
            made = Vacancy.objects.get(public_id=public_id)
    if made.employer_id != employer.pk or made.created_by_id != actor.pk or made.created_at < timezone.now() - FRESH:
        raise ValueError(public_id)
    return made


def from_opening(public_id: str, employer: Employer, actor: User, key: str, origin: VacancyOrigin) -> Vacancy:
    """A draft with an opening's text. Raises ``KeyError`` for an unknown one."""
    return create_once(public_id, employer, actor, lambda vacancy: fill(vacancy, key), origin)


@transaction.atomic
def duplicate(vacancy: Vacancy, actor: User) -> Vacancy:
    """A draft with the same text, demands and wishes; the commitment is made anew. The one begun just now by the same
    person, while untouched, is given back: a double press makes one."""
    Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    fresh = Vacancy.objects.filter(
        employer=vacancy.employer_id, created_by=actor, state=VacancyState.DRAFT, version=0,
        folded_title=vacancy.folded_title, created_at__gte=timezone.now() - PRESSED_TWICE,
    ).exclude(pk=vacancy.pk)  # fmt: skip
    begun = fresh.order_by("-id").first()
    if begun is not None:
        return begun
    copy = vacancies.duplicate(vacancy, actor)
    former = Registration.objects.filter(vacancy=vacancy).first()
    if former is not None:
        groups = list(former.preferred_groups.all())
        kept = Registration.objects.create(
            vacancy=copy,
            other_training=former.other_training,
            services=former.services,
            wants_messages=former.wants_messages,
        )
        kept.preferred_groups.set(groups)
    return copy

"""Vacancies that wait for the centre: oldest first, each with what speaks against it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q

from employers.enums import Verification
from jobs.checking import Finding, check_advert
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyTransition
from jobs.querysets import VacancyQuerySet
from portal.codes.text import fold_words

KEPT = 3_600
"""Seconds the findings of an unchanged text are kept."""


@dataclass(frozen=True)
class Waiting:
    vacancy: Vacancy
    findings: list[Finding]

    @property
    def blocks(self) -> int:
        return sum(one.blocks for one in self.findings)

    @property
    def is_clean(self) -> bool:
        """May be published without another look: nothing found, and the employer is known."""
        known = self.vacancy.employer.verification in {Verification.VERIFIED, Verification.COLLECTED}
        return known and not self.findings and self.vacancy.occupation_id is not None


def waiting(query: str = "", standing: str = "") -> VacancyQuerySet:
    """Handed in and not decided, oldest first; ``query`` in title or employer, ``standing`` of the employer."""
    rows = Vacancy.objects.filter(state=VacancyState.SUBMITTED)
    for word in fold_words(query).split()[:6]:
        rows = rows.filter(Q(folded_title__contains=word) | Q(employer__folded_name__contains=word))
    if standing in Verification.values:
        rows = rows.filter(employer__verification=standing)
    return rows.order_by("updated_at", "id")


def described(rows: list[Vacancy]) -> list[Waiting]:
    """With their findings; texts read before are not read again."""
    keys = {one.pk: f"wording:{one.pk}:{one.updated_at.timestamp()}" for one in rows}
    known = cache.get_many(keys.values())
    made = {keys[one.pk]: check_advert(one) for one in rows if keys[one.pk] not in known}
    if made:
        cache.set_many(made, KEPT)
    return [Waiting(one, (known | made)[keys[one.pk]]) for one in rows]


def neighbours(vacancy: Vacancy) -> tuple[Vacancy | None, Vacancy | None]:
    """(the one before, the one after) in the whole queue."""
    rows = waiting().only("public_id", "title", "updated_at")
    here = {"updated_at": vacancy.updated_at}
    before = rows.filter(Q(updated_at__lt=here["updated_at"]) | Q(**here, pk__lt=vacancy.pk))
    after = rows.filter(Q(updated_at__gt=here["updated_at"]) | Q(**here, pk__gt=vacancy.pk))
    return before.reverse().first(), after.first()


def standing_of(employer_id: int) -> dict[str, int]:
    """What the employer's earlier vacancies say of it: published now, closed, returned times."""
    counts = Vacancy.objects.filter(employer=employer_id).aggregate(
        published=Count("pk", filter=Q(state=VacancyState.PUBLISHED)),
        closed=Count("pk", filter=Q(state=VacancyState.CLOSED)),
    )
    returned = VacancyTransition.objects.filter(vacancy__employer=employer_id, after=VacancyState.RETURNED).count()
    return {**counts, "returned": returned}

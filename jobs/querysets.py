"""The vocabulary for reading vacancies."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from employers.enums import Verification
from jobs.enums import VacancyState

if TYPE_CHECKING:
    from jobs.models import Vacancy  # noqa: F401 — the queryset's model
    from portal.accounts.actor import Actor

CARD = (
    "public_id", "title", "employer__public_id", "employer__name", "pay_min", "pay_max", "pay_negotiable", "pay_unit",
    "experience_min_months", "working_time", "headcount", "filled", "deadline", "published_at",
)  # fmt: skip
PLACE = ("vacancy", "commune__name", "province__name", "province__short_name", "park__name")


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def published(self) -> Self:
        """Open to readers: published, and the employer not suspended."""
        return self.filter(state=VacancyState.PUBLISHED).exclude(employer__verification=Verification.SUSPENDED)

    def with_card(self) -> Self:
        """With what a card in a list shows; the long texts stay behind."""
        places = apps.get_model("jobs", "VacancyPlace").objects.select_related("commune", "province", "park")
        return (
            self.select_related("employer")
            .prefetch_related(models.Prefetch("places", places.order_by("id")))
            .defer("description", "requirements", "benefits_text", "employer__about")
        )

    def with_only_card(self) -> Self:
        """Only what a card in a list shows: half the time of :meth:`with_card`, whose rows are wide."""
        places = apps.get_model("jobs", "VacancyPlace").objects.select_related("commune", "province", "park")
        return (
            self.select_related("employer")
            .prefetch_related(models.Prefetch("places", places.only(*PLACE).order_by("id")))
            .only(*CARD)
        )

    def matchable(self, day: date) -> Self:
        """What the nightly matching considers: published, of employers verified or collected from
        adverts by the centre itself, with seats left, not past the deadline on ``day``."""
        return self.filter(
            Q(deadline=None) | Q(deadline__gte=day),
            state=VacancyState.PUBLISHED,
            filled__lt=F("headcount"),
            employer__verification__in=[Verification.VERIFIED, Verification.COLLECTED],
        )

    def of(self, actor: "Actor") -> Self:
        """Vacancies of the employers the actor is a member of."""
        return self.filter(employer__in=actor.employer_ids)

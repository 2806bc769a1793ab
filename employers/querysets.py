"""The vocabulary for reading employers."""

from typing import TYPE_CHECKING, Self

from django.db import models

from employers.enums import Verification

if TYPE_CHECKING:
    from employers.models import Employer  # noqa: F401 — the queryset's model
    from portal.accounts.actor import Actor


class EmployerQuerySet(models.QuerySet["Employer"]):
    def public(self) -> Self:
        """Employers whose page anybody may read."""
        return self.exclude(verification=Verification.SUSPENDED).exclude(verification=Verification.PENDING)

    def of(self, actor: "Actor") -> Self:
        """Employers the actor is an active member of."""
        return self.filter(pk__in=actor.employer_ids)

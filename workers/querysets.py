"""The vocabulary for reading workers."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from portal.codes.text import fold_words
from workers.enums import ConsentPurpose, Search, Visibility

if TYPE_CHECKING:
    from workers.models import Worker  # noqa: F401 — the queryset's model


class WorkerQuerySet(models.QuerySet["Worker"]):
    def looking(self) -> Self:
        """Those who look for work now, employed or not."""
        return self.filter(search__in=[Search.LOOKING, Search.OPEN])

    def consented(self, purpose: ConsentPurpose) -> Self:
        """Those whose consent to ``purpose`` stands today."""
        from workers.models import Consent

        standing = Consent.objects.filter(worker=OuterRef("pk"), purpose=purpose, withdrawn_at=None)
        return self.filter(Exists(standing))

    def matchable(self) -> Self:
        """Those the nightly matching considers: they look for work and consented to it."""
        return self.looking().consented(ConsentPurpose.MATCHING)

    def shown_to(self, employer_id: int) -> Self:
        """Those an employer may see as candidates without their having applied: not hidden, not blocking it."""
        from workers.models import BlockedEmployer

        blocking = BlockedEmployer.objects.filter(worker=OuterRef("pk"), employer=employer_id)
        return self.exclude(visibility=Visibility.HIDDEN).exclude(Exists(blocking))

    def named(self, text: str) -> Self:
        """Name without diacritics, each word somewhere in it: "nguyen hoa"."""
        found = self
        for word in fold_words(text).split():
            found = found.filter(folded_name__contains=word)
        return found

"""Which turns are looked at: a period and what they are narrowed to. Figures, lists and files all start from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.models import Office
from portal.reports.ledger.dimensions import BY, Dimension, Member
from portal.reports.ledger.enums import By
from portal.reports.ledger.models import Credit
from portal.reports.ledger.querysets import CreditQuerySet
from portal.reports.periods import Period, from_query
from workers.counselling.models import CounsellingSession
from workers.counselling.querysets import SessionQuerySet


class Foreign(Exception):
    """Another office's turns, asked for by somebody who reads only their own."""


@dataclass(frozen=True)
class Scope:
    """A period, and one member of each dimension it is narrowed to."""

    period: Period
    chosen: Mapping[By, Member] = field(default_factory=dict)

    def where(self, prefix: str = "") -> Q:
        """The filters but the period, for rows that reach the turn by ``prefix``."""
        found = Q()
        for by, member in self.chosen.items():
            found &= BY[by].narrowed(member.key, prefix)
        return found

    def turns(self, period: Period | None = None) -> SessionQuerySet:
        """Every turn given in the period that the filters let through."""
        within = period or self.period
        return CounsellingSession.objects.filter(self.where(), at__gte=within.starts, at__lt=within.ends)

    def credits(self, period: Period | None = None) -> CreditQuerySet:
        """What those turns led to, whenever it came about; which turn that is, says :class:`Credit`."""
        within = period or self.period
        # What people sent without a letter before the period follows from no turn in it: theirs is not looked for.
        maybe = Q(letter__isnull=False) | Q(sent_at__gte=within.starts)
        return Credit.objects.filter(maybe, self.where("turn__"), turn__at__gte=within.starts, turn__at__lt=within.ends)

    def apart(self) -> CreditQuerySet:
        """Hires begun in the period that follow from no turn; of the filters only the office can tell them apart."""
        office = self.chosen.get(By.OFFICE)
        care = Q(application__worker__office=office.key) if office else Q()
        period = self.period
        return Credit.objects.filter(
            care, turn=None, placement__started_on__gte=period.first, placement__started_on__lte=period.last
        )

    def narrowed(self, by: By, member: Member) -> "Scope":
        return replace(self, chosen={**self.chosen, by: member})

    def over(self, period: Period) -> "Scope":
        return replace(self, period=period)

    @property
    def query(self) -> str:
        """The part of an address that names the scope; :func:`asked` reads it back."""
        return "&".join([self.period.query, *([urlencode(self.parameters)] if self.chosen else [])])

    @property
    def parameters(self) -> dict[str, str]:
        """The filters as an address names them."""
        return {BY[by].parameter: member.value for by, member in self.chosen.items()}

    @property
    def filters(self) -> list[tuple[Dimension, Member]]:
        return [(BY[by], member) for by, member in self.chosen.items()]


def asked(query: Mapping[str, str], actor: Actor, today: date) -> tuple[Scope, str]:
    """The scope an address names, and what was wrong with it ("" if nothing).

    Managers see every office; everybody else their own, and raises :class:`Foreign` for another. What names
    nothing is left out.
    """
    period, trouble = from_query(query, today)
    chosen: dict[By, Member] = {}
    for by, dimension in BY.items():
        value = query.get(dimension.parameter, "")[:24]
        if value and (member := dimension.named(value)):
            chosen[by] = member
    if not actor.is_manager:
        own = Office.objects.get(pk=cast(int, actor.office_id))
        mine = Member(own.pk, own.code, own.name)
        if chosen.setdefault(By.OFFICE, mine).key != own.pk:
            raise Foreign(chosen[By.OFFICE].name)
    return Scope(period, chosen), trouble

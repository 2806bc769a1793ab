"""Which events a reader asks for, as it stands in the address, and the links that ask for others."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.codes import places
from portal.codes.places import Kind, Place
from portal.codes.text import nfc
from workers.outreach.enums import EventKind
from workers.outreach.models import Attendance, OutreachEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """Every field has its name in the address: ``luc`` (time), ``loai`` (kind), ``noi`` (place)."""

    past: bool = False
    kind: str = ""
    where: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read an address; what is not understood is left out, never an error."""
        kind = query.get("loai", "")
        return cls(
            past=query.get("luc") == "qua",
            kind=kind if kind in EventKind.values else "",
            where=nfc(query.get("noi", ""))[:120],
        )

    def address(self) -> str:
        """The query part of the address, with "?"."""
        query = QueryDict(mutable=True)
        for name, value in (("luc", "qua" if self.past else ""), ("loai", self.kind), ("noi", self.where)):
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def having(self, **values: object) -> "Asked":
        return replace(self, **values)  # type: ignore[arg-type]  # names of fields

    def place(self) -> Place | None:
        """What the typed place is understood as."""
        return places.resolve(self.where).best if self.where else None

    def events(self) -> QuerySet[OutreachEvent]:
        """In calendar order: what comes next first; of the past, the latest first."""
        now = timezone.now()
        public = OutreachEvent.objects.public()
        found = public.past(now) if self.past else public.coming(now)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.where:
            found = found.filter(**_within(self.place()))
        # Counted event by event, only for those of the page: joined, each employer would meet each person listed.
        return found.select_related("commune__province").annotate(
            invited=_count(OutreachEvent.employers.through, "outreachevent"), listed=_count(Attendance, "event")
        )


def _count(rows: type[Model], event: str) -> Coalesce:
    """How many of ``rows`` belong to the event."""
    of_event = rows._default_manager.filter(**{event: OuterRef("pk")}).order_by().values(event)
    return Coalesce(Subquery(of_event.annotate(n=Count("pk")).values("n")), 0)


def _within(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"pk__in": []}
    if place.kind == Kind.PROVINCE and place.current:
        return {"commune__province": place.id}
    return {"commune__in": place.communes}


def by_month(events: Iterable[OutreachEvent]) -> list[tuple[str, list[OutreachEvent]]]:
    """Events under the name of their month, in the order given."""
    months = groupby(events, key=_month)
    return [
        (_("Tháng %(month)s năm %(year)s") % {"month": month, "year": year}, list(group))
        for (year, month), group in months
    ]


def _month(event: OutreachEvent) -> tuple[int, int]:
    day = timezone.localtime(event.starts_at)
    return day.year, day.month

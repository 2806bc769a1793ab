"""Reading the log as the centre's managers do: who looked how much, what is out of the ordinary, and the lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDate
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import AccessLog, User
from workers.looks.enums import Action, Why
from workers.models import Worker

LONGEST = timedelta(days=92)
"""More is read quarter by quarter; a year of the whole province is a report, not an audit."""
USUAL = timedelta(days=6)
OPENS, CLOSES = 7, 18
"""Hours of the centre's day; Saturdays and Sundays are out of it."""
MANY = 10
"""More different people of other offices than this in a day is out of the ordinary."""

LATE = Q(hour__lt=OPENS) | Q(hour__gte=CLOSES) | Q(weekday__gte=6)
KINDS: dict[str, tuple[str | Promise, Q]] = {
    "noi-khac": (_("Người của văn phòng khác"), Q(is_foreign=True)),
    "ly-do-khac": (_("Lý do khác, tự viết"), Q(kind=Why.OTHER)),
    "nhay-cam": (_("Thông tin nhạy cảm"), ~Q(fields="") & ~Q(action=Action.SEARCHED)),
    "so-dinh-danh": (_("Tìm bằng số định danh"), Q(action=Action.SEARCHED)),
    "ngoai-gio": (_("Ngoài giờ làm việc"), LATE),
}
"""What may be out of the ordinary, by its word in an address."""


@dataclass(frozen=True)
class Asked:
    """What the page is asked for: days, a reader, a person, a kind of look."""

    first: date
    last: date
    reader: str = ""
    person: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """From an address; what cannot be read is left at the last week of everything."""
        today = timezone.localdate()
        last = min(_day(query.get("den", "")) or today, today)
        first = min(_day(query.get("tu", "")) or last - USUAL, last)
        words = {
            name: query.get(word, "")[:12] for name, word in (("reader", "ai"), ("person", "nguoi"), ("kind", "loai"))
        }
        return cls(max(first, last - LONGEST), last, **words)

    @property
    def address(self) -> str:
        """The days as part of an address."""
        return f"tu={self.first}&den={self.last}"


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2100 else None


def lines(asked: Asked) -> "QuerySet[AccessLog]":
    """The log of those days, of the reader and the person named; the kind is left to :func:`rows`."""
    start = timezone.make_aware(datetime.combine(asked.first, time.min))
    end = timezone.make_aware(datetime.combine(asked.last + timedelta(days=1), time.min))
    found = AccessLog.objects.filter(at__gte=start, at__lt=end, actor__staff__isnull=False)
    if asked.reader:
        found = found.filter(actor__public_id=asked.reader)
    if asked.person:
        found = found.filter(subject_id=asked.person)
    return found.annotate(hour=ExtractHour("at"), weekday=ExtractIsoWeekDay("at"))


def rows(asked: Asked) -> "QuerySet[AccessLog]":
    """The lines one figure counts, newest first."""
    found = lines(asked)
    if asked.kind in KINDS:
        found = found.filter(KINDS[asked.kind][1])
    return found.select_related("actor__staff__office").order_by("-at", "-id")


def figures(asked: Asked) -> dict[str, int]:
    """How many looks, at how many people, and of each kind. One query."""
    counted: dict[str, int] = lines(asked).aggregate(
        looks=Count("pk"),
        people=Count("subject_id", distinct=True, filter=~Q(subject_id="")),
        **{f"kind_{code}".replace("-", "_"): Count("pk", filter=rule) for code, (_label, rule) in KINDS.items()},
    )
    return counted


class Reader(NamedTuple):
    user: User
    looks: int
    people: int
    foreign: int
    sensitive: int


def readers(asked: Asked, most: int = 12) -> list[Reader]:
    """Who looked, those with the most people of other offices first. Two queries."""
    found = (
        lines(asked)
        .order_by()
        .values("actor")
        .annotate(
            looks=Count("pk"),
            people=Count("subject_id", distinct=True),
            foreign=Count("subject_id", distinct=True, filter=Q(is_foreign=True)),
            sensitive=Count("pk", filter=KINDS["nhay-cam"][1]),
        )
        .order_by("-foreign", "-looks", "actor")[:most]
    )
    counted = list(found)
    users = User.objects.select_related("staff__office").in_bulk([one["actor"] for one in counted])
    return [
        Reader(users[one["actor"]], one["looks"], one["people"], one["foreign"], one["sensitive"]) for one in counted
    ]


class Heap(NamedTuple):
    """Many people of other offices on one day."""

    day: date
    name: str
    public_id: str
    people: int


def heaps(asked: Asked, most: int = 8) -> list[Heap]:
    """Days on which somebody opened more than :data:`MANY` people of other offices."""
    found = (
        lines(asked)
        .filter(is_foreign=True)
        .order_by()
        .annotate(day=TruncDate("at"))
        .values("day", "actor__full_name", "actor__public_id")
        .annotate(people=Count("subject_id", distinct=True))
        .filter(people__gt=MANY)
        .order_by("-people", "-day")[:most]
    )
    return [Heap(one["day"], one["actor__full_name"], one["actor__public_id"], one["people"]) for one in found]


def names(looks: Iterable[AccessLog]) -> dict[str, Worker]:
    """Those looked at, by what the log calls them: a name and an office, no more."""
    keys = {one.subject_id for one in looks if one.subject_id}
    people = Worker.objects.select_related("office").only("public_id", "full_name", "office__name")
    return {one.public_id: one for one in people.filter(public_id__in=keys)}

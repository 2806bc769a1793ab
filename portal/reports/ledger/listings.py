"""The rows behind the ledger's figures, as columns for page and spreadsheet. Names stand in full: counsellors read
those of their office's turns, managers all (see ``scope.asked``); nobody else gets here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jobs.models import PlacementCheck
from portal.reports.ledger.enums import Count
from portal.reports.ledger.models import Credit
from portal.reports.ledger.querysets import CreditQuerySet
from portal.reports.ledger.scope import Scope
from portal.reports.listings import Column
from workers.counselling.models import CounsellingSession

CHUNK = 2_000
_LONG = (
    "application__vacancy__description", "application__vacancy__requirements", "application__vacancy__benefits_text",
    "application__vacancy__employer__about", "turn__need", "turn__advice", "turn__private_note",
)  # fmt: skip
_SEALED = ("identity_number", "ethnicity", "religion", "sensitive_groups")
"""Encrypted fields of a person: nothing here shows them, so nothing deciphers them."""


class Turned(NamedTuple):
    """A turn and what came of it."""

    turn: Any
    credits: list[Credit]


@dataclass(frozen=True)
class Found:
    """The rows one figure counts, in a fixed order, and how many different people are among them."""

    what: Count
    rows: "QuerySet[Any]"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Of the spreadsheet."""
        return _TURNS if self.what == Count.TURNS else _CREDITS

    @property
    def shown(self) -> tuple[Column, ...]:
        """Of the page: what fits beside each other."""
        return _TURNS if self.what == Count.TURNS else _SHOWN

    @property
    def keys(self) -> "QuerySet[Any, int]":
        """Of the rows in their order. Only these are sorted and cut into pages; :meth:`full` reads what is shown."""
        return self.rows.values_list("pk", flat=True)

    def people(self) -> int:
        if self.what == Count.TURNS:
            return int(self.rows.tally().people)  # type: ignore[attr-defined]  # turns have it
        return self.rows.order_by().values("person_id").distinct().count()

    def full(self, keys: Iterable[int]) -> list[Any]:
        """The rows of a page or a chunk, in the order of ``keys``, with all that their columns show."""
        wanted = list(keys)
        if self.what == Count.TURNS:
            turns = _turns().in_bulk(wanted)
            return _with_credits([turns[key] for key in wanted if key in turns])
        found = with_names(Credit.objects.filter(application__in=wanted)).in_bulk(wanted)
        return [found[key] for key in wanted if key in found]

    def person(self, row: Any) -> int | None:
        """The key of the person a full row is about; of a walk-in there is none."""
        found: int | None = row.turn.worker_id if isinstance(row, Turned) else row.person_id
        return found

    def in_chunks(self) -> Iterator[list[Any]]:
        """All rows, as many at once as fit easily in memory."""
        for keys in batched(self.keys.iterator(CHUNK), CHUNK):
            yield self.full(keys)


def batched(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(keys)
    while batch := list(islice(rest, size)):
        yield batch


def find(scope: Scope, what: Count, today: date) -> Found:
    """Exactly the rows that the figure ``what`` of ``scope`` counts."""
    if what == Count.TURNS:
        return Found(what, scope.turns().order_by("-at", "-id"))
    credits = scope.apart() if what == Count.APART else scope.credits()
    chosen = {
        Count.LETTERS: credits.letters,
        Count.OWN: credits.own,
        Count.HIRES: credits.hired,
        Count.STAYED: lambda: credits.stayed(today),
        Count.APART: credits.all,
    }[what]()
    return Found(what, chosen.order_by("-sent_at", "-application_id"))


def _turns() -> "QuerySet[CounsellingSession]":
    sealed = [f"worker__{name}" for name in _SEALED]
    turns = CounsellingSession.objects.select_related("worker__commune", "counsellor", "office")
    return turns.defer("need", "advice", "private_note", *sealed)


def with_names(credits: CreditQuerySet) -> CreditQuerySet:
    """With what a line about an application and its turn shows."""
    sealed = [f"application__worker__{name}" for name in _SEALED]
    checks = PlacementCheck.objects.order_by("month")
    return (
        credits.select_related(
            "turn__counsellor", "turn__office", "application__worker", "application__vacancy__employer", "letter",
            "placement",
        )
        .defer(*_LONG, *sealed)
        .prefetch_related(Prefetch("placement__checks", checks))
    )  # fmt: skip


def _with_credits(turns: list[CounsellingSession]) -> list[Turned]:
    people = {turn.worker_id for turn in turns if turn.worker_id}
    # People first: it is by them that the applications are found quickly.
    found = Credit.objects.filter(application__worker__in=people, turn__in=[turn.pk for turn in turns])
    by_turn: dict[int, list[Credit]] = defaultdict(list)
    for credit in found.order_by("sent_at", "application_id"):
        by_turn[credit.turn_id or 0].append(credit)
    return [Turned(turn, by_turn[turn.pk]) for turn in turns]


def came_of(credits: list[Credit]) -> str:
    """ "2 giấy giới thiệu, 1 việc làm"; a dash when nothing came of it."""
    letters = sum(credit.letter_id is not None for credit in credits)
    own, hires = len(credits) - letters, sum(credit.placement_id is not None for credit in credits)
    parts = [
        ngettext("%(n)s giấy giới thiệu", "%(n)s giấy giới thiệu", letters) % {"n": letters} if letters else "",
        ngettext("%(n)s lần tự ứng tuyển", "%(n)s lần tự ứng tuyển", own) % {"n": own} if own else "",
        ngettext("%(n)s việc làm", "%(n)s việc làm", hires) % {"n": hires} if hires else "",
    ]
    return ", ".join(part for part in parts if part) or "–"


def address(row: Any) -> str:
    """Where the row's chain is read."""
    if isinstance(row, Turned):
        return reverse("ledger:turn", args=[row.turn.public_id])
    if row.turn:
        return reverse("ledger:turn", args=[row.turn.public_id])
    return reverse("ledger:placement", args=[row.placement.public_id]) if row.placement else ""


def _checked(month: int) -> Any:
    def outcome(row: Credit) -> str:
        checks = row.placement.checks.all() if row.placement else ()
        return next((str(check.get_outcome_display()) for check in checks if check.month == month), "")

    return outcome


def _came_out(row: Credit) -> str:
    if row.placement:
        return gettext("Đi làm từ %(day)s") % {"day": f"{row.placement.started_on:%d/%m/%Y}"}
    return str(row.application.get_state_display())


def _last_check(row: Credit) -> str:
    checks = list(row.placement.checks.all()) if row.placement else []
    if not checks:
        return ""
    outcome = str(checks[-1].get_outcome_display()).lower()
    return gettext("%(month)s tháng: %(outcome)s") % {"month": checks[-1].month, "outcome": outcome}


def _way(row: Credit) -> str:
    if row.letter:
        return row.letter.number
    return str(row.application.get_origin_display())


def _days(row: Credit) -> int | None:
    if not (row.turn and row.placement):
        return None
    return max(0, (row.placement.started_on - timezone.localdate(row.turn.at)).days)


_TURNS = (
    Column(_("Thời gian"), lambda row: row.turn.at),
    Column(_("Người"), lambda row: row.turn.person),
    Column(
        _("Xã, phường"),
        lambda row: row.turn.worker.commune.name if row.turn.worker and row.turn.worker.commune else "",
    ),
    Column(_("Nội dung"), lambda row: ", ".join(row.turn.topic_labels)),
    Column(_("Hình thức"), lambda row: row.turn.get_channel_display()),
    Column(_("Tư vấn viên"), lambda row: str(row.turn.counsellor)),
    Column(_("Văn phòng"), lambda row: row.turn.office.name),
    Column(_("Dẫn tới"), lambda row: came_of(row.credits)),
)
_CREDITS = (
    Column(_("Lượt tư vấn"), lambda row: row.turn.at if row.turn else None),
    Column(_("Người"), lambda row: row.application.worker.full_name),
    Column(_("Việc"), lambda row: row.application.vacancy.title),
    Column(_("Doanh nghiệp"), lambda row: row.application.vacancy.employer.name),
    Column(_("Giấy số, hoặc cách ứng tuyển"), _way),
    Column(_("Ứng tuyển"), lambda row: timezone.localdate(row.sent_at)),
    Column(_("Kết quả"), lambda row: str(row.application.get_state_display())),
    Column(_("Đi làm"), lambda row: row.placement.started_on if row.placement else None),
    Column(_("Sau 1 tháng"), _checked(1)),
    Column(_("Sau 3 tháng"), _checked(3)),
    Column(_("Sau 6 tháng"), _checked(6)),
    Column(_("Ngày từ lượt tới việc"), _days, is_number=True),
    Column(_("Tư vấn viên"), lambda row: str(row.turn.counsellor) if row.turn else ""),
    Column(_("Văn phòng"), lambda row: row.turn.office.name if row.turn else ""),
)

_SHOWN = (
    Column(_("Lượt tư vấn"), lambda row: timezone.localdate(row.turn.at) if row.turn else None),
    *_CREDITS[1:4],
    Column(_("Cách ứng tuyển"), _way),
    _CREDITS[5],
    Column(_("Kết quả"), _came_out),
    Column(_("Hỏi thăm gần nhất"), _last_check),
    Column(_("Số ngày tới việc"), _days, is_number=True),
)

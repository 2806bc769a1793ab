"""Does everybody get something from the lists? Read from the outputs, beside the engine: impact ratios of groups,
people whose list stays empty, vacancies nobody is shown, employers without candidates."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Employer
from jobs.matching.criteria import BY_CODE
from jobs.matching.enums import Side
from jobs.matching.figures import FOUR_FIFTHS, kept_ids
from jobs.matching.models import Match, MatchRun, WithoutSuggestion
from jobs.models import Vacancy
from portal.codes.enums import Sex
from workers.models import Worker

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from portal.accounts.actor import Actor

SMALL = 30
"""A group of fewer people says nothing by its ratio: it is not judged, and no other is measured against it."""
LONG = timedelta(days=30)
"""Without a suggestion for so long, a person is called."""

KINDS: "dict[str, str | Promise]" = {
    "sex": _("Giới tính"),
    "age": _("Tuổi"),
    "disability": _("Khuyết tật"),
    "area": _("Nơi ở"),
}


@dataclass(frozen=True)
class Group:
    """People of one group the run considered, and how many of them appear in a vacancy's list."""

    name: str
    people: int
    listed: int
    percent: int
    """Of the people, listed."""
    ratio: int | None
    """Whole per cent of the best placed group's rate; ``None`` when too few people to say."""
    needs_a_look: bool
    """Below four fifths of the best placed group."""


@dataclass(frozen=True)
class Kind:
    code: str
    label: "str | Promise"
    groups: list[Group]


def impact(run: MatchRun) -> list[Kind]:
    """Impact ratios by kind of group, as the run kept them; small groups are shown without a ratio."""
    kept: dict[str, list[dict[str, Any]]] = run.figures.get("impact", {})
    return [Kind(code, label, _groups(kept[code])) for code, label in KINDS.items() if kept.get(code)]


def _groups(rows: list[dict[str, Any]]) -> list[Group]:
    words = {**dict(Sex.choices), "stated": _("có khai"), "not_stated": _("không khai")}
    rates = [row["listed"] / row["people"] for row in rows]
    best = max((rate for row, rate in zip(rows, rates, strict=True) if row["people"] >= SMALL), default=0.0)
    made = []
    for row, rate in zip(rows, rates, strict=True):
        judged = bool(best) and row["people"] >= SMALL
        below = judged and rate / best < FOUR_FIFTHS and not math.isclose(rate / best, FOUR_FIFTHS)
        ratio = math.floor(rate / best * 100) if below else round(rate / best * 100) if judged else None
        name = str(words.get(row["group"], row["group"]))
        made.append(Group(name, row["people"], row["listed"], round(rate * 100), ratio, below))
    return made


_EMPTY = (
    "NOT EXISTS (SELECT 1 FROM matching_match m WHERE m.run_id = %(run)s AND m.side = %(side)s AND m.worker_id = x)"
)


def note_empty_lists(run: MatchRun) -> None:
    """Keep since when the list of each person the run considered has been empty: lists themselves are forgotten."""
    values: dict[str, Any] = {"run": run.pk, "side": Side.WORKER.value, "ids": kept_ids(run), "day": run.day}
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM matching_withoutsuggestion s WHERE s.worker_id NOT IN "
            f"(SELECT x FROM unnest(%(ids)s::bigint[]) x WHERE {_EMPTY})",
            values,
        )
        cursor.execute(
            "INSERT INTO matching_withoutsuggestion (worker_id, since) SELECT w.id, %(day)s "
            f"FROM unnest(%(ids)s::bigint[]) x JOIN workers_worker w ON w.id = x WHERE {_EMPTY} "
            "ON CONFLICT (worker_id) DO NOTHING",
            values,
        )


def people_without(actor: "Actor") -> "QuerySet[WithoutSuggestion]":
    """Those whose list is empty, longest first: of the counsellor's office, or everybody for a manager. Somebody with a
    suggestion since (by day lists are rewritten) is left out."""
    listed = Match.objects.published().filter(side=Side.WORKER, worker=OuterRef("worker"))
    found = WithoutSuggestion.objects.filter(worker__in=Worker.objects.matchable()).exclude(Exists(listed))
    if not actor.is_manager:
        found = found.filter(worker__office=actor.office_id)
    return found.select_related("worker__commune", "worker__office").order_by("since", "worker_id")


def long_without(rows: "QuerySet[WithoutSuggestion]", today: date) -> "QuerySet[WithoutSuggestion]":
    """Those of ``rows`` for thirty days or more."""
    return rows.filter(since__lte=today - LONG)


def unshown() -> "QuerySet[Vacancy]":
    """Vacancies that could be matched today and are in nobody's list, with most seats first."""
    shown = Match.objects.published().filter(side=Side.WORKER, vacancy=OuterRef("pk"))
    return (
        Vacancy.objects.matchable(timezone.localdate())
        .exclude(Exists(shown))
        .annotate(seats=F("headcount") - F("filled"))
        .select_related("employer", "occupation")
        .order_by("-seats", "pk")
    )


@dataclass(frozen=True)
class Obstacle:
    """A criterion that alone keeps people from a vacancy."""

    label: "str | Promise"
    people: int


def why_unshown(vacancy: Vacancy, run: MatchRun | None) -> list[Obstacle] | None:
    """What stops most people who lack one thing only, most first; ``None`` when the run has not worked it out.

    Empty: whoever was considered lacks two things or more.
    """
    kept = run.figures.get("unshown", {}).get(str(vacancy.pk)) if run else None
    if kept is None:
        return None
    return [Obstacle(BY_CODE[code].label, people) for code, people in kept if code in BY_CODE]


def employers_without() -> "QuerySet[Employer]":
    """Employers none of whose open vacancies has a candidate, with most seats first."""
    day = timezone.localdate()
    listed = Match.objects.published().filter(side=Side.VACANCY, vacancy=OuterRef("pk"))
    has = Vacancy.objects.matchable(day).filter(Exists(listed)).order_by().values("employer")
    empty = Vacancy.objects.matchable(day).filter(employer=OuterRef("pk")).order_by().values("employer")
    return (
        Employer.objects.filter(Exists(empty))
        .exclude(pk__in=has)
        .annotate(
            openings=empty.annotate(n=Count("pk")).values("n")[:1],
            seats=empty.annotate(n=Sum(F("headcount") - F("filled"))).values("n")[:1],
        )
        .order_by("-seats", "pk")
    )

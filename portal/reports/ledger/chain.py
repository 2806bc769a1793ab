"""The chain itself, read in one statement and in both directions: what came of a turn, and which turns led to work.

Everything hangs on :class:`portal.reports.ledger.models.Credit`: forwards its rows are found by their turn, backwards
by a placement or a person (and of an employer's vacancy by :func:`of_vacancy`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from portal.reports.ledger.models import Credit
from portal.reports.ledger.querysets import CreditQuerySet

_EVENTS = """
WITH c AS MATERIALIZED (
       SELECT * FROM ledger_credit WHERE {credits}),
t AS MATERIALIZED (
       SELECT * FROM counselling_counsellingsession WHERE {turns}),
e (kind, rank, at, day, application_id, code, words, who, turn_id, office_id) AS (
       SELECT 'turn', 0, t.at, NULL::date, NULL::bigint, t.channel, array_to_string(t.topics, ','), u.full_name,
              t.id, t.office_id
         FROM t JOIN accounts_user u ON u.id = t.counsellor_id
        UNION ALL
       SELECT 'letter', 1, NULL, r.issued_on, c.application_id, '', r.number, u.full_name, c.turn_id, r.office_id
         FROM c JOIN jobs_referral r ON r.id = c.letter_id JOIN accounts_user u ON u.id = r.issued_by_id
        UNION ALL
       SELECT 'sent', 2, c.sent_at, NULL, c.application_id, a.origin, '', '', c.turn_id, NULL
         FROM c JOIN jobs_application a ON a.id = c.application_id
        WHERE c.letter_id IS NULL
        UNION ALL
       SELECT 'moved', 3, m.at, NULL, c.application_id, m.after, m.reason, '', c.turn_id, NULL
         FROM c JOIN jobs_applicationtransition m ON m.application_id = c.application_id
        WHERE m.after NOT IN ('proposed', 'submitted')
        UNION ALL
       SELECT 'met', 3, i.starts_at, NULL, c.application_id, i.state, '', '', c.turn_id, NULL
         FROM c JOIN interviews_interview i ON i.application_id = c.application_id
        WHERE i.state IN ('booked', 'held', 'no_show')
        UNION ALL
       SELECT 'word', 4, w.at, NULL, c.application_id, w.word, w.note, w.said_by, c.turn_id, NULL
         FROM c JOIN outcomes_employerword w ON w.referral_id = c.letter_id
        UNION ALL
       SELECT 'refused', 4, NULL, f.refused_on, c.application_id, f.reason, f.words, '', c.turn_id, NULL
         FROM c JOIN outcomes_refusal f ON f.referral_id = c.letter_id
        UNION ALL
       SELECT 'started', 5, NULL, p.started_on, c.application_id, '', p.public_id, '', c.turn_id, NULL
         FROM c JOIN jobs_placement p ON p.id = c.placement_id
        UNION ALL
       SELECT 'check', 6, NULL, k.checked_on, c.application_id, k.outcome, k.month::text, u.full_name, c.turn_id, NULL
         FROM c JOIN jobs_placementcheck k ON k.placement_id = c.placement_id
         LEFT JOIN accounts_user u ON u.id = k.checked_by_id)
SELECT e.kind, e.at, COALESCE(e.day, (e.at AT TIME ZONE %s)::date) AS on_day, e.application_id, e.code, e.words, e.who,
       s.public_id, v.title, v.public_id, m.name, o.name
  FROM e
  LEFT JOIN counselling_counsellingsession s ON s.id = e.turn_id
  LEFT JOIN jobs_application a ON a.id = e.application_id
  LEFT JOIN jobs_vacancy v ON v.id = a.vacancy_id
  LEFT JOIN employers_employer m ON m.id = v.employer_id
  LEFT JOIN accounts_office o ON o.id = e.office_id
 ORDER BY on_day, e.rank, e.at, e.application_id
"""


class Event(NamedTuple):
    """One thing that happened, as the statement gives it."""

    kind: str
    """turn, letter, sent, moved, met, word, refused, started or check."""
    at: datetime | None
    """Where the moment is known, not only the day."""
    day: date
    application: int | None
    code: str
    words: str
    who: str | None
    turn: str | None
    """Public id of the turn it belongs to."""
    title: str | None
    vacancy: str | None
    employer: str | None
    office: str | None


@dataclass
class Path:
    """One application with what happened to it, and the turn it is credited to, if any."""

    title: str
    vacancy: str
    employer: str
    turn: Event | None
    events: list[Event] = field(default_factory=list)

    @property
    def steps(self) -> list[tuple[Event, int | None]]:
        """The turn and everything else in its order, each with the days since the one before."""
        # A letter may follow an application that was sent before the turn it was written in.
        all_of_it = sorted([*([self.turn] if self.turn else []), *self.events], key=lambda event: event.day)
        gaps = [None, *((later.day - sooner.day).days for sooner, later in pairwise(all_of_it))]
        return list(zip(all_of_it, gaps, strict=True))

    @property
    def started(self) -> Event | None:
        return next((event for event in self.events if event.kind == "started"), None)

    @property
    def has_letter(self) -> bool:
        return any(event.kind == "letter" for event in self.events)

    @property
    def days(self) -> int | None:
        """From the turn to the first day of work."""
        return max(0, (self.started.day - self.turn.day).days) if self.turn and self.started else None


@dataclass
class Chain:
    """Turns in their order, and the paths that begin in them."""

    turns: list[Event]
    paths: list[Path]


def after_turn(turn: int, person: int | None) -> Chain:
    """What came of one turn. ``person``: of a walk-in without a record nothing is known."""
    # The person is named as well: it is by them that the applications are found at once.
    return _read("turn_id = %s AND person_id = %s", [turn, person], "id = %s", [turn])


def to_placement(placement: int, person: int, started_on: date) -> Chain:
    """One hire and every turn the person had by the day it began."""
    turns = "worker_id = %s AND (at AT TIME ZONE %s)::date <= %s"
    given = [person, timezone.get_current_timezone_name(), started_on]
    return _read("placement_id = %s AND person_id = %s", [placement, person], turns, given)


def of_person(person: int) -> Chain:
    """Every turn of a person and everything that came of them."""
    return _read("person_id = %s", [person], "worker_id = %s", [person])


def of_vacancy(vacancy: int) -> CreditQuerySet:
    """Those who applied to an employer's vacancy, each with the turn that led there."""
    return Credit.objects.filter(Q(application__vacancy=vacancy))


def _read(credits: str, of_credits: list[Any], turns: str, of_turns: list[Any]) -> Chain:
    statement = _EVENTS.format(credits=credits, turns=turns)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*of_credits, *of_turns, timezone.get_current_timezone_name()])
        return _arranged(Event(*row) for row in cursor.fetchall())


def _arranged(found: Iterable[Event]) -> Chain:
    events = list(found)
    turns = {event.turn: event for event in events if event.application is None}
    paths: dict[int, Path] = {}
    for event in events:
        if event.application is None:
            continue
        if event.application not in paths:
            turn = turns.get(event.turn) if event.turn else None
            paths[event.application] = Path(event.title or "", event.vacancy or "", event.employer or "", turn)
        paths[event.application].events.append(event)
    return Chain(list(turns.values()), list(paths.values()))

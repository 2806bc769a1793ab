"""The ledger counted once more, by SQL written by hand that shares nothing with the portal's own."""

from dataclasses import fields
from datetime import date
from typing import Any

from django.db import connection

from portal.reports.ledger.counting import Counted, Numbers
from portal.reports.ledger.enums import By

_DAY = "(s.at AT TIME ZONE 'Asia/Ho_Chi_Minh')"
KEYS: dict[By, tuple[str, str]] = {
    By.OFFICE: ("", "s.office_id"),
    By.COUNSELLOR: ("", "s.counsellor_id"),
    By.TOPIC: ("CROSS JOIN unnest(s.topics) AS g(k)", "g.k"),
    By.CHANNEL: ("", "s.channel"),
    By.AUDIENCE: ("LEFT JOIN workers_worker_priority_groups g ON g.worker_id = s.worker_id", "g.prioritygroup_id"),
    By.COMMUNE: ("LEFT JOIN workers_worker g ON g.id = s.worker_id", "g.commune_id"),
    By.DAY: ("", f"{_DAY}::date"),
    By.WEEK: ("", f"({_DAY}::date - extract(isodow FROM {_DAY})::int + 1)"),
    By.MONTH: ("", f"make_date(extract(year FROM {_DAY})::int, extract(month FROM {_DAY})::int, 1)"),
}
"""What is joined, and what is grouped by; ``None`` for all together."""

_TURNS = """
SELECT {key}, count(DISTINCT s.id),
       count(DISTINCT coalesce('w' || s.worker_id, vi_fold(s.walk_in_name) || '/' || s.walk_in_phone))
  FROM counselling_counsellingsession s {join}
 WHERE {day}::date BETWEEN %(first)s AND %(last)s {where}
 GROUP BY 1
"""
_CHAIN = """
WITH sent AS (
    SELECT a.id, a.worker_id, coalesce(x.at, a.created_at) AS at
      FROM jobs_application a
      LEFT JOIN (SELECT application_id, min(at) AS at FROM jobs_applicationtransition
                  WHERE after = 'submitted' GROUP BY application_id) x
             ON x.application_id = a.id AND a.origin = 'match'
     WHERE a.state <> 'proposed' AND a.state <> 'declined'),
latest AS (
    SELECT DISTINCT ON (sent.id) sent.id AS application_id, s.id AS turn_id
      FROM sent JOIN counselling_counsellingsession s ON s.worker_id = sent.worker_id
     WHERE s.at <= sent.at AND sent.at - s.at < interval '90 days'
     ORDER BY sent.id, s.at DESC, s.id DESC),
credited AS (
    SELECT sent.id, sent.worker_id, sent.at AS sent_at, r.id AS letter, coalesce(r.session_id, latest.turn_id) AS turn
      FROM sent LEFT JOIN jobs_referral r ON r.application_id = sent.id
      LEFT JOIN latest ON latest.application_id = sent.id),
stay AS (
    SELECT p.id, p.application_id, p.started_on,
           bool_or(k.month >= 3 AND k.outcome = 'working') AS stayed,
           p.started_on <= %(due)s OR bool_or(k.month >= 3 AND k.outcome <> 'unreached') AS due
      FROM jobs_placement p LEFT JOIN jobs_placementcheck k ON k.placement_id = p.id GROUP BY p.id)
SELECT {key}, count(DISTINCT c.letter), count(DISTINCT c.id) FILTER (WHERE c.letter IS NULL), count(DISTINCT y.id),
       count(DISTINCT c.worker_id) FILTER (WHERE y.id IS NOT NULL), count(DISTINCT y.id) FILTER (WHERE y.stayed),
       count(DISTINCT y.id) FILTER (WHERE y.due),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, (c.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - {day}::date)),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, y.started_on - (c.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
           FILTER (WHERE y.id IS NOT NULL),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, y.started_on - {day}::date)) FILTER (WHERE y.id IS NOT NULL)
  FROM credited c JOIN counselling_counsellingsession s ON s.id = c.turn
  LEFT JOIN stay y ON y.application_id = c.id {join}
 WHERE {day}::date BETWEEN %(first)s AND %(last)s {where}
 GROUP BY 1
"""  # noqa: E501 — as it would be typed at a prompt


def numbers(by: By | None, first: date, last: date, due: date, office: int | None = None) -> dict[Any, Numbers]:
    """Each group's numbers (or, under ``None``, those of all). ``due``: hires begun by then are asked about at three
    months."""
    join, key = KEYS[by] if by else ("", "NULL::text")
    where = "AND s.office_id = %(office)s" if office else ""
    given = {"first": first, "last": last, "due": due, "office": office}
    found: dict[Any, Numbers] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TURNS.format(key=key, join=join, day=_DAY, where=where), given)
        for group, turns, people in cursor.fetchall():
            found[group] = Numbers(turns, people)
        cursor.execute(_CHAIN.format(key=key, join=join, day=_DAY, where=where), given)
        names = [field.name for field in fields(Numbers)][2:]
        for group, *values in cursor.fetchall():
            for name, value in zip(names, values, strict=True):
                setattr(found[group], name, value)
    return found


def difference(counted: Counted, by: By, first: date, last: date, due: date, office: int | None = None) -> int:
    """How many numbers of a table are not those of :func:`numbers`; 0 when all agree, groups and total."""
    ours = {key: both.now for key, both in counted.groups.items() if both.now.turns}
    theirs = numbers(by, first, last, due, office)
    wrong = sum(ours.get(key) != theirs.get(key) for key in ours.keys() | theirs.keys())
    return wrong + (numbers(None, first, last, due, office).get(None, Numbers()) != counted.total.now)

"""What a published run brings that the one before did not have: found by one statement for each side, told once.

New is a row that was not in the list of the run before. Lists are also rewritten by day, as vacancies are published and
people join (:mod:`jobs.matching.single`); what came that way was told to nobody, so whatever came after the snapshot of
the run before counts as new as well.
"""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jobs.matching import fairness, unshown
from jobs.matching.enums import RunState, Side
from jobs.matching.models import MatchRun
from jobs.matching.store import partition
from portal.notices.services import tell
from workers.enums import ConsentPurpose, Visibility

GOOD_POINTS = 600
"""Of 1000: a new pair below is no news."""
FIRST_JOBS = 10
"""News are among so many first of a person's list …"""
FIRST_PEOPLE = 20
"""… and of a vacancy's."""
NAMED = 3
"""Vacancies named in one notice."""
NEW_JOBS, NEW_PEOPLE = "new_jobs", "new_people"

_NEW_JOBS = """
SELECT w.user_id, count(*),
       (array_agg(v.public_id ORDER BY m.rank))[:%(named)s],
       (array_agg(v.title ORDER BY m.rank))[:%(named)s],
       (array_agg(m.points ORDER BY m.rank))[:%(named)s]
  FROM matching_match m
  JOIN workers_worker w ON w.id = m.worker_id AND w.user_id IS NOT NULL
  JOIN workers_consent c ON c.worker_id = w.id AND c.purpose = %(matching)s AND c.withdrawn_at IS NULL
  JOIN jobs_vacancy v ON v.id = m.vacancy_id AND v.state = 'published'
 WHERE m.run_id = %(run)s AND m.side = %(workers)s AND m.rank <= %(jobs)s AND m.points >= %(good)s
   AND (v.published_at > %(since)s OR c.given_at > %(since)s
        OR NOT EXISTS (SELECT 1 FROM matching_match o WHERE o.run_id = %(before)s AND o.side = %(workers)s
                          AND o.worker_id = m.worker_id AND o.vacancy_id = m.vacancy_id))
 GROUP BY w.user_id
"""
_NEW_PEOPLE = """
WITH fresh AS (
  SELECT m.worker_id, m.vacancy_id, v.employer_id
    FROM matching_match m
    JOIN jobs_vacancy v ON v.id = m.vacancy_id AND v.state = 'published'
    JOIN workers_worker w ON w.id = m.worker_id AND w.visibility <> %(hidden)s
    JOIN workers_consent c ON c.worker_id = w.id AND c.purpose = %(matching)s AND c.withdrawn_at IS NULL
   WHERE m.run_id = %(run)s AND m.side = %(vacancies)s AND m.rank <= %(people)s AND m.points >= %(good)s
     AND NOT EXISTS (SELECT 1 FROM workers_blockedemployer b
                      WHERE b.worker_id = w.id AND b.employer_id = v.employer_id)
     AND NOT EXISTS (SELECT 1 FROM jobs_application a WHERE a.worker_id = w.id AND a.vacancy_id = v.id)
     AND (v.published_at > %(since)s OR c.given_at > %(since)s
          OR NOT EXISTS (SELECT 1 FROM matching_match o WHERE o.run_id = %(before)s AND o.side = %(vacancies)s
                            AND o.worker_id = m.worker_id AND o.vacancy_id = m.vacancy_id))),
told AS (
  SELECT e.user_id, f.worker_id, f.vacancy_id
    FROM fresh f JOIN employers_employermember e ON e.employer_id = f.employer_id AND e.is_active),
openings AS (
  SELECT t.user_id, t.vacancy_id, v.public_id, v.title, count(*) AS people
    FROM told t JOIN jobs_vacancy v ON v.id = t.vacancy_id GROUP BY 1, 2, 3, 4)
SELECT o.user_id, p.people,
       (array_agg(o.public_id ORDER BY o.people DESC, o.vacancy_id))[:%(named)s],
       (array_agg(o.title ORDER BY o.people DESC, o.vacancy_id))[:%(named)s],
       (array_agg(o.people ORDER BY o.people DESC, o.vacancy_id))[:%(named)s]
  FROM openings o
  JOIN (SELECT user_id, count(DISTINCT worker_id) AS people FROM told GROUP BY 1) p USING (user_id)
 GROUP BY o.user_id, p.people
"""
STATEMENTS = {NEW_JOBS: _NEW_JOBS, NEW_PEOPLE: _NEW_PEOPLE}


def announce(run_id: int) -> int | None:
    """Tell people what is new in the lists of a run, and note whom the lists leave out; how many were told.

    Once for each run, whole or not at all; ``None`` when it has been done or the run is not (any more) the published
    one.
    """
    with transaction.atomic():
        run = MatchRun.objects.select_for_update(of=["self"], no_key=True).get(pk=run_id)
        if run.state != RunState.PUBLISHED or run.announced_at:
            return None
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        told = sum(tell(kind, f"run-{run.pk}", found) for kind, found in news(run).items())
        fairness.note_empty_lists(run)
        run.figures["unshown"] = unshown.reasons(run)
        run.announced_at = timezone.now()
        run.save(update_fields=["announced_at", "figures"])
    return told


def news(run: MatchRun) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """(user key, payload) by kind of notice."""
    values = parameters(run)
    return {kind: _payloads(sql, values) for kind, sql in STATEMENTS.items()} if values else {}


def parameters(run: MatchRun) -> dict[str, Any] | None:
    """Of the statements; ``None`` when the lists of the run before are gone, so that nothing can be called new."""
    before = MatchRun.objects.filter(pk__lt=run.pk, state=RunState.RETIRED).order_by("-pk").first()
    if before and not _is_there(before):
        return None
    return {
        "run": run.pk,
        "before": before.pk if before else 0,
        "since": before.snapshot_at if before else None,
        "workers": Side.WORKER.value,
        "vacancies": Side.VACANCY.value,
        "good": GOOD_POINTS,
        "jobs": FIRST_JOBS,
        "people": FIRST_PEOPLE,
        "named": NAMED,
        "matching": ConsentPurpose.MATCHING.value,
        "hidden": Visibility.HIDDEN.value,
    }


def _is_there(run: MatchRun) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [partition(run.pk)])
        found: bool = cursor.fetchone()[0]
    return found


def _payloads(sql: str, values: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [
            (user, {"count": count, "named": [list(one) for one in zip(keys, titles, numbers, strict=True)]})
            for user, count, keys, titles, numbers in cursor.fetchall()
        ]

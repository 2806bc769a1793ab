"""What a run stores about itself, and how evenly its lists reach people – computed from the lists, outside the engine.

Sex, age, disability and area are read here only, after the engine is done: to see whether it treats people alike.
"""

import math
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Max, Sum
from django.utils import timezone

from jobs.matching import snapshot, store
from jobs.matching.enums import Side
from jobs.matching.models import MatchRun, MatchSnapshot

FOUR_FIFTHS = 0.8
"""A group that appears less than four fifths as often as the best placed one deserves a look."""
AREAS = 12
"""Areas shown: those with most people."""

_AGE = "(CASE WHEN w.birth_year IS NULL THEN NULL ELSE extract(year FROM %(day)s::date) - w.birth_year END)"
_GROUPS = {
    "sex": "nullif(w.sex, '')",
    "age": f"CASE WHEN {_AGE} < 25 THEN '15–24' WHEN {_AGE} < 35 THEN '25–34' WHEN {_AGE} < 45 THEN '35–44' "
    f"WHEN {_AGE} < 60 THEN '45–59' WHEN {_AGE} IS NOT NULL THEN '60+' END",
    "disability": "CASE WHEN octet_length(w.sensitive_groups) > 0 THEN 'stated' ELSE 'not_stated' END",
    # A province is one place to its centre: the former district says where in it, the province is for people from away.
    "area": "coalesce((SELECT d.name FROM codes_communesuccession s JOIN codes_commune o ON o.id = s.old_id "
    "JOIN codes_formerdistrict d ON d.id = o.former_district_id WHERE s.new_id = w.commune_id ORDER BY o.id LIMIT 1), "
    "(SELECT p.short_name FROM codes_commune c JOIN codes_province p ON p.id = c.province_id "
    "WHERE c.id = w.commune_id))",
}


def of(run: MatchRun, publishing: datetime) -> dict[str, Any]:
    """Figures of a run whose table is attached and whose publication began at ``publishing``."""
    shards = run.shards.all()
    sums = shards.aggregate(Sum("milliseconds"), Sum("rows"), Max("peak_bytes"), last=Max("done_at"))
    matched = sums["last"] or publishing
    assert run.snapshot_at is not None, "a run is published after its snapshot"
    taking = run.figures["seconds"]["snapshot"]
    snapshot_bytes = sum(len(part) for part in MatchSnapshot.objects.filter(run=run).values_list("data", flat=True))
    return {
        "workers": run.workers,
        "vacancies": run.vacancies,
        "pairs": run.workers * run.vacancies,
        "rows": sums["rows__sum"] or 0,
        "seconds": {
            "snapshot": taking,
            "matching": round(_seconds(run.snapshot_at, matched) - taking, 2),
            "kernel": round((sums["milliseconds__sum"] or 0) / 1000, 2),
            "publishing": _seconds(publishing, timezone.now()),
        },
        "peak_bytes": sums["peak_bytes__max"] or 0,
        "snapshot_bytes": snapshot_bytes,
        **_reach(run),
        "impact": _impact(run),
    }


def _seconds(begin: datetime, end: datetime) -> float:
    return round((end - begin).total_seconds(), 2)


def _reach(run: MatchRun) -> dict[str, Any]:
    """Coverage of both sides, and how unevenly workers' lists name the vacancies (per seat)."""
    rows = f"FROM {store.partition(run.pk)} m WHERE m.side"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT m.worker_id) {rows} = 0")
        workers = cursor.fetchone()[0]
        cursor.execute(f"SELECT count(DISTINCT m.vacancy_id) {rows} = 1")
        vacancies = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT n::float / greatest(1, v.headcount - v.filled) FROM (SELECT m.vacancy_id, count(*) n {rows} = 0 "
            "GROUP BY 1) c JOIN jobs_vacancy v ON v.id = c.vacancy_id"
        )
        demand = [row[0] for row in cursor.fetchall()]
    shown = len(demand)
    return {
        "workers_with_matches": workers,
        "vacancies_with_matches": vacancies,
        "vacancies_shown": shown,
        "coverage_workers": round(workers / run.workers, 4) if run.workers else 0,
        "coverage_vacancies": round(shown / run.vacancies, 4) if run.vacancies else 0,
        "gini": gini([*demand, *[0.0] * (run.vacancies - shown)]),
    }


def gini(values: list[float]) -> float:
    """0: every vacancy is shown equally often for its seats; near 1: a few are shown to everybody."""
    ordered = np.sort(np.array(values, np.float64))
    total = ordered.sum()
    if not ordered.size or not total:
        return 0.0
    ranks = np.arange(1, ordered.size + 1)
    return round(float((2 * ranks - ordered.size - 1) @ ordered / (ordered.size * total)), 4)


def _impact(run: MatchRun) -> dict[str, list[dict[str, Any]]]:
    """For each group: people considered, those appearing in at least one vacancy's list, and their rate against the
    best placed group of the kind."""
    ids = kept_ids(run)
    made: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        for kind, group in _GROUPS.items():
            cursor.execute(
                f"SELECT g, count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM {store.partition(run.pk)} m "
                "WHERE m.run_id = %(run)s AND m.side = %(side)s AND m.worker_id = x.id)) "
                f"FROM (SELECT w.id, {group} AS g FROM workers_worker w WHERE w.id = ANY(%(ids)s)) x "
                f"WHERE g IS NOT NULL GROUP BY g ORDER BY 2 DESC, 1 LIMIT {AREAS}",
                {"run": run.pk, "side": Side.VACANCY.value, "ids": ids, "day": run.day},
            )
            made[kind] = _ratios(cursor.fetchall())
    return made


def _ratios(rows: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    rates = [listed / people for _, people, listed in rows]
    best = max(rates, default=0.0)
    return [
        {
            "group": group,
            "people": people,
            "listed": listed,
            "ratio": round(rate / best, 3) if best else None,
            "below_four_fifths": bool(best)
            and rate / best < FOUR_FIFTHS
            and not math.isclose(rate / best, FOUR_FIFTHS),
        }
        for (group, people, listed), rate in zip(rows, rates, strict=True)
    ]


def kept_ids(run: MatchRun) -> list[int]:
    """Keys of the workers the run considered."""
    parts = MatchSnapshot.objects.filter(run=run).order_by("part").values_list("data", flat=True)
    data = b"".join(bytes(part) for part in parts)
    return [int(key) for key in snapshot.loads(data).workers["id"]]

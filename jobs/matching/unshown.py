"""Why nobody is shown a vacancy: what people lack who lack one thing only."""

import numpy as np

from jobs.matching import near, runs
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side
from jobs.matching.models import Match, MatchRun
from jobs.matching.packing import pack

MOST = 500
"""Vacancies explained for one run; a page of staff's work is much shorter."""
NAMED = 3
"""Criteria kept for each, those that stop most people first."""

Reasons = dict[str, list[tuple[str, int]]]


def reasons(run: MatchRun) -> Reasons:
    """By key of the vacancy (as text, for JSON): criteria and how many people fail that one alone.

    An empty list: whoever was considered lacks two things or more. For the first :data:`MOST` vacancies of the run that
    are in nobody's list; empty when its snapshot is gone.
    """
    if not run.snapshot.exists():
        return {}
    taken = runs.kept_snapshot(run.pk)
    shown = Match.objects.filter(run=run, side=Side.WORKER).order_by().values_list("vacancy", flat=True).distinct()
    lone = np.setdiff1d(taken.vacancies["id"], np.fromiter(shown.iterator(), np.int64))[:MOST]
    if not lone.size:
        return {}
    packed = pack(taken, atlas(), run.policy.weights(), run.rarities())
    rows = np.flatnonzero(np.isin(packed.vacancy_ids, lone))
    missed = near.near_misses(packed, Side.VACANCY, rows)
    made: Reasons = {str(key): [] for key in lone.tolist()}
    pairs, people = np.unique(np.column_stack([missed["vacancy"], missed["criterion"]]), axis=0, return_counts=True)
    # Of equally many, the criterion declared first.
    for at in np.lexsort((pairs[:, 1], -people)):
        named = made[str(pairs[at, 0])]
        if len(named) < NAMED:
            named.append((near.CODES[pairs[at, 1]], int(people[at])))
    return made

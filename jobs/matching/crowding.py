"""How sought after seats are, for pages: people who suit a vacancy for each seat it has left (matching.md §4)."""

from collections.abc import Collection

from jobs.matching.models import MatchRun, MatchSeat


def people_per_seat(vacancies: Collection[int]) -> dict[int, int]:
    """By key of the vacancy, as of the published run; without those no run has seen or that have no seat left."""
    run = MatchRun.objects.published().order_by().values("pk")[:1]
    rows = MatchSeat.objects.filter(run__in=run, vacancy__in=list(vacancies)).order_by()
    return {row.vacancy_id: row.suited_per_seat for row in rows if row.suited_per_seat is not None}

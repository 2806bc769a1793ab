"""The demonstration centre: small in 20 s; the province in 4 min, its counted figures exactly as reported."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils import timezone

from jobs.models import Vacancy
from portal.reports.figures import figures
from portal.reports.periods import Period
from portal.standalone.demo import build
from portal.standalone.demo.plan import plan
from tests.bench.centre import leave
from tests.bench.figures import Figure, stopwatch
from workers.models import Worker

_YEAR = {"tu-van": 68_792, "hoi-nghi": 7, "du-hoi-nghi": 2_260, "doanh-nghiep": 502, "viec-trong": 65_940}
_QUARTER = {"dinh-huong": 1_024, "han-quoc": 228, "han-quoc-huong-dan": 228}
_PEOPLE = 7_634


def run(scale: str) -> Iterator[Figure]:
    today = timezone.localdate()
    leave()
    with stopwatch() as watch:
        build(plan("small", today), 2025, today)
    yield Figure("demo small", watch.seconds, "s", 20)
    if scale == "full":
        leave()
        with stopwatch() as watch:
            build(plan("province", today), 2025, today)
        yield Figure("demo province", watch.seconds, "s", 240)
        yield from _reported()
    leave()


def _reported() -> Iterator[Figure]:
    """How far the counted figures are from the reported ones: not at all."""
    year, quarter = figures(Period.of_year(2024)), figures(Period.of_quarter(2025, 1))
    for counted, reported in ((year, _YEAR), (quarter, _QUARTER)):
        for code, value in reported.items():
            yield Figure(f"demo province {code}: off by", abs(counted[code].value - value), "", 0)
    yield Figure("demo province people of the quarter: off by", abs((quarter["tu-van"].also or 0) - _PEOPLE), "", 0)
    open_today = Vacancy.objects.matchable(timezone.localdate())
    seats = open_today.aggregate(free=Sum(F("headcount") - F("filled")))["free"]
    yield Figure("demo province free seats: off by", abs(seats - 66_000), "", 0)
    yield Figure("demo province people to match: off by", abs(Worker.objects.matchable().count() - 68_800), "", 0)

"""The ledger at province scale: figures equal to independent SQL, server time of its pages, its chain, its lists."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff
from portal.reports.ledger import chain, services
from portal.reports.ledger.counting import count
from portal.reports.ledger.enums import By, Count
from portal.reports.ledger.models import Credit, Export
from portal.reports.ledger.scope import Scope
from portal.reports.periods import Period
from tests.bench.bench_desk import bars
from tests.bench.centre import have
from tests.bench.figures import Figure, stopwatch
from tests.reports.ledger.independent import difference
from workers.insurance.dates import months_after

PAGE_BAR, CHAIN_BAR = 250, 20
"""Milliseconds."""
LEDGER = "/so-lieu/so-tu-van/"


def run(scale: str) -> Iterator[Figure]:
    have("province" if scale == "full" else "small")
    with connection.cursor() as cursor:
        # As on a portal that has been up for a day: the database has tidied up after the night's writing.
        cursor.execute("VACUUM ANALYZE counselling_counsellingsession")
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for figure in (*_differences(), *_pages(), *_chains(40), *_list()):
            yield figure._replace(bar=None) if scale == "short" and figure.unit in {"ms", "s"} else figure


def _periods() -> list[Period]:
    """What is looked at: this week, the last whole month, quarter and half, and two years."""
    today = timezone.localdate()
    quarter = Period.of_quarter(today.year, (today.month + 2) // 3)
    half = Period.of_half(today.year, 1 if today.month <= 6 else 2)
    return [
        Period.of_week(today),
        Period.months(today.year, today.month, 1).previous,
        quarter,
        half.previous,
        Period.of_year(2024),
        Period.of_year(2025),
    ]


def _differences() -> Iterator[Figure]:
    """How many numbers of all lines of all periods are not those of independent SQL."""
    today = timezone.localdate()
    for by in By:
        wrong = sum(
            difference(count(Scope(one), by, today), by, one.first, one.last, months_after(today, -3))
            for one in _periods()
        )
        yield Figure(f"ledger by {by.name.lower()}: numbers other than independent SQL's", wrong, "", 0)


def _pages() -> Iterator[Figure]:
    rnd = random.Random(11)
    client = Client()
    client.force_login(Staff.objects.filter(role=StaffRole.MANAGER, is_active=True).order_by("id")[0].user)
    # As people ask: mostly the month and the quarter, a year now and then, each by anything.
    asked = rnd.choices(_periods(), (20, 30, 25, 15, 5, 5), k=120)
    tables = [f"{LEDGER}?{period.query}&theo={rnd.choice(list(By))}" for period in asked]
    yield from bars("ledger, any period by anything", client, tables, PAGE_BAR)
    years = [f"{LEDGER}?nam={year}&theo={by}" for year in (2024, 2025) for by in By]
    yield from bars("ledger, whole years by anything", client, years, None)
    counts = [Count.TURNS, Count.LETTERS, Count.OWN, Count.HIRES, Count.STAYED]
    rows = [f"{LEDGER}dong/{rnd.choice(counts)}/?{period.query}" for period in asked[:60]]
    yield from bars("ledger, rows behind a figure", client, rows, PAGE_BAR)


def _chains(rounds: int) -> Iterator[Figure]:
    """The statement alone, forwards from turns and backwards from hires."""
    found = Credit.objects.filter(placement__isnull=False, turn__isnull=False).select_related("placement")
    some = list(found.order_by("-application_id")[: rounds * 5 : 5])
    ways = {
        "forwards from a turn": lambda one: chain.after_turn(one.turn_id, one.person_id),
        "backwards from a hire": lambda one: chain.to_placement(
            one.placement_id, one.person_id, one.placement.started_on
        ),
    }
    for way, read in ways.items():
        spent = []
        for one in some:
            with stopwatch() as watch:
                read(one)
            spent.append(watch.seconds * 1000)
        yield Figure(f"ledger chain, {way}, p95", sorted(spent)[int(len(spent) * 0.95)], "ms", CHAIN_BAR)


def _list() -> Iterator[Figure]:
    """A year's turns as a file, as the background makes it."""
    staff = Staff.objects.filter(role=StaffRole.MANAGER, is_active=True).order_by("id")[0]
    export = Export.objects.create(asked_by=staff.user, what=Count.TURNS, query="nam=2024", reason="đo thời gian")
    with stopwatch() as watch:
        services.make(export)
    export.refresh_from_db()
    yield Figure("ledger list of a year, rows", export.of, "rows")
    yield Figure("ledger list of a year, made in", watch.seconds, "s", 60)
    yield Figure("ledger list of a year, bytes", export.size, "bytes")
    export.file.delete()
    Export.objects.filter(asked_at__gte=timezone.now() - timedelta(hours=1)).delete()

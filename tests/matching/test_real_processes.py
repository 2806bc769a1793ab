"""Runs by a real Celery worker, with ``kill -9`` of worker, database and broker in their middle: nothing is lost,
nothing doubled."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from portal.env import BASE_DIR, Environment
from tests.standalone.portal import Portal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("standalone")]
SETTINGS = "tests.matching.real_settings"
LISTS = (
    "SELECT side, worker_id, vacancy_id, rank, points, fit, preference, known FROM matching_match "
    "WHERE run_id = (SELECT id FROM matching_matchrun WHERE state = 'published') ORDER BY 1, 2, 3"
)
POPULATE = """
import django
django.setup()
from tests.matching.small_province import SmallProvince
SmallProvince(77, 240, 120, 0.3)
"""


class MatchingPortal(Portal):
    def command(self, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
        return super().command(*words, **{"DJANGO_SETTINGS_MODULE": SETTINGS, **environment})

    def beside(self, *words: str) -> "subprocess.Popen[str]":
        """Start Python beside the portal, on its state."""
        own = {name.upper() for name in Environment.model_fields}
        kept = {name: value for name, value in os.environ.items() if name not in own}
        given = {"PORTAL_STATE_DIR": str(self.state), "DJANGO_SETTINGS_MODULE": SETTINGS}
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=BASE_DIR,
            env={**kept, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def python(self, *words: str) -> str:
        """What a command beside the portal printed."""
        process = self.beside(*words)
        printed, complaints = process.communicate(timeout=300)
        assert process.returncode == 0, complaints[-3000:]
        return printed

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows, or none while the database is away."""
        try:
            with (
                closing(psycopg2.connect(dbname="portal", user="portal", host=str(self.run_dir / "pg"))) as session,
                session.cursor() as cursor,
            ):
                cursor.execute(statement)
                found: list[tuple[Any, ...]] = cursor.fetchall()
                return found
        except psycopg2.OperationalError:
            return []

    def one(self, statement: str) -> Any:
        rows = self.ask(statement)
        return rows[0][0] if rows else None


@pytest.fixture(scope="module")
def portal() -> Iterator[MatchingPortal]:
    with tempfile.TemporaryDirectory(prefix="portal-match-") as directory:
        Path(directory).chmod(0o711)
        made = MatchingPortal(Path(directory) / "s")
        made.start()
        made.python("-c", POPULATE)
        yield made
        assert made.stop() == 0


@pytest.fixture(scope="module")
def whole(portal: MatchingPortal) -> list[tuple[Any, ...]]:
    """The lists of a run nobody disturbs."""
    figures = json.loads(portal.python("manage.py", "match", "--wait", "--json"))
    assert figures["state"] == "published"
    rows = portal.ask(LISTS)
    assert len(rows) == figures["rows"] > 200
    return rows


@pytest.mark.parametrize("victim", ["worker-matching", "postgres", "valkey"])
def test_a_kill_in_mid_run_loses_and_doubles_nothing(
    portal: MatchingPortal, whole: list[tuple[Any, ...]], victim: str
) -> None:
    before = portal.one("SELECT max(id) FROM matching_matchrun")
    starting = portal.beside("manage.py", "match")
    done = f"SELECT count(*) FROM matching_matchshard WHERE run_id > {before} AND done_at IS NOT NULL"
    portal.until(lambda: (portal.one(done) or 0) >= 2)
    portal.kill(victim)
    starting.communicate(timeout=120)
    published = f"SELECT count(*) FROM matching_matchrun WHERE id > {before} AND state = 'published'"
    portal.until(lambda: portal.one(published) == 1, 150)
    assert portal.ask(LISTS) == whole
    assert portal.one("SELECT count(*) FROM matching_matchrun WHERE state = 'published'") == 1
    assert portal.one(f"SELECT count(*) FROM matching_matchrun WHERE id > {before}") == 1


def test_starts_at_the_same_moment_make_one_run(portal: MatchingPortal, whole: list[tuple[Any, ...]]) -> None:
    before = portal.one("SELECT max(id) FROM matching_matchrun")
    started = [portal.beside("manage.py", "match") for _ in range(3)]
    for process in started:
        process.communicate(timeout=120)
        assert process.returncode == 0
    portal.until(lambda: not portal.one("SELECT count(*) FROM matching_matchrun WHERE state IN ('queued', 'matching')"))
    runs = portal.ask(f"SELECT state FROM matching_matchrun WHERE id > {before} ORDER BY id")
    assert runs[-1] == ("published",)
    assert portal.ask(LISTS) == whole

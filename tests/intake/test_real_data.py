"""The bars on real adverts and job seekers; skipped where the data are not there (PORTAL_TEST_DATA)."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from workers.models import Worker

DATA = Path(settings.ENV.portal_test_data)
FILES = {
    "job_ads_topcv.jsonl": ("vacancies", 2_574),
    "job_listings_careerviet.csv": ("vacancies", 12_000),
    "job_seekers_timviec365.csv": ("workers", 1_200),
}
BARS = {"pay": 0.99, "places": 0.98, "experience": 0.99}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="no real adverts here; set PORTAL_TEST_DATA to their folder"),
]


def intake(kind: str, path: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("intake", kind, str(path), "--json", *options, stdout=out, stderr=StringIO())
    figures: dict[str, Any] = json.loads(out.getvalue())
    return figures


@pytest.mark.parametrize("name", FILES)
def test_texts_of_real_files_are_understood_and_no_row_is_lost(name: str) -> None:
    kind, count = FILES[name]
    figures = intake(kind, DATA / name, "--dry-run")
    assert figures["read"] == count
    assert count == figures["imported"] + figures["duplicate"] + sum(figures["rejected"].values())
    assert sum(figures["rejected"].values()) <= count / 100
    for field, bar in BARS.items():
        counts = figures["fields"][field]
        assert counts["understood"] >= bar * counts["present"], (field, counts)


def test_broken_closing_dates_stay_uncertain() -> None:
    counts = intake("vacancies", DATA / "job_listings_careerviet.csv", "--dry-run")["fields"]["deadline"]
    assert counts["understood"] + counts["uncertain"] == counts["present"]
    assert counts["uncertain"] > 400


def test_real_seekers_are_stored_once() -> None:
    first = intake("workers", DATA / "job_seekers_timviec365.csv", "--consented")
    again = intake("workers", DATA / "job_seekers_timviec365.csv", "--consented")
    assert first["imported"] >= 1_190
    assert (again["imported"], again["duplicate"]) == (0, first["imported"])
    assert Worker.objects.count() == first["imported"]

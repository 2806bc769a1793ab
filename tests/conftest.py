"""The strict harness: see tests/harness for each rule."""

import os
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from portal.notices.channels.memory import SENT
from tests.harness import flushing, machine, querysets

# How fast examples come says something of the machine, nothing of the code.
hypothesis_settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("portal")

MACHINE = pytest.StashKey[machine.Machine]()


def pytest_configure(config: pytest.Config) -> None:
    querysets.install()
    flushing.install()
    # Only the first process of a run starts servers; the others find them.
    if "PYTEST_XDIST_WORKER" not in os.environ and not config.option.collectonly:
        config.stash[MACHINE] = machine.Machine()
        config.stash[MACHINE].start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if MACHINE in config.stash:
        config.stash[MACHINE].stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        machine.fill_template()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Nothing is dropped one by one: the whole server goes when the run ends."""
    return True


@pytest.fixture(autouse=True)
def fresh_surroundings() -> Iterator[None]:
    """Nothing is left in the cache nor of one test's vacancies in memory, and the language is the portal's own."""
    cache.clear()
    SENT.clear()
    if warm := sys.modules.get("jobs.matching.market"):
        warm.forget()
    with translation.override("vi"):
        yield

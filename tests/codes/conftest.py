"""The official lists, loaded once for the tests that need them whole."""

import pytest
from pytest_django.plugin import DjangoDbBlocker

from portal.codes import gazetteer
from portal.codes.loading import load_codes


@pytest.fixture(scope="session")
def loaded_codes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_codes()


@pytest.fixture
def codes(loaded_codes: None, db: None) -> None:
    """All official lists; loaded again where a transactional test emptied the tables."""
    if load_codes():
        gazetteer.forget()

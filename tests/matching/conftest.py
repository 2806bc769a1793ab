import pytest

from jobs.matching import single


@pytest.fixture(autouse=True)
def cold() -> None:
    """What this process keeps of one test's province is nothing to the next."""
    single.forget()

import pytest

from jobs.matching import atlas, market, names, runs, single


@pytest.fixture(autouse=True)
def cold() -> None:
    """What this process keeps of one test's province is nothing to the next."""
    single.forget()
    market.forget()
    # A rolled-back test may leave lists that look like this one's by their counts.
    for kept in (atlas._build, names._names, names._codes, names._by_code, runs._packed):
        kept.cache_clear()

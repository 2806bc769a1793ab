"""Names as people of a birth year and sex bear them."""

import tomllib
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """``data/NAME.toml``."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def _families() -> tuple[list[str], list[int]]:
    pairs = table("names")["families"]
    return [name for name, _ in pairs], list(accumulate(weight for _, weight in pairs))


def person(random: Random, female: bool, birth_year: int) -> str:
    """A full name: family, middle, given."""
    families, weights = _families()
    decades = table("names")["female" if female else "male"]
    decade = decades[max((key for key in decades if int(key) <= birth_year), default="1960")]
    family = random.choices(families, cum_weights=weights)[0]
    return f"{family} {random.choice(decade['middle'])} {random.choice(decade['given'])}"

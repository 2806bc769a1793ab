"""Whole numbers that add up, and shares as the public page words them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.matching import shares
from jobs.matching.points import TERMS, Half, apportion, rarity


def test_the_declared_weights_add_up_to_a_thousand() -> None:
    assert sum(term.weight for term in TERMS) == 1000


@given(st.integers(0, 1000), st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_apportioned_parts_add_up_and_are_off_by_less_than_one(total: int, weights: list[int]) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_a_rarer_skill_is_never_lighter(holders: int, others: int) -> None:
    few, many = sorted((holders, others))
    assert rarity(few, 70_000) >= rarity(many, 70_000) >= 10


@pytest.mark.parametrize(
    ("least", "top", "share"),
    [(0, 9, 0), (100, 99, 0), (100, 100, 600), (100, 104, 600), (100, 105, 700), (100, 110, 800), (100, 120, 900),
     (100, 130, 1000), (100, 900, 1000)],
)  # fmt: skip
def test_pay(least: int, top: int, share: int) -> None:
    assert shares.pay_share(least, top) == share


@pytest.mark.parametrize(
    ("months", "required", "share"),
    [(-1, 0, 0), (5, -1, 0), (11, 12, 0), (12, 12, 600), (24, 12, 800), (48, 12, 1000), (0, 0, 600)],
)
def test_experience(months: int, required: int, share: int) -> None:
    assert shares.experience_share(months, required) == share


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("7531", "7531", 1000), ("7531", "7532", 750), ("7531", "7541", 450), ("7531", "7412", 0), ("75", "7531", 450)],
)
def test_occupations_by_their_codes(one: str, other: str, share: int) -> None:
    assert shares.prefix_share(one, other) == share


def test_the_worked_example_of_the_docs() -> None:
    """docs/matching.md: Ms H. and the garment firm."""
    weights = {term.code: term.weight for term in TERMS}
    worths = apportion(weights["skills"], [2 * 10, 2 * 10, 1 * 10])
    points = {
        "occupation": weights["occupation"] * shares.prefix_share("8153", "8153") // 1000,
        "skills": worths[0] + worths[1],
        "place": weights["place"] * shares.distance_share(8_000) // 1000,
        "pay": weights["pay"] * shares.pay_share(7_000, 9_000) // 1000,
        "experience": weights["experience"] * shares.experience_share(48, 12) // 1000,
        "qualification": weights["qualification"] * shares.qualification_share(2, 1) // 1000,
        "conditions": weights["conditions"] * shares.wishes_share(3, 2) // 1000,
    }
    assert list(points.values()) == [350, 160, 127, 108, 80, 40, 33]
    halves = {half: sum(points[term.code] for term in TERMS if term.half is half) for half in Half}
    assert (halves[Half.FIT], halves[Half.PREFERENCE], sum(points.values())) == (630, 268, 898)
    assert sum(points.values()) - points["pay"] == 790
    assert 1000 - weights["pay"] == 880

"""Names of code-list values by key, kept in the process and read again when a list changes."""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from portal.codes.models import (
    Benefit,
    Commune,
    ComputingSkill,
    Language,
    Licence,
    Occupation,
    PriorityGroup,
    Province,
    Skill,
)

_MODELS: dict[str, Any] = {
    "benefit": Benefit,
    "computing": ComputingSkill,
    "group": PriorityGroup,
    "language": Language,
    "licence": Licence,
    "occupation": Occupation,
    "skill": Skill,
}
_PLACES: dict[str, Any] = {"commune": Commune, "province": Province}


@lru_cache(maxsize=16)
def _names(kind: str, mark: object) -> dict[int, tuple[str, str]]:
    if kind in _PLACES:
        rows = _PLACES[kind].objects.order_by("pk").values_list("pk", "name")
        return {pk: (name, name) for pk, name in rows}
    rows = _MODELS[kind].objects.order_by("pk").values_list("pk", "name", "name_en")
    return {pk: (name, name_en or name) for pk, name, name_en in rows}


@lru_cache(maxsize=2)
def _codes(mark: object) -> dict[int, str]:
    return dict(Occupation.objects.order_by("pk").values_list("pk", "code"))


@lru_cache(maxsize=2)
def _by_code(mark: object) -> dict[str, int]:
    return {code: pk for pk, code in _codes(mark).items()}


def occupation_code(key: int, mark: object) -> str:
    """The digits of an occupation, "" for none."""
    return _codes(mark).get(key, "")


def occupation_group(code: str, mark: object) -> str:
    """The name of the occupation or group with these digits."""
    return name("occupation", _by_code(mark).get(code, 0), mark)


def name(kind: str, key: int, mark: object) -> str:
    """The name in the reader's language; ``mark`` stands for the state of the lists (any equal object: no change)."""
    pair = _names(kind, mark).get(key)
    if pair is None:
        return ""
    return pair[1] if (get_language() or "").startswith("en") else pair[0]

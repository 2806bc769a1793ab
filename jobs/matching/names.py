"""Names of code-list values by key, kept in the process and read again when a list changes."""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

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
_COUNTRIES = {
    "AE": gettext_lazy("Các Tiểu vương quốc Ả Rập Thống nhất"),
    "AT": gettext_lazy("Áo"),
    "AU": gettext_lazy("Úc"),
    "BG": gettext_lazy("Bun-ga-ri"),
    "CA": gettext_lazy("Ca-na-đa"),
    "CN": gettext_lazy("Trung Quốc"),
    "CZ": gettext_lazy("Séc"),
    "DE": gettext_lazy("Đức"),
    "FI": gettext_lazy("Phần Lan"),
    "GB": gettext_lazy("Anh"),
    "GR": gettext_lazy("Hy Lạp"),
    "HR": gettext_lazy("Crô-a-ti-a"),
    "HU": gettext_lazy("Hung-ga-ri"),
    "IL": gettext_lazy("I-xra-en"),
    "IT": gettext_lazy("I-ta-li-a"),
    "JP": gettext_lazy("Nhật Bản"),
    "KR": gettext_lazy("Hàn Quốc"),
    "LA": gettext_lazy("Lào"),
    "LT": gettext_lazy("Lít-va"),
    "LV": gettext_lazy("Lát-vi-a"),
    "MO": gettext_lazy("Ma Cao (Trung Quốc)"),
    "MY": gettext_lazy("Ma-lai-xi-a"),
    "NZ": gettext_lazy("Niu Di-lân"),
    "PL": gettext_lazy("Ba Lan"),
    "PT": gettext_lazy("Bồ Đào Nha"),
    "QA": gettext_lazy("Ca-ta"),
    "RO": gettext_lazy("Ru-ma-ni"),
    "RS": gettext_lazy("Xéc-bi-a"),
    "RU": gettext_lazy("Nga"),
    "SA": gettext_lazy("Ả Rập Xê Út"),
    "SG": gettext_lazy("Xin-ga-po"),
    "SK": gettext_lazy("Xlô-va-ki-a"),
    "TH": gettext_lazy("Thái Lan"),
    "TW": gettext_lazy("Đài Loan (Trung Quốc)"),
    "US": gettext_lazy("Hoa Kỳ"),
}
"""Where Vietnamese workers are sent, ISO 3166-1."""


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


def country(code: str) -> str:
    """The name of a country by its two letters (ISO 3166-1)."""
    named = _COUNTRIES.get(code)
    return str(named) if named else _("nước có mã %(code)s") % {"code": code}

"""Changes as people read them and as addresses carry them, by the codes of the official lists."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from jobs.matching.atlas import Atlas
from jobs.matching.changes import LEVELS, MASKS, YES, Change, Kind
from jobs.matching.names import name
from jobs.matching.texts import money
from portal.codes.enums import GeneralEducation, Proficiency, QualificationLevel
from portal.codes.models import Commune, ComputingSkill, Language, Licence, Occupation, Province, Skill

_MODELS: dict[Kind, tuple[str, Any]] = {
    Kind.OCCUPATION: ("occupation", Occupation),
    Kind.COMMUNE: ("commune", Commune),
    Kind.PROVINCE: ("province", Province),
    Kind.LICENCE: ("licence", Licence),
    Kind.LANGUAGE: ("language", Language),
    Kind.COMPUTING: ("computing", ComputingSkill),
    Kind.SKILL: ("skill", Skill),
}
MOST_PAY = 1_000_000_000
MOST_KM = 500


@lru_cache(maxsize=32)
def _codes(kind: Kind, mark: object) -> tuple[dict[str, int], dict[int, str]]:
    """Keys by code and codes by key of the values in force."""
    rows = list(_MODELS[kind][1].objects.filter(valid_to=None).order_by("pk").values_list("code", "pk"))
    return dict(rows), {key: code for code, key in rows}


def code_of(kind: Kind, key: int, atlas: Atlas) -> str:
    """The code of a value in force by its key, "" for none."""
    return _codes(kind, atlas.mark)[1].get(key, "")


def token(change: Change, atlas: Atlas) -> str:
    """The change as an address carries it: "giay-phep:b2", "luong:6500000", "ca"."""
    kind, value, level = change
    if kind in YES:
        return str(kind)
    if kind in MASKS:
        return f"{kind}:{list(MASKS[kind][1])[value.bit_length() - 1].value}"
    if kind in _MODELS:
        code = code_of(kind, value, atlas)
        return f"{kind}:{code}:{level}" if level else f"{kind}:{code}"
    return f"{kind}:{value}"


def understand(text: str, atlas: Atlas) -> Change | None:
    """What :func:`token` made, ``None`` for anything else."""
    word, _colon, rest = text.partition(":")
    if word not in Kind._value2member_map_:
        return None
    kind = Kind(word)
    code, _colon, more = rest.partition(":")
    level = int(more) if more.isascii() and more.isdecimal() and len(more) < 4 else 0
    if kind in YES:
        return Change(kind) if not rest else None
    if kind in MASKS:
        values = MASKS[kind][1].values
        return Change(kind, 1 << values.index(code)) if code in values else None
    if kind in _MODELS:
        key = _codes(kind, atlas.mark)[0].get(code)
        return Change(kind, key, level) if key and _is_level(kind, level) else None
    number = int(code) if code.isascii() and code.isdecimal() and len(code) < 11 else -1
    return Change(kind, number) if _is_number(kind, number) else None


def _is_level(kind: Kind, level: int) -> bool:
    if kind in (Kind.LANGUAGE, Kind.COMPUTING):
        return level in Proficiency.values
    return level <= MOST_KM if kind is Kind.COMMUNE else level == 0


def _is_number(kind: Kind, number: int) -> bool:
    match kind:
        case Kind.PAY:
            return 0 <= number <= MOST_PAY
        case Kind.RADIUS:
            return 1 <= number <= MOST_KM
        case Kind.QUALIFICATION:
            return number in QualificationLevel.values
    return number in GeneralEducation.values


def say(change: Change, atlas: Atlas) -> str:
    """The change in words that hold for whoever reads them."""
    kind, value, level = change
    if kind in YES:
        return _yes(kind)
    if kind in MASKS:
        return _also(kind, str(list(MASKS[kind][1])[value.bit_length() - 1].label))
    if kind in LEVELS:
        levels: Any = QualificationLevel if kind is Kind.QUALIFICATION else GeneralEducation
        text = _("Có trình độ %(level)s") if kind is Kind.QUALIFICATION else _("Học vấn: %(level)s")
        return text % {"level": levels(value).label}
    if kind is Kind.PAY:
        return _("Nhận lương từ %(pay)s") % {"pay": money(value)} if value else _("Lương bao nhiêu cũng xem")
    if kind is Kind.RADIUS:
        return _("Đi làm trong vòng %(km)d km") % {"km": value}
    said = name(_MODELS[kind][0], value, atlas.mark)
    if kind is Kind.COMMUNE and level:
        return _("Làm quanh %(place)s, trong vòng %(km)d km") % {"place": said, "km": level}
    if level:
        return _("Biết %(what)s, mức %(level)s") % {"what": said, "level": Proficiency(level).label.lower()}
    texts = {
        Kind.OCCUPATION: _("Làm cả nghề: %(what)s"),
        Kind.COMMUNE: _("Làm cả ở %(what)s"),
        Kind.PROVINCE: _("Làm ở khắp %(what)s"),
        Kind.SKILL: _("Có kỹ năng: %(what)s"),
    }
    return texts.get(kind, _("Có %(what)s")) % {"what": said}


def _yes(kind: Kind) -> str:
    return {
        Kind.SHIFTS: _("Làm ca được"),
        Kind.TRAVEL: _("Đi công tác được"),
        Kind.SECONDMENT: _("Đi biệt phái được"),
        Kind.MOVE: _("Đi làm xa nếu có ký túc xá"),
        Kind.MANUAL: _("Nhận mọi việc lao động phổ thông"),
    }[kind]


def _also(kind: Kind, choice: str) -> str:
    texts = {
        Kind.WORKING_TIME: _("Nhận cả việc: %(choice)s"),
        Kind.CONTRACT: _("Nhận cả hợp đồng: %(choice)s"),
        Kind.PURPOSE: _("Nhận cả: %(choice)s"),
    }
    return texts[kind] % {"choice": choice.lower()}

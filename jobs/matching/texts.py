"""The two values of each fact as people read them, made from the very columns that are compared."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.matching.criteria import BY_CODE, Criterion, Test
from jobs.matching.names import country, name, occupation_code, occupation_group
from jobs.matching.pair import Pair
from jobs.matching.shares import prefix_share
from portal.codes.enums import (
    ContractType,
    GeneralEducation,
    Handling,
    Hearing,
    Lifting,
    Ownership,
    Proficiency,
    Purpose,
    QualificationLevel,
    Sight,
    Standing,
    WorkingTime,
    WorkSetting,
)

_LEVELS: dict[str, Any] = {
    "education": GeneralEducation,
    "qualification": QualificationLevel,
    "lifting": Lifting,
    "standing": Standing,
    "hearing": Hearing,
    "sight": Sight,
    "handling": Handling,
}
_MASKS: dict[str, Any] = {"contract": ContractType, "working_time": WorkingTime, "purpose": Purpose}

_PLACES = 2
"""Provinces named; who accepts more is told how many."""

Values = tuple[str, str]
"""The worker's and the vacancy's."""


def values(code: str, pair: Pair) -> Values:
    """Texts of both sides for the fact ``code``; an empty text has nothing to say.

    The way to work tells where a person lives: see :func:`workplace` for readers who must not know.
    """
    makers: dict[str, Callable[[Pair], Values]] = {
        "occupation": _occupation,
        "place": _place,
        "pay": _pay,
        "experience": _experience,
        "skills": _skills,
        "conditions": _conditions,
        "barred": lambda _pair: ("", ""),
    }
    if code in makers:
        return makers[code](pair)
    return _declared(BY_CODE[code], pair)


def _unsaid() -> str:
    return _("chưa khai")


def _name(pair: Pair, kind: str, key: int) -> str:
    return name(kind, key, pair.rules.atlas.mark)


def _join(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


def _occupation(pair: Pair) -> Values:
    theirs = _name(pair, "occupation", pair.vacancy.row["occupation"]) or _("đang chờ cán bộ xác định nghề")
    near = pair.nearness
    if near.mine:
        mine = _name(pair, "occupation", near.mine)
        if not near.wanted:
            mine = _("đã làm: %(occupation)s") % {"occupation": mine}
        if near.share < 1000:
            mine = f"{mine} ({_relation(pair)})"
    elif pair.is_manual:
        mine = _("nhận mọi việc lao động phổ thông")
    else:
        listed = pair.worker.items["wanted"] + pair.worker.items["practised"]
        mine = _join(_name(pair, "occupation", key) for key, _value in listed) or _unsaid()
    return mine, theirs


def _relation(pair: Pair) -> str:
    """Why two occupations that are not the same go together."""
    mark = pair.rules.atlas.mark
    mine, theirs = (occupation_code(key, mark) for key in (pair.nearness.mine, pair.vacancy.row["occupation"]))
    if prefix_share(mine, theirs) < pair.nearness.share:
        return _("nghề liên quan")
    common = next(digits for digits in (3, 2, 1) if mine[:digits] == theirs[:digits])
    group = occupation_group(mine[:common], mark)
    return _("cùng nhóm “%(group)s”") % {"group": group} if group else _("cùng nhóm nghề")


def workplace(pair: Pair) -> str:
    """Where the work is."""
    if pair.vacancy.row["abroad"]:
        return _("ở nước ngoài")
    spots = [
        _name(pair, "commune", commune) or _name(pair, "province", province)
        for commune, province in pair.vacancy.items["workplace"]
    ]
    places = _join(spots) or _("chưa nêu")
    return _("%(places)s; có ký túc xá") % {"places": places} if pair.vacancy.row["dormitory"] else places


def _place(pair: Pair) -> Values:
    theirs = workplace(pair)
    if pair.vacancy.row["abroad"]:
        return _("đã chọn đi nước ngoài"), theirs
    mine = _join(_wished_places(pair))
    if not mine:
        mine = _("chưa nói nơi muốn làm") if pair.worker.row["home"] <= 0 else _("chưa nói, tính từ nơi ở")
    if pair.worker.row["accepts_move"] == 1 and pair.vacancy.row["dormitory"]:
        mine = _("%(places)s; đi xa được nếu có ký túc xá") % {"places": mine}
    if pair.way >= 0:
        theirs = _("%(places)s (cách khoảng %(way)s)") % {"places": theirs, "way": distance(pair.way)}
    return mine, theirs


def _wished_places(pair: Pair) -> list[str]:
    """Provinces, those of the vacancy first, then communes with their radius."""
    named = pair.worker.items["wanted_province"]
    today = {pair.today(key) for key, _value in named}
    everywhere = len(today) > _PLACES and today >= set(pair.rules.atlas.current_province.tolist())
    there = pair.vacancy_provinces
    listed = [] if everywhere else sorted(named, key=lambda item: pair.today(item[0]) not in there)
    wished = [_("cả nước")] if everywhere else [_name(pair, "province", key) for key, _value in listed[:_PLACES]]
    if len(listed) > _PLACES:
        wished.append(_("%(n)d nơi khác") % {"n": len(listed) - _PLACES})
    for key, radius in pair.worker.items["wanted_commune"]:
        text = _name(pair, "commune", key)
        wished.append(_("%(place)s (trong %(km)d km)") % {"place": text, "km": radius} if radius else text)
    return wished


def distance(metres: int) -> str:
    """Rounded up to whole kilometres: nobody's way is shorter than promised."""
    return _("%(km)d km") % {"km": -(-metres // 1000)} if metres else _("trong cùng xã, phường")


def money(dong: int) -> str:
    """đồng in millions, without a false last digit: "7,5 triệu"."""
    text = f"{dong / 1_000_000:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return _("%(millions)s triệu") % {"millions": text}


def _pay(pair: Pair) -> Values:
    mine, theirs = pair.worker.row["pay"], pair.vacancy.row
    low, top = theirs["pay_low"], theirs["pay_ceiling"]
    if top >= 0:
        text = f"{money(low)} – {money(top)}" if 0 < low < top else money(top)
        said = (_("%(pay)s/tháng") if low else _("đến %(pay)s/tháng")) % {"pay": text}
    else:
        said = _("từ %(pay)s/tháng") % {"pay": money(low)} if low else _("thỏa thuận")
    if mine > 0:
        return _("từ %(pay)s/tháng") % {"pay": money(mine)}, said
    return _("thỏa thuận") if mine == 0 else _unsaid(), said


def months_text(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)d năm", "%(n)d năm", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)d tháng", "%(n)d tháng", rest) % {"n": rest})
    return " ".join(parts)


def _experience(pair: Pair) -> Values:
    mine = months_text(pair.months) if pair.months > 0 else _("chưa có") if pair.months == 0 else _unsaid()
    if pair.months == 1:
        mine = _("dưới 1 năm")
    required = pair.vacancy.row["experience"]
    theirs = months_text(required) if required > 0 else _("không yêu cầu") if required == 0 else _("chưa nêu")
    return mine, theirs


def _skills(pair: Pair) -> Values:
    held = {key for key, _value in pair.worker.items["skill"]}
    asked = pair.vacancy.items["skill"]
    if not asked:
        return "", _("chưa nêu")
    theirs = _join(
        _name(pair, "skill", key) if required == 2 else _("%(skill)s (nên có)") % {"skill": _name(pair, "skill", key)}
        for key, required in asked
    )
    mine = _join(_name(pair, "skill", key) for key, _value in asked if key in held)
    return mine or (_("chưa có kỹ năng nào trong số này") if held else _unsaid()), theirs


def _wish(pair: Pair, kind: str, key: int) -> str:
    if kind == "benefit":
        return _name(pair, "benefit", key)
    choices: Any = list(WorkSetting if kind == "setting" else Ownership)
    return _join(str(choice.label) for i, choice in enumerate(choices) if key >> i & 1)


def _conditions(pair: Pair) -> Values:
    wished, met, said = pair.wishes
    mine = _join(_wish(pair, *wish) for wish in wished)
    if not mine:
        offered = _join(_name(pair, "benefit", key) for key, _value in pair.vacancy.items["benefit"])
        return _unsaid(), offered or _("chưa nêu")
    if not said:
        return mine, _("chưa nêu")
    return mine, _join(_wish(pair, *wish) for wish in met) or _("không có điều nào trong số này")


def _declared(criterion: Criterion, pair: Pair) -> Values:
    code, mine, theirs = criterion.code, pair.worker.row, pair.vacancy.row
    if criterion.test in (Test.EACH, Test.EACH_AT_LEAST, Test.ONE_OF):
        return _items(criterion, pair)
    if code in _LEVELS:
        levels = _LEVELS[code]
        held, asked = mine[criterion.worker], theirs[criterion.vacancy]
        said = str(levels(held).label) if held >= 0 else _unsaid()
        return said, str(levels(asked).label) if asked >= 0 else _("chưa nêu")
    if code in _MASKS:
        choices = list(_MASKS[code])
        return tuple(
            _join(str(choice.label) for i, choice in enumerate(choices) if mask >> i & 1) or _unsaid()
            for mask in (mine[criterion.worker], theirs[criterion.vacancy])
        )  # type: ignore[return-value]  # two values, as the two masks
    if code in ("shifts", "travel", "secondment"):
        can = {1: _("được"), 0: _("không"), -1: _unsaid()}
        return can[mine[criterion.worker]], _("có")
    if code == "hands":
        hands = {2: _("cả hai tay"), 1: _("đôi khi"), 0: _("một tay"), -1: _unsaid()}
        return hands[mine[criterion.worker]], hands[theirs[criterion.vacancy]]
    if code == "start":
        return _day(mine["start"]), _day(theirs["start"])
    age = mine["age"]
    bound = theirs[criterion.vacancy]
    text = _("từ %(age)d tuổi") if code == "age_min" else _("đến %(age)d tuổi")
    return (_("%(age)d tuổi") % {"age": age} if age >= 0 else _unsaid()), text % {"age": bound}


def _day(days: int) -> str:
    if days < 0:
        return _unsaid()
    return str(date_format(date(1970, 1, 1) + timedelta(days=days), "SHORT_DATE_FORMAT"))


def _items(criterion: Criterion, pair: Pair) -> Values:
    kind = criterion.vacancy

    def text(key: int, level: int) -> str:
        if criterion.code == "overseas":
            return country(chr(key // 256) + chr(key % 256))
        said = _name(pair, kind, key)
        return f"{said}: {Proficiency(level).label}" if criterion.test is Test.EACH_AT_LEAST else said

    asked = {key for key, _value in pair.vacancy.items[kind]}
    held = pair.worker.items[criterion.worker]
    shown = [item for item in held if item[0] in asked] if criterion.test is not Test.EACH else held
    return (
        _join(text(*item) for item in shown) or _unsaid(),
        _join(text(*item) for item in pair.vacancy.items[kind]),
    )

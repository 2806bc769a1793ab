"""The filters beside a search, as links with counts, and the conditions in force, each with a link that lets it go."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobs.search.bands import Counts
from jobs.search.criteria import DAYS, EXPERIENCE, RADIUS, Criteria
from portal.codes.enums import WorkingTime
from portal.codes.models import Occupation

SHOWN_GROUPS = 8
NAMES_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Value:
    label: str
    address: str
    """Of the search with this value set; with it let go, if it is set."""
    count: int | None
    is_set: bool
    key: str
    """Names it within the page, so that the focus finds it again when the page has changed."""


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    values: list[Value]
    rest: list[Value]
    """Behind "more"."""


@dataclass(frozen=True, slots=True)
class Condition:
    label: str
    address: str
    """Of the search without it."""


def group_names() -> dict[str, str]:
    """Names of the occupation groups (level 2) by code, in the reader's language; kept for ten minutes."""
    key = f"search:groups:{get_language()}"
    names: dict[str, str] | None = cache.get(key)
    if names is None:
        names = {group.code: group.label for group in Occupation.objects.filter(level=2)}
        cache.set(key, names, NAMES_SECONDS)
    return names


def facets(asked: Criteria, counts: Counts, names: dict[str, str]) -> list[Facet]:
    """In the order people narrow by: pay, experience, occupation, working time, age of the advert."""

    def one(field: str, value: object, label: str, count: int | None) -> Value:
        is_set = getattr(asked, field) == value
        address = (asked.without(field) if is_set else asked.having(**{field: value})).address()
        return Value(label, address, count, is_set, f"by-{field}-{value}")

    found = [
        Facet(_("Lương"), [one("pay", v, _("Từ %(n)s triệu") % {"n": v}, n) for v, n in counts.pay.items()], []),
        Facet(
            _("Kinh nghiệm của tôi"),
            [one("experience", v, str(EXPERIENCE[v]), n) for v, n in counts.experience.items()],
            [],
        ),
        _groups(asked, counts, names),
        Facet(
            _("Hình thức làm việc"),
            [one("time", v, str(WorkingTime(v).label), n) for v, n in counts.time.items()],
            [],
        ),
        Facet(_("Ngày đăng"), [one("days", v, str(DAYS[v]), n) for v, n in counts.days.items()], []),
    ]
    if asked.where and asked.communes():
        found.insert(
            0,
            Facet(_("Cách nơi ấy"), [one("radius", km, _("Trong %(km)s km") % {"km": km}, None) for km in RADIUS], []),
        )
    return found


def _groups(asked: Criteria, counts: Counts, names: dict[str, str]) -> Facet:
    codes = [*asked.groups, *(code for code in counts.groups if code not in asked.groups)]
    values = []
    for code in codes:
        is_set = code in asked.groups
        left = tuple(c for c in asked.groups if c != code) if is_set else tuple(sorted((*asked.groups, code)))
        values.append(
            Value(
                names.get(code, code),
                asked.having(groups=left).address(),
                counts.groups.get(code, 0),
                is_set,
                f"by-group-{code}",
            )
        )
    cut = max(SHOWN_GROUPS, len(asked.groups))
    return Facet(_("Nhóm nghề"), values[:cut], values[cut:])


def conditions(asked: Criteria, names: dict[str, str]) -> list[Condition]:
    """What narrows this search, words aside."""
    said = []
    if asked.where:
        near = _("quanh %(place)s %(km)s km") if asked.radius else _("tại %(place)s")
        said.append(
            Condition(near % {"place": asked.where, "km": asked.radius}, asked.without("where", "radius").address())
        )
    for code in asked.groups:
        left = tuple(c for c in asked.groups if c != code)
        said.append(Condition(names.get(code, code), asked.having(groups=left).address()))
    if asked.pay:
        said.append(Condition(_("từ %(n)s triệu") % {"n": asked.pay}, asked.without("pay").address()))
    if asked.experience is not None:
        label = _("kinh nghiệm: %(band)s") % {"band": str(EXPERIENCE[asked.experience]).lower()}
        said.append(Condition(label, asked.without("experience").address()))
    if asked.time:
        said.append(Condition(str(WorkingTime(asked.time).label), asked.without("time").address()))
    if asked.days:
        said.append(Condition(str(DAYS[asked.days]), asked.without("days").address()))
    return said

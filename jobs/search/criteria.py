"""What a reader asks for, as it stands in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.codes import places
from portal.codes.places import Kind, Place
from portal.codes.text import nfc

PAY = (5, 7, 9, 12, 15, 20)
"""Least monthly pay offered as a filter, in millions of đồng."""
EXPERIENCE = {0: _("Chưa có"), 12: _("Tới 1 năm"), 24: _("Tới 2 năm"), 60: _("Tới 5 năm")}
"""Experience a reader has, in months at most."""
TIMES = ("", "full", "part")
"""Working time; the first stands for "not said"."""
DAYS = {1: _("24 giờ qua"), 3: _("3 ngày qua"), 7: _("7 ngày qua"), 30: _("30 ngày qua")}
RADIUS = (5, 10, 20, 40)
SORTS = {"": _("Phù hợp nhất"), "new": _("Mới nhất"), "pay": _("Lương cao nhất"), "deadline": _("Sắp hết hạn")}
NEAREST = "near"
"""An order for searches around a place; offered where :meth:`Criteria.is_around` says so."""
VIEWS = ("", "ban-do")
"""The list, or the map."""
MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search. Every field has the value of its name in the address (see :data:`NAMES`)."""

    text: str = ""
    where: str = ""
    """The place as typed; old names and industrial parks too."""
    radius: int = 0
    """Kilometres around the place's communes; 0: the place itself."""
    groups: tuple[str, ...] = ()
    """Occupation codes of QĐ 34/2020, level 2."""
    pay: int = 0
    """Millions of đồng a month, at least."""
    experience: int | None = None
    """Months at most."""
    time: str = ""
    days: int = 0
    sort: str = ""
    view: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read an address; what is not understood is left out, never an error."""
        experience = _number(query, "kn", EXPERIENCE)
        return cls(
            text=nfc(query.get("q", ""))[:160],
            where=nfc(query.get("noi", ""))[:120],
            radius=_number(query, "km", RADIUS) or 0,
            groups=tuple(sorted({g for g in query.getlist("nghe") if len(g) == 2 and g.isdecimal()}))[:8],
            pay=_number(query, "luong", PAY) or 0,
            experience=experience,
            time=_word(query, "gio", TIMES),
            days=_number(query, "dang", DAYS) or 0,
            sort=_word(query, "sx", (*SORTS, NEAREST)),
            view=_word(query, "xem", VIEWS),
        )

    def address(self) -> str:
        """The query part of the address of this search, with "?"; empty when nothing is asked."""
        pairs = [
            (NAMES[name], item)
            for name, value in self.given().items()
            for item in (value if isinstance(value, tuple) else (value,))
        ]
        return f"?{urlencode(pairs)}"

    def given(self) -> dict[str, Any]:
        """The fields that are set."""
        values = {name: getattr(self, name) for name in NAMES}
        return {name: value for name, value in values.items() if value != BLANK[name]}

    def without(self, *names: str) -> Self:
        """The same search with fields let go."""
        return replace(self, **{name: BLANK[name] for name in names})

    def having(self, **values: Any) -> Self:
        return replace(self, **values)

    def place(self) -> Place | None:
        """What the typed place is understood as."""
        return places.resolve(self.where).best if self.where else None

    def communes(self) -> list[int]:
        """Keys of today's communes that the place and radius cover; empty for a whole province or no place."""
        place = self.place()
        if place is None or (place.kind == Kind.PROVINCE and place.current):
            return []
        if not self.radius:
            return sorted(place.communes)
        return sorted({near for key in place.communes for near in places.within_km(key, self.radius)})

    @property
    def is_around(self) -> bool:
        """Around a known place, so that some results are nearer than others."""
        return bool(self.radius and self.communes())

    def nearest_first(self) -> list[int]:
        """Keys of the communes covered, those nearest to the place asked for first."""
        place = self.place()
        away = places.away(place.communes) if place else {}
        return sorted(self.communes(), key=lambda key: (away.get(key, 0.0), key))


NAMES = {
    "text": "q",
    "where": "noi",
    "radius": "km",
    "groups": "nghe",
    "pay": "luong",
    "experience": "kn",
    "time": "gio",
    "days": "dang",
    "sort": "sx",
    "view": "xem",
}
BLANK: dict[str, Any] = {name: getattr(Criteria(), name) for name in NAMES}
"""Values of a search that asks for nothing."""


def _number(query: QueryDict, name: str, allowed: Mapping[int, Any] | tuple[int, ...]) -> int | None:
    raw = query.get(name, "")
    value = int(raw) if raw.isdecimal() and len(raw) < 6 else None
    return value if value in allowed else None


def _word(query: QueryDict, name: str, allowed: Iterable[str]) -> str:
    word = str(query.get(name, ""))
    return word if word in allowed else ""

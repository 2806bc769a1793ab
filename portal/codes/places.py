"""Looking places up: what a text names, what a search box may offer, how far communes are apart.

People write places of before and after 1 July 2025, with or without diacritics, kinds and abbreviations:
"Vũ Thư", "xã Vũ Hội cũ", "TP Thái Bình", "kcn phuc khanh", "Thái Thụy, Thái Bình".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from rapidfuzz import fuzz, process

from portal.codes.gazetteer import VERSION_NAME, CommuneToday, Gazetteer, Kind, Place, forget, gazetteer, touch
from portal.codes.text import fold, fold_words, nfc

__all__ = [
    "VERSION_NAME",
    "CommuneToday",
    "Gazetteer",
    "Kind",
    "Place",
    "Resolution",
    "away",
    "commune",
    "distance_km",
    "forget",
    "former_names",
    "gazetteer",
    "province_id",
    "resolve",
    "suggest",
    "today",
    "touch",
    "within_km",
]

_MIN_SIMILARITY = 78
_SLIP = 88
"""Similarity (0–100) from which a text is taken for a misspelt name."""
_PARTS = re.compile(r"\s*(?:[,;:/|()]|\s[-–]\s)\s*")
_FORMER = re.compile(r"\(\s*cũ\s*\)", re.IGNORECASE)
_PREFIXES: tuple[tuple[str, frozenset[Kind]], ...] = tuple(
    (prefix, frozenset(kinds))
    for kinds, prefixes in (
        ((Kind.PARK,), ("khu cong nghiep", "kcn", "cum cong nghiep", "ccn")),
        ((Kind.PROVINCE, Kind.DISTRICT), ("thanh pho", "tp")),
        ((Kind.PROVINCE,), ("tinh",)),
        ((Kind.DISTRICT,), ("huyen", "quan", "thi xa", "tx", "h", "q")),
        ((Kind.COMMUNE,), ("thi tran", "dac khu", "phuong", "xa", "tt", "p", "x")),
    )
    for prefix in prefixes
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text may name, best first."""

    matches: tuple[Place, ...]
    is_certain: bool
    """Only one understanding was left; otherwise show the choices."""

    @property
    def best(self) -> Place | None:
        return self.matches[0] if self.matches else None


def resolve(text: str, province: int | None = None) -> Resolution:
    """The places ``text`` names, with what they are today.

    Several parts ("Vũ Hội, Vũ Thư, Thái Bình") narrow each other, the finest wins. ``province``, a key of
    today, breaks ties between namesakes (by default the centre's); it never hides a place elsewhere.
    """
    book = gazetteer()
    said = _FORMER.sub(" cũ", nfc(text))
    found = [named for part in _parts(book, said) if (named := _named(book, part))]
    slip = not found and _nearest(book, said)
    if slip:
        found = [slip]
    if not found:
        return Resolution((), False)
    home = province if province is not None else _home(book)
    ranked = sorted(
        _narrow(found), key=lambda place: (place.kind, place.province_id != home, not place.current, place.code)
    )
    best = ranked[0]
    rivals = [place for place in ranked[1:] if _is_rival(best, place, home, alone=len(found) == 1)]
    split = best.is_split and len(best.communes) > 1
    return Resolution(tuple(ranked), not (slip or split or rivals))


def _parts(book: Gazetteer, said: str) -> list[str]:
    """The text whole where it is one name ("Bà Rịa - Vũng Tàu"), else its parts."""
    if fold_words(said) in book.by_name:
        return [said]
    return [part for part in (part.strip(" .") for part in _PARTS.split(said)) if part]


def _is_rival(best: Place, other: Place, home: int, *, alone: bool) -> bool:
    """Might the text mean ``other`` as well as ``best``?

    A place of before the reform is no rival of the one that took it in under the same name, nor is a bare
    province name in doubt. A finer namesake in the same province is, where nothing else was said.
    """
    if best.communes and best.communes == other.communes:
        return False
    if best.current and best.short == other.short and best.kind == other.kind and not other.current:
        taken_in = best.province_id == other.province_id and set(best.communes) <= set(other.communes)
        if taken_in:
            return False
    if other.kind == best.kind:
        return (other.province_id == home) == (best.province_id == home)
    return alone and best.kind == Kind.DISTRICT and other.kind == Kind.COMMUNE and other.province_id == best.province_id


def _home(book: Gazetteer) -> int:
    return book.province_codes.get(settings.CENTRE_PROVINCE, 0)


def _named(book: Gazetteer, part: str) -> list[Place]:
    """Places one part of a text names: exactly as said, else without its kind ("xã", "tp", "kcn")."""
    words = fold_words(part)
    former = words.endswith(" cu") and words not in book.by_name
    if former:
        words = words.removesuffix(" cu")
    named, kinds = _strip(book, words)
    if kinds:
        named = [place for place in named if place.kind in kinds] or named
    if former:
        named = [place for place in named if not place.current] or named
    if fold(part) == part.casefold():
        return named
    said = part.casefold()
    return [place for place in named if any(name in said for name in book.spellings[place.kind, place.id])] or named


def _strip(book: Gazetteer, words: str) -> tuple[list[Place], frozenset[Kind]]:
    if words in book.by_name:
        return book.by_name[words], frozenset()
    for prefix, kinds in _PREFIXES:
        rest = words.removeprefix(f"{prefix} ")
        if rest != words:
            return book.by_name.get(rest, []), kinds
    return [], frozenset()


def _nearest(book: Gazetteer, said: str) -> list[Place]:
    """Places whose name is one or two slips away; nothing for short texts, where every name is near."""
    words = fold_words(said)
    if len(words) < 6:
        return []
    hit = process.extractOne(words, book.by_name.keys(), scorer=fuzz.ratio, score_cutoff=_SLIP)
    return book.by_name[hit[0]] if hit else []


def _narrow(found: list[list[Place]]) -> list[Place]:
    """Keep of the finest part what lies in the wider parts."""
    finest = max(found, key=lambda named: (max(place.kind for place in named), -len(named)))
    kept = finest
    for other in found:
        if other is not finest:
            kept = [place for place in kept if any(_inside(place, around) for around in other)] or kept
    return kept


def _inside(place: Place, around: Place) -> bool:
    if place is around or place.kind <= around.kind:
        return place is around
    if not around.communes:
        return place.province_id == around.id
    return bool(place.communes) and set(place.communes) <= set(around.communes)


def suggest(text: str, limit: int = 8, kinds: Iterable[Kind] = tuple(Kind), province: int | None = None) -> list[Place]:
    """Places to offer while someone types: names that begin so, then words that do; if none, near spellings.

    What is typed with its diacritics comes before namesakes without them, places of ``province`` (by
    default the centre's) before others.
    """
    book = gazetteer()
    words = fold_words(text)
    if not words:
        return []
    wanted, home = frozenset(kinds), province if province is not None else _home(book)
    said = nfc(text).casefold()
    accents = said if fold(said) != said else ""
    offered: dict[tuple[Kind, int], Place] = {}
    for stage in (_beginning, _containing, _resembling):
        if offered and (len(offered) >= limit or stage is _resembling):
            break
        found = {place for place in stage(book, words) if place.kind in wanted}
        for place in sorted(found, key=lambda place: _offer_key(place, words, accents, home)):
            offered.setdefault((place.kind, place.id), place)
    return _without_predecessors(offered.values())[:limit]


def _without_predecessors(places: Iterable[Place]) -> list[Place]:
    """Leave out an old place that lives on under its own name and is offered so."""
    kept: list[Place] = []
    for place in places:
        if place.current or not any(
            other.current and other.kind == place.kind and other.short == place.short
            and other.province_id == place.province_id and set(other.communes) <= set(place.communes)
            for other in kept
        ):  # fmt: skip
            kept.append(place)
    return kept


def _offer_key(place: Place, words: str, accents: str, home: int) -> tuple[object, ...]:
    exact = words in (fold_words(place.short), fold_words(place.name))
    near = place.province_id == home or (place.kind == Kind.PROVINCE and place.current)
    return (
        not exact,
        accents not in place.name.casefold(),
        not near,
        place.kind,
        not place.current,
        place.short,
        place.code,
    )


def _beginning(book: Gazetteer, words: str) -> Iterator[Place]:
    names = book.names
    for name, place in names[bisect_left(names, words, key=lambda pair: pair[0]) :]:
        if not name.startswith(words):
            return
        yield place


def _containing(book: Gazetteer, words: str) -> Iterator[Place]:
    stripped, _ = _strip(book, words)
    yield from stripped
    inner = f" {words}"
    yield from (place for name, place in book.names if inner in name)


def _resembling(book: Gazetteer, words: str) -> Iterator[Place]:
    if len(words) < 4:
        return
    choices = {name for name in book.by_name if abs(len(name) - len(words)) <= 2}
    for name, _, _ in process.extract(words, choices, scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY, limit=20):
        yield from book.by_name[name]


def today(place: Place) -> str:
    """ "nay là …": the communes or the province of today, for showing an old name → new."""
    book = gazetteer()
    if place.current:
        return ""
    if place.kind == Kind.PROVINCE:
        return book.provinces[place.province_id]
    names = [book.communes[key].name for key in place.communes]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def former_names(key: int, most: int = 6) -> list[str]:
    """What one of today's communes (key) was made of before 1 July 2025, by former district: "Xã Vũ Hội, Xã Vũ Vinh
    (Huyện Vũ Thư)"; at most ``most`` names in all, then "…"."""
    found: dict[str, list[str]] = {}
    communes = gazetteer().former.get(key, [])
    for place in communes[:most]:
        found.setdefault(place.within.partition(",")[0], []).append(place.name)
    said = [f"{', '.join(names)} ({district})" if district else ", ".join(names) for district, names in found.items()]
    return [*said, "…"] if len(communes) > most else said


def commune(key: int) -> CommuneToday:
    """Today's commune by key. Raises KeyError for another."""
    return gazetteer().communes[key]


def province_id(code: str) -> int:
    """Key of today's province with this code. Raises KeyError for another."""
    return gazetteer().province_codes[code]


def distance_km(one: int, other: int) -> float:
    """Great-circle distance between the centres of two of today's communes (keys)."""
    book = gazetteer()
    return float(book.kilometres(one)[np.searchsorted(book.centres[0], other)])


def away(keys: Iterable[int]) -> dict[int, float]:
    """Kilometres from the nearest of the communes ``keys`` to every commune of today, centre to centre."""
    book = gazetteer()
    ids, _lats, _lons = book.centres
    least = np.full(len(ids), np.inf)
    for key in keys:
        least = np.minimum(least, book.kilometres(key))
    return dict(zip(ids.tolist(), least.tolist(), strict=True))


def within_km(key: int, radius: float) -> list[int]:
    """Keys of today's communes whose centre lies within ``radius`` km of that of ``key``, itself included."""
    book = gazetteer()
    near: list[int] = book.centres[0][book.kilometres(key) <= radius].tolist()
    return near

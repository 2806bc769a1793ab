"""Workplaces as written: several in a cell, old and new names, joined by commas, slashes or mere spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jobs.intake.enums import Reason
from jobs.intake.gazetteer import Gazetteer, Named, PlaceKind
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing
from jobs.intake.regions import ABROAD, NATION, OTHER, PROVINCE_ALIASES, REGIONS, REMOTE, foreign_places
from portal.codes.text import fold_words

UNKNOWN_COUNTRY = "ZZ"
"""Abroad, country not said (ISO 3166-1 user-assigned)."""


@dataclass(frozen=True, slots=True)
class Places:
    """What a cell of workplaces says.

    ``places`` most specific only (a commune without the province around it); ``abroad`` ISO
    country codes; ``more`` the number of further places the text counts without naming.
    """

    places: tuple[Named, ...] = ()
    nationwide: bool = False
    remote: bool = False
    abroad: tuple[str, ...] = ()
    more: int = 0


_MORE = re.compile(
    r"(?:&|\+|va|and)?\s*(\d{1,3})\s*(?:noi|dia diem|tinh|tinh thanh|places?|locations?)\s*(?:khac|other"
    r"|more)?\b(?!\s*\d)"
)
_SEPARATORS = re.compile(r"[,;/|\n\r\t•·&()\[\]:+>]+|\s-\s|\.\s|\b(?:va|hoac|and|or)\b")
_NUMBERED = re.compile(r"\b(q|quan|p|phuong|d|district)\s*\.?\s*0?(\d{1,2})\b")
_DOTTED = re.compile(r"\b(tp|tx|tt|kcn|q|p|h|x|t)\.\s*(?=[a-z])")
_KIND_WORDS: dict[str, tuple[PlaceKind, tuple[str, ...]]] = {
    "tinh": (PlaceKind.PROVINCE, ()),
    "thanh pho": (PlaceKind.PROVINCE, ("thanh pho",)),
    "tp": (PlaceKind.PROVINCE, ("thanh pho",)),
    "huyen": (PlaceKind.DISTRICT, ("huyen",)),
    "h": (PlaceKind.DISTRICT, ("huyen",)),
    "quan": (PlaceKind.DISTRICT, ("quan",)),
    "q": (PlaceKind.DISTRICT, ("quan",)),
    "thi xa": (PlaceKind.DISTRICT, ("thi xa",)),
    "tx": (PlaceKind.DISTRICT, ("thi xa",)),
    "thi tran": (PlaceKind.COMMUNE, ("thi tran",)),
    "tt": (PlaceKind.COMMUNE, ("thi tran",)),
    "xa": (PlaceKind.COMMUNE, ("xa",)),
    "x": (PlaceKind.COMMUNE, ("xa",)),
    "phuong": (PlaceKind.COMMUNE, ("phuong",)),
    "p": (PlaceKind.COMMUNE, ("phuong",)),
    "dac khu": (PlaceKind.COMMUNE, ("dac khu",)),
    "kcn": (PlaceKind.PARK, ()),
    "khu cong nghiep": (PlaceKind.PARK, ()),
    "cum cong nghiep": (PlaceKind.PARK, ()),
    "ccn": (PlaceKind.PARK, ()),
    "khu kinh te": (PlaceKind.PARK, ()),
    "kkt": (PlaceKind.PARK, ()),
}
_REGION_WORDS = ("kv", "khu vuc", "vung", "cac tinh")
_STREET = re.compile(
    r"^\d|\b(?:so|duong|pho|ngo|ngach|hem|toa|toa nha|tang|lo|lau|thon|xom|to dan pho|to|ap|khom|km|khu"
    r"|khu do thi|kdt|chung cu"
    r"|ql|quoc lo|dai lo|street|road|building|tower|tttm|plaza|nha may|cong ty|chi nhanh|van phong|tru so"
    r"|cua hang|floor"
    r"|kcn|khu cong nghiep|ccn|kcx|khu che xuat|vsip|landmark|center|centre|mall|block|villa|cao oc|san bay|cang"
    r"|kho|quoc te|benh vien|truong)\b"
)
_STREET_WORDS = frozenset({"duong", "pho", "ngo", "hem", "ngach", "lo", "ql", "toa", "nha", "st"})
_FILLER = re.compile(
    r"va|cac|tinh|khac|noi|o|tai|lam|viec|dia|diem|gan|thanh|pho|tp|huyen|quan|xa|phuong|khu|vuc|kv|vung|lan|can|the"
    r"|cung|nhu|hoac|city|province|district|ward|viet|nam|vn|cu|moi|thuoc|ngoai|trung|tam|toan|bo|nhieu|mot|so|ban"
    r"|trong|q|h|p|tx|tt|truoc|sau|sap|nhap|tren|ca|linh|dong"
)


@dataclass
class _Reader:
    """Walks the words of one segment after another, longest names first."""

    gazetteer: Gazetteer
    options: list[tuple[Named, ...]] = field(default_factory=list)
    """For each name met, the places it may mean."""
    regions: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    nationwide: bool = False
    remote: bool = False
    other: bool = False
    left: list[str] = field(default_factory=list)

    def provinces(self) -> list[Named]:
        """What the names that are plainly provinces may mean."""
        return [place for options in self.options if options[0].kind is PlaceKind.PROVINCE for place in options]

    def segment(self, text: str) -> None:
        words = fold_words(text).split()
        if not words or self._whole(" ".join(words)):
            return
        at, skipped, met = 0, [], False
        while at < len(words):
            used = self._at(words, at)
            if used:
                at, met = at + used, True
            else:
                skipped.append(words[at])
                at += 1
        rest = [word for word in skipped if not _FILLER.fullmatch(word)]
        # "Số 12 đường Lê Lợi": a street is not a place we failed to read.
        if rest and not (_STREET.search(fold_words(text)) and (met or len(rest) < 12)):
            self.left.append(" ".join(rest))

    def _whole(self, words: str) -> bool:
        """A segment that is one country, even a short one ("Úc", "Ý"), or means "elsewhere"."""
        if words in OTHER:
            self.other = True
        elif words in foreign_places() and not self.gazetteer.named(words):
            self.countries.append(foreign_places()[words])
        else:
            return False
        return True

    def _at(self, words: Sequence[str], at: int) -> int:
        """Words consumed by the longest name that starts at ``at``; 0 when none does."""
        for kind_word, (kind, prefixes) in _KIND_WORDS.items():
            length = kind_word.count(" ") + 1
            if words[at] == kind_word.split(" ", 1)[0] and " ".join(words[at : at + length]) == kind_word:
                used = self._name(words, at + length, kind, prefixes)
                if used:
                    return length + used
        for region_word in _REGION_WORDS:
            length = region_word.count(" ") + 1
            if " ".join(words[at : at + length]) == region_word:
                used = self._wide(words, at + length)
                if used:
                    return length + used
        return self._longest(words, at)

    def _longest(self, words: Sequence[str], at: int) -> int:
        lengths = range(min(len(words) - at, max(self.gazetteer.longest, 6)), 0, -1)
        names = [(length, " ".join(words[at : at + length])) for length in lengths]
        starts_province = any(p.kind is PlaceKind.PROVINCE for _, name in names for p in self._named(name))
        on_street = at > 0 and words[at - 1] in _STREET_WORDS
        for length, name in names:
            if self._wide(words, at, length):
                return length
            # A commune of one word, of a street's name ("đường Lê Lợi") or that begins like a province
            # ("Hưng Yên Bắc Giang" is no "Hưng Yên Bắc") needs its kind word, or the whole segment.
            shy = length == 1 or on_street or (starts_province and length < len(words))
            found = [place for place in self._named(name) if place.kind is not PlaceKind.COMMUNE or not shy]
            provinces = tuple(place for place in found if place.kind is PlaceKind.PROVINCE)
            if provinces or found:
                self.options.append(provinces or tuple(found))
                return length
            if (length > 1 or len(name) > 4) and name in foreign_places():
                self.countries.append(foreign_places()[name])
                return length
        return 0

    def _wide(self, words: Sequence[str], at: int, only: int = 0) -> int:
        """A region, the whole country, remote work or "abroad" at ``at``."""
        for length in [only] if only else range(min(len(words) - at, 6), 0, -1):
            name = " ".join(words[at : at + length])
            if name in REGIONS:
                self.regions.extend(REGIONS[name])
            elif name in NATION and name != "viet nam":
                self.nationwide = True
            elif name in REMOTE:
                self.remote = True
            elif name in ABROAD:
                self.countries.append(UNKNOWN_COUNTRY)
            else:
                continue
            return length
        return 0

    def _named(self, name: str) -> Sequence[Named]:
        found = self.gazetteer.named(name)
        alias = PROVINCE_ALIASES.get(name)
        if not alias or any(place.kind is PlaceKind.PROVINCE for place in found):
            return found
        return [place for place in self.gazetteer.named(alias) if place.kind is PlaceKind.PROVINCE] or found

    def _name(self, words: Sequence[str], at: int, kind: PlaceKind, prefixes: tuple[str, ...]) -> int:
        """A name after its kind word: "huyện Vũ Thư", "TP Thái Bình" (a city or a province)."""
        for length in range(min(len(words) - at, self.gazetteer.longest), 0, -1):
            found = self._named(" ".join(words[at : at + length]))
            fits = [p for p in found if p.kind is kind and (not prefixes or p.prefix in prefixes or not p.prefix)]
            if kind is PlaceKind.PROVINCE and prefixes:
                # "TP Thái Bình" is a district of before July 2025; "TP Hà Nội" a province.
                fits = [p for p in found if p.prefix == "thanh pho"] or [p for p in found if p.kind is kind]
            fits = fits or [p for p in found if p.kind is kind]
            if fits:
                self.options.append(tuple(fits))
                return length
        return 0


def _keys(place: Named) -> set[tuple[PlaceKind, int]]:
    return {(place.kind, place.key), *place.within}


def _choose(options: Sequence[Named], context: set[tuple[PlaceKind, int]], home: int | None) -> Named | None:
    """The one place meant, or None: first what lies in the places named beside it, then in the home province."""
    inside = [place for place in options if place.within & context] or list(options)
    nearer = [place for place in inside if place.province == home] or inside
    current = [place for place in nearer if place.current] or nearer
    if len({place.communes for place in nearer}) == 1 and nearer[0].communes:
        return current[0]
    provinces = [place for place in nearer if place.kind is PlaceKind.PROVINCE]
    if provinces:
        # An old and a new province of one name: the old one says more exactly where.
        return min(provinces, key=lambda place: (place.current, place.key))
    if len(nearer) == 1:
        return nearer[0]
    one_kind = {(place.kind, place.province) for place in nearer}
    if len(one_kind) == 1 and len(current) == 1:
        return current[0]
    districts = [place for place in nearer if place.kind is PlaceKind.DISTRICT]
    return districts[0] if len(districts) == 1 else None


def _resolve(reader: _Reader) -> Iterator[Named | None]:
    """Each name's place, wider ones first so that they give context to the narrower."""
    # Only plain names of provinces speak for the others at the start; districts then add themselves.
    context = {key for place in reader.provinces() for key in _keys(place)}
    by_width = sorted(reader.options, key=lambda options: list(PlaceKind).index(options[0].kind))
    for options in by_width:
        plausible = [p for p in options if p.within & context or p.province == reader.gazetteer.home]
        if all(p.kind is PlaceKind.COMMUNE for p in options) and not plausible and len(options) > 1:
            yield None
            continue
        chosen = _choose(options, context, reader.gazetteer.home)
        if chosen is not None:
            context |= {(chosen.kind, chosen.key)}
        yield chosen


def parse_places(text: str, gazetteer: Gazetteer) -> Parsed[Places]:
    """Read a cell of workplaces. Never raises.

    Understood when every word is accounted for; uncertain when a part is unknown or a name
    could be several places. "Khác" alone is uncertain: it names nothing.
    """
    said = plain(text)[:2_000]
    if says_nothing(said):
        return absent()
    more = 0
    counted = _MORE.search(said)
    if counted:
        more = int(counted[1])
        said = said[: counted.start()] + " , " + said[counted.end() :]
    said = _DOTTED.sub(r"\1 ", _NUMBERED.sub(_spell_number, said))
    reader = _Reader(gazetteer)
    # " - " may stand inside a name ("Bà Rịa - Vũng Tàu"): close it up first.
    for segment in _SEPARATORS.split(re.sub(r"(ba ria|thua thien)\s*-\s*", r"\1 ", said)):
        reader.segment(segment)
    for name in dict.fromkeys(reader.regions):
        provinces = [place for place in gazetteer.named(name) if place.kind is PlaceKind.PROVINCE]
        if provinces:
            reader.options.append(tuple(provinces))
    found = list(_resolve(reader))
    chosen = list(dict.fromkeys(place for place in found if place is not None))
    covering = {key for place in chosen for key in place.within}
    # A place of today lies in no old province by record, yet "KCN Sông Trà, Thái Bình" names one place.
    narrow = {place.province for place in chosen if place.kind is not PlaceKind.PROVINCE and place.current}
    covering |= {(p.kind, p.key) for p in chosen if p.kind is PlaceKind.PROVINCE and p.province in narrow}
    places = tuple(place for place in chosen if (place.kind, place.key) not in covering or _stands_alone(place, chosen))
    value = Places(places, reader.nationwide, reader.remote, tuple(dict.fromkeys(reader.countries)), more)
    return _judge(value, reader, ambiguous=None in found)


def _stands_alone(place: Named, chosen: Sequence[Named]) -> bool:
    """A province of today named beside an old province that joined it ("Thái Bình, Hưng Yên")."""
    inner = [other for other in chosen if (place.kind, place.key) in other.within]
    return place.kind is PlaceKind.PROVINCE and all(other.kind is PlaceKind.PROVINCE for other in inner)


def _judge(value: Places, reader: _Reader, ambiguous: bool) -> Parsed[Places]:
    known = bool(value.places or value.nationwide or value.remote or value.abroad)
    if ambiguous:
        return uncertain(Reason.PLACE_AMBIGUOUS, value)
    if reader.left:
        return uncertain(Reason.PLACE_PARTLY, value) if known else not_understood(Reason.PLACE_UNKNOWN)
    if known:
        return understood(value)
    return uncertain(Reason.PLACE_UNSPECIFIED) if reader.other or value.more else not_understood(Reason.PLACE_UNKNOWN)


def _spell_number(match: re.Match[str]) -> str:
    kind = "quan" if match[1] in {"q", "quan", "d", "district"} else "phuong"
    return f"{kind} {match[2]}"

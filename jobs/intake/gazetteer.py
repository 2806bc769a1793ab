"""The places of the code lists as one in-memory index: old and new provinces, districts, communes, parks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from portal.codes.text import fold_words


class PlaceKind(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the code lists, old or new.

    ``key`` is its primary key; ``province`` the key of the province of today it lies in and
    ``within`` every place that contains it, as (kind, key); ``communes`` the keys of the communes
    of today it is, became or covers (empty for provinces).
    """

    kind: PlaceKind
    key: int
    name: str
    province: int
    within: frozenset[tuple[PlaceKind, int]] = frozenset()
    communes: tuple[int, ...] = ()
    current: bool = True
    prefix: str = ""
    """Folded kind word of the official name: "xa", "thi tran", "quan"; "" for provinces and parks."""


class Gazetteer(Protocol):
    """What the place parser needs to know."""

    longest: int
    """Words in the longest name."""
    home: int | None
    """Key of today's province that unqualified names are looked for first."""

    def named(self, words: str) -> Sequence[Named]:
        """Places whose short name folds to ``words``."""
        ...


class Index:
    """A :class:`Gazetteer` over a list of (folded name, place)."""

    def __init__(self, entries: Iterable[tuple[str, Named]], home: int | None = None) -> None:
        found: dict[str, dict[tuple[PlaceKind, int], Named]] = defaultdict(dict)
        for words, place in entries:
            if words:
                found[words][place.kind, place.key] = place
        self._by_name = {words: tuple(places.values()) for words, places in found.items()}
        self.longest = max((words.count(" ") + 1 for words in self._by_name), default=1)
        self.home = home

    def named(self, words: str) -> Sequence[Named]:
        return self._by_name.get(words, ())


def _prefix(name: str, short: str) -> str:
    """The kind word that ``name`` has before ``short``, folded."""
    full, bare = fold_words(name), fold_words(short)
    return full[: -len(bare)].strip() if bare and full.endswith(bare) else ""


@lru_cache(maxsize=1)
def gazetteer(home_code: str, digest: str) -> Index:
    """The index over the loaded code lists; ``digest`` changes when they are loaded anew."""
    from portal.codes.models import Province

    home = Province.objects.filter(code=home_code, valid_to=None).values_list("pk", flat=True).first()
    return Index(_entries(), home)


def current_gazetteer() -> Index:
    """The index for the code lists as they are now (built once per version and process)."""
    from django.conf import settings

    from portal.codes.models import CodeListVersion

    versions = CodeListVersion.objects.order_by("list_name").values_list("list_name", "digest")
    return gazetteer(settings.CENTRE_PROVINCE, repr(list(versions)))


def _entries() -> Iterable[tuple[str, Named]]:
    from portal.codes.models import Commune, CommuneSuccession, FormerDistrict, IndustrialPark, PlaceAlias, Province

    today: dict[int, int] = {}
    places: dict[tuple[PlaceKind, int], Named] = {}
    provinces = list(Province.objects.values_list("pk", "name", "short_name", "successor_id", "valid_to"))
    for key, name, short, successor, ended in provinces:
        today[key] = successor or key
        within = frozenset({(PlaceKind.PROVINCE, successor)}) if successor else frozenset()
        places[PlaceKind.PROVINCE, key] = place = Named(
            PlaceKind.PROVINCE, key, name, today[key], within, current=ended is None
        )
        yield fold_words(short), place
    successors: dict[int, list[int]] = defaultdict(list)
    for old, later in CommuneSuccession.objects.values_list("old_id", "new_id"):
        successors[old].append(later)
    of_district: dict[int, dict[int, None]] = defaultdict(dict)
    districts: dict[int, int] = dict(FormerDistrict.objects.values_list("pk", "province_id"))
    communes = Commune.objects.values_list("pk", "name", "short_name", "province_id", "former_district_id", "valid_to")
    for key, name, short, province, district, ended in communes:
        new: tuple[int, ...] = tuple(sorted(successors[key])) if ended else (key,)
        around = {(PlaceKind.PROVINCE, province), (PlaceKind.PROVINCE, today[province])}
        if district:
            around.add((PlaceKind.DISTRICT, district))
            of_district[district].update(dict.fromkeys(new))
        places[PlaceKind.COMMUNE, key] = place = Named(
            PlaceKind.COMMUNE, key, name, today[province], frozenset(around), new, ended is None, _prefix(name, short)
        )
        yield fold_words(short), place
    for key, name, short in FormerDistrict.objects.values_list("pk", "name", "short_name"):
        province = districts[key]
        around = {(PlaceKind.PROVINCE, province), (PlaceKind.PROVINCE, today[province])}
        places[PlaceKind.DISTRICT, key] = place = Named(
            PlaceKind.DISTRICT,
            key,
            name,
            today[province],
            frozenset(around),
            tuple(of_district[key]),
            False,
            _prefix(name, short),
        )
        yield fold_words(short), place
    for text, commune, former, wider in PlaceAlias.objects.values_list(
        "text", "commune_id", "district_id", "province_id"
    ):
        target = (
            (PlaceKind.COMMUNE, commune)
            if commune
            else (PlaceKind.DISTRICT, former)
            if former
            else (PlaceKind.PROVINCE, wider)
        )
        yield fold_words(text), places[target]
    for key, name, commune in IndustrialPark.objects.values_list("pk", "name", "commune_id"):
        around_commune = places[PlaceKind.COMMUNE, commune]
        short = fold_words(name)
        for kind_word in ("khu cong nghiep", "kcn", "cum cong nghiep", "khu kinh te"):
            short = short.removeprefix(kind_word).strip()
        around = {*around_commune.within, (PlaceKind.COMMUNE, commune)}
        yield (
            short,
            Named(PlaceKind.PARK, key, name, around_commune.province, frozenset(around), (commune,)),
        )

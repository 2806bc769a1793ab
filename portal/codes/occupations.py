"""Finding an occupation (QĐ 34/2020, level 4) by the words people use for it."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Q

from portal.codes.functions import ViFold
from portal.codes.models import Occupation, OccupationSynonym
from portal.codes.text import fold, fold_words

LEVEL = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """An occupation with the words by which it was found."""

    occupation: Occupation
    said: str
    """The synonym that agrees with the question; empty where the official name does."""


def exact(text: str) -> Occupation | None:
    """The occupation that goes by exactly these words, diacritics and case aside; ``None`` when none or several do."""
    words = fold_words(text)
    if not words:
        return None
    found: dict[int, Occupation] = {
        synonym.occupation_id: synonym.occupation
        for synonym in OccupationSynonym.objects.filter(folded=words).select_related("occupation")
    }
    for named in Occupation.objects.alias(folded=ViFold("name")).filter(level=LEVEL, folded=fold(text)):
        found[named.pk] = cast(Occupation, named)
    return next(iter(found.values())) if len(found) == 1 else None


def suggest(text: str, limit: int = 8) -> list[Offer]:
    """Occupations to offer while someone types: names and synonyms that hold every word, beginnings first."""
    words = fold_words(text).split()
    if not words:
        return []
    whole = " ".join(words)
    in_synonym = Q()
    in_name = Q(level=LEVEL)
    for word in words:
        in_synonym &= Q(folded__contains=word)
        in_name &= Q(folded__contains=word)
    synonyms = (
        OccupationSynonym.objects.filter(in_synonym, occupation__level=LEVEL)
        .select_related("occupation")
        .order_by("folded", "id")[:200]
    )
    names = Occupation.objects.alias(folded=ViFold("name")).filter(in_name).order_by("code")[:50]
    ranked = [(_rank(fold_words(one.name), whole), one.code, cast(Occupation, one), "") for one in names]
    ranked += [(_rank(s.folded, whole), s.occupation.code, s.occupation, s.text) for s in synonyms]
    offers: dict[int, Offer] = {}
    for _, _, occupation, said in sorted(ranked, key=lambda row: row[:2]):
        offers.setdefault(occupation.pk, Offer(occupation, said))
    return list(offers.values())[:limit]


def _rank(name: str, whole: str) -> tuple[bool, bool, bool, int]:
    """Exactly so, then beginning so, then the words in this order, then the shorter name."""
    return (name != whole, not name.startswith(whole), f" {whole}" not in f" {name}", len(name))

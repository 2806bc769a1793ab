"""Finding an occupation (QĐ 34/2020, level 4) by the words people use for it."""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.db import connection
from rapidfuzz import fuzz, process

from portal.codes.functions import ViFold
from portal.codes.models import Occupation, OccupationSynonym
from portal.codes.text import fold, fold_words, nfc

LEVEL = 4
_SLIP = 80
"""Similarity (0–100) from which words are taken for a misspelt name."""
_SHORTEST_SLIP, _SLIP_LETTERS, _AS_NEAR = 4, 2, 8
_LONGEST = 120
"""Characters of a question that are looked at."""


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


class _Name(NamedTuple):
    """One name of an occupation, as it is searched."""

    folded: str
    text: str
    said: str
    code: str
    occupation_id: int


class _Names:
    """All names of the occupations in force; built from the database, read only."""

    def __init__(self, version: object) -> None:
        self.version = version
        official = cast(
            "list[Occupation]", list(Occupation.objects.filter(level=LEVEL, valid_to=None).order_by("code"))
        )
        self.occupations = {one.pk: one for one in official}
        names = [
            _Name(fold_words(text), nfc(text).lower(), "", one.code, one.pk)
            for one in official
            for text in (one.name, one.name_en)
            if text
        ]
        names += [
            _Name(folded, nfc(text).lower(), text, self.occupations[pk].code, pk)
            for folded, text, pk in OccupationSynonym.objects.filter(occupation_id__in=self.occupations).values_list(
                "folded", "text", "occupation_id"
            )
        ]
        self.names = sorted(names)
        self.folded = [name.folded for name in self.names]
        self.padded = [f" {folded}" for folded in self.folded]
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.by_folded: dict[str, list[_Name]] = defaultdict(list)
        for name in self.names:
            self.by_folded[name.folded].append(name)
        for folded in self.by_folded:
            self.by_length[len(folded)].append(folded)


_lock = threading.Lock()
_kept: _Names | None = None


def _names() -> _Names:
    """The names of this process, built again when the tables have changed since."""
    global _kept  # noqa: PLW0603 — one set of names a process
    with connection.cursor() as cursor:
        # What loading and editing by hand change: one round trip of a millisecond.
        cursor.execute(
            "SELECT (SELECT max(loaded_at) FROM codes_codelistversion WHERE list_name LIKE 'occupation%%'), "
            "(SELECT max(id) FROM codes_occupation), (SELECT max(id) FROM codes_occupationsynonym), "
            "(SELECT count(*) FROM codes_occupationsynonym WHERE is_local)"
        )
        version = cursor.fetchone()
    with _lock:
        if _kept is None or _kept.version != version:
            _kept = _Names(version)
        return _kept


def suggest(text: str, limit: int = 8) -> list[Offer]:
    """Occupations to offer while someone types, best first; diacritics, case and small slips aside.

    Names that are just so, begin so or hold every word come first; if they are too few, names one or two slips
    away, then names held in a longer question ("công nhân may ca đêm").
    """
    asked = nfc(text[:_LONGEST]).lower()
    words = fold_words(asked)
    if not words or limit < 1:
        return []
    book = _names()
    offers: dict[int, Offer] = {}
    for stage in (_same, _beginning, _holding, _resembling, _held):
        for name in _ordered(stage(book, words), asked, words):
            offers.setdefault(name.occupation_id, Offer(book.occupations[name.occupation_id], name.said))
        if len(offers) >= limit:
            break
    return list(offers.values())[:limit]


def _ordered(names: Iterator[_Name], asked: str, words: str) -> list[_Name]:
    """Agreeing in diacritics where the question has any, then the words together, then the shorter name."""
    marked = asked != fold(asked)
    return sorted(
        names,
        key=lambda name: (marked and asked not in name.text, f" {words}" not in f" {name.folded}", len(name.folded),
                          name.folded, name.code),
    )  # fmt: skip


def _same(book: _Names, words: str) -> Iterator[_Name]:
    yield from book.by_folded.get(words, ())


def _beginning(book: _Names, words: str) -> Iterator[_Name]:
    for name in book.names[bisect_left(book.folded, words) :]:
        if not name.folded.startswith(words):
            return
        yield name


def _holding(book: _Names, words: str) -> Iterator[_Name]:
    """Names in which every word of the question begins a word."""
    first, *others = sorted((f" {word}" for word in words.split()), key=len, reverse=True)
    found = [at for at, padded in enumerate(book.padded) if first in padded]
    for start in others:
        found = [at for at in found if start in book.padded[at]]
    yield from (book.names[at] for at in found)


def _held(book: _Names, words: str) -> Iterator[_Name]:
    """The longest names that stand word for word in the question."""
    parts = words.split()
    for length in range(len(parts) - 1, 1, -1):
        found = [
            name
            for start in range(len(parts) - length + 1)
            for name in book.by_folded.get(" ".join(parts[start : start + length]), ())
        ]
        if found:
            yield from found
            return


def _resembling(book: _Names, words: str) -> Iterator[_Name]:
    if len(words) < _SHORTEST_SLIP:
        return
    near = [
        folded
        for length in range(len(words) - _SLIP_LETTERS, len(words) + _SLIP_LETTERS + 1)
        for folded in book.by_length.get(length, ())
    ]
    hits = process.extract(words, near, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=20)
    best = max((score for _, score, _ in hits), default=0.0)
    for folded, score, _ in hits:
        if score >= best - _AS_NEAR:
            yield from book.by_folded[folded]

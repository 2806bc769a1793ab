"""The names of occupations, indexed for finding those a title holds."""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from jobs.intake.occupations.ranks import Rank
from jobs.intake.occupations.titles import find_rank
from jobs.intake.occupations.words import Word, tokens
from portal.codes.loading.tables import rows

_SLIP = 84
_FLOOR, _RARITY = 0.8, 0.4
"""A word shared by many occupations still weighs something: it is often the one that decides."""
_LANGUAGES = frozenset({"anh", "trung", "nhat", "han", "phap", "duc", "nga", "viet", "tieng"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an occupation: the words of its work (``core``) and its head words."""

    code: str
    text: str
    core: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rank: Rank
    is_bare: bool
    """Nothing but a head word or a language ("kỹ thuật viên"): any name that says the work goes before it."""
    is_whole: bool
    """An English name whose head word belongs to the work: "sales engineer", "product manager"."""

    letters: frozenset[str]
    weights: tuple[float, ...]
    is_broad: bool
    """An engineer of no certain field: "kỹ sư thiết kế"."""
    leads: bool
    """ "Quản lý lớp học" is work of its own, not the management of those who do it."""


class Lexicon:
    """All names by their rarest word, what each word weighs, and the words themselves for mending slips."""

    def __init__(self, names: list[tuple[str, str]]) -> None:
        read = [(code, text, *core) for code, text in names for core in _cores(text)]
        codes_of: dict[str, set[str]] = defaultdict(set)
        for code, _, core, *_ in read:
            for letters, _ in core:
                codes_of[letters].add(code)
        total = len({code for code, *_ in read}) or 1
        self.weights = {
            word: (_FLOOR + _RARITY * math.log(total / len(codes))) * (0.6 if len(word) == 1 else 1.0)
            for word, codes in codes_of.items()
        }
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        for code, text, core, head, rank, bare, whole in read:
            own = frozenset(word for word, _ in core)
            name = Name(
                code, text, core, head, rank, bare, whole, own,
                weights=tuple(self.weights[word] for word, _ in core),
                is_broad=rank is Rank.ENGINEER and own <= _BROAD,
                leads=("quan", "\u0309") in core and "ly" in own,
            )  # fmt: skip
            rarest = max(own, key=lambda word: (self.weights[word], word))
            self.by_word[rarest].append(name)
        heads = {letters for _, text, *_ in read for letters, _ in tokens(text)}
        self.words = frozenset(codes_of) | heads
        self._long = tuple(sorted(word for word in self.words if len(word) >= 5))
        self._mended: dict[str, tuple[str, ...]] = {}

    def weight(self, word: str) -> float:
        return self.weights.get(word, 1.6)

    def mend(self, word: str) -> tuple[str, ...]:
        """A word of the lexicon for a misspelt one, or the two words of a pair written together."""
        if word in self.words or len(word) < 5:
            return (word,)
        found = self._mended.get(word)
        if found is None:
            if len(self._mended) > 20_000:
                self._mended.clear()
            found = self._mended[word] = self._mend(word)
        return found

    def _mend(self, word: str) -> tuple[str, ...]:
        for cut in range(2, len(word) - 1):
            if 3 <= cut <= 6 >= len(word) - cut >= 3 and word[:cut] in self.words and word[cut:] in self.words:
                return word[:cut], word[cut:]
        hit = process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=_SLIP)
        return (hit[0],) if hit and hit[0][0] == word[0] else (word,)


_BROAD = frozenset(
    {
        "thiet", "ke", "tu", "van", "du", "an", "ky", "thuat", "project", "design", "technical", "hien",
        "truong", "quan", "ly", "cong", "nghe"
    }
)  # fmt: skip
"""Words that say little of an engineer's field: "kỹ sư thiết kế", "project engineer"."""

_Core = tuple[tuple[tuple[str, str], ...], tuple[str, ...], Rank, bool, bool]


def _cores(text: str) -> list[_Core]:
    """The words of the work, the head words, the rank, and whether the name is bare or whole (see :class:`Name`).

    In a Vietnamese name only what stands first is its head: "tư vấn giám sát" leads nobody. An English name is
    known both whole and without its head, which a Vietnamese one may replace ("kỹ sư embedded").
    """
    words = tokens(text)
    rank, heads = find_rank(tuple(Word(letters, marks, 1.0, 0, False) for letters, marks in words), has_marks=True)
    is_english = not any(marks for _, marks in words)
    if heads and heads[0] > 0 and not is_english:
        heads = ()
    core = tuple(word for at, word in enumerate(words) if at not in heads)
    head = tuple(words[at][0] for at in heads)
    if not core:
        return [(words, head, rank, True, False)]
    bare = all(letters in _LANGUAGES for letters, _ in core)
    cores: list[_Core] = [(core, head, rank, bare, False)]
    if heads and is_english and rank is not Rank.STAFF:
        cores.append((words, (), rank, False, True))
    return cores


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this process, from the table of synonyms and the official titles of level 4."""
    names = [(row["code"], row["text"]) for row in rows("occupation_synonyms")]
    return Lexicon(names)

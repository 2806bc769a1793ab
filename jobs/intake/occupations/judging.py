"""How well each name of the lexicon fits a title."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jobs.intake.occupations.lexicon import Lexicon, Name, lexicon
from jobs.intake.occupations.ranks import Rank, alike, manager_of, supervisor_of
from jobs.intake.occupations.titles import Title, read
from jobs.intake.occupations.words import agree

_HEAD_BONUS = 1.12
_BARE, _BROAD = 1.2, 0.55
_OTHER_MARKS = 0.35
_INSIDE = 0.45
_TURNED, _TURNED_ENGLISH = 0.75, 0.5
_GAP = 0.12
_KEPT = 12


class Found(NamedTuple):
    """A code the title may mean, by the name that fits best."""

    code: str
    score: float
    text: str
    covered: float
    """Mass of the title's words the name takes up."""
    fits: float
    """How well the ranks of title and name go together, 1 where they are the same."""


@lru_cache(maxsize=8_192)
def candidates(text: str) -> tuple[tuple[Found, ...], float]:
    """Codes the title may mean, best first, and the mass of what it says."""
    reading = _Reading(read(text), lexicon())
    best: dict[str, Found] = {}
    for name in reading.names():
        one = reading.judge(name)
        if one is not None and (one.code not in best or one.score > best[one.code].score):
            best[one.code] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.code))[:_KEPT]), reading.total()


class _Reading:
    """One title against the lexicon: where each of its words stands."""

    def __init__(self, title: Title, words: Lexicon) -> None:
        self.title = title
        self.words = words
        self.heads = frozenset(title.heads)
        self.places: dict[str, list[int]] = {}
        for at, word in enumerate(title.words):
            if word.weight > 0:
                for mended in words.mend(word.folded):
                    self.places.setdefault(mended, []).append(at)
        # "Quản lý lớp học" and "class manager" may be the work itself; "trưởng phòng quản lý …" leads others.
        self._manages = title.rank is Rank.MANAGER and any(
            title.words[at].folded in ("quan", "manager") for at in title.heads
        )
        self._said: dict[int, list[int]] = {}
        for at, word in enumerate(title.words):
            if word.weight > 0 and not word.slight and at not in self.heads:
                self._said.setdefault(word.part, []).append(at)

    def total(self) -> float:
        """The mass of what the title says of the work, whether a name takes it up or not."""
        weigh, words = self.words.weight, self.title.words
        return sum(weigh(words[at].folded) * words[at].weight for said in self._said.values() for at in said)

    def names(self) -> Iterator[Name]:
        """Names whose words all stand in the title."""
        here = self.places.keys()
        for word in self.places:
            for name in self.words.by_word.get(word, ()):
                if name.letters <= here:
                    yield name

    def judge(self, name: Name) -> Found | None:
        """How well a name whose words all stand in the title fits it; ``None`` when it does not."""
        spots = self._align(name)
        if spots is None or (not name.is_bare and not name.is_whole and not self.heads.isdisjoint(spots)):
            return None
        mass = self._mass(name, spots)
        if mass is None:
            return None
        score = (_BARE if name.is_bare else mass) * self._order(spots) * self._place(spots)
        if len(spots) == 1 and name.head and not name.is_bare and self._is_inside(spots[0]):
            score *= _INSIDE
        head_said = name.is_whole or (bool(name.head) and all(part in self.places for part in name.head))
        if name.leads and self._manages:
            code, factor = name.code, 0.9
        else:
            code, factor = _ranked(name, self.title.rank, head_said=head_said)
        score *= factor * (_HEAD_BONUS if head_said else 1.0)
        return Found(code, score, name.text, mass, min(1.0, factor))

    def _align(self, name: Name) -> list[int] | None:
        """A position of its own for each word of the name, each as near behind the one before as can be."""
        places = self.places
        if all(len(places[letters]) == 1 for letters in name.letters):
            if len(name.letters) < len(name.core):
                return None
            return [places[letters][0] for letters, _ in name.core]
        best: list[int] | None = None
        best_span = 10**6
        for start in places[name.core[0][0]]:
            spots = [start]
            for letters, _ in name.core[1:]:
                left = [at for at in places[letters] if at > spots[-1]]
                left = left or [at for at in places[letters] if at not in spots] or places[letters]
                spots.append(left[0])
            span = max(spots) - min(spots) + (100 if spots != sorted(spots) else 0)
            if span < best_span:
                best, best_span = spots, span
        taken = best and {(letters, at) for (letters, _), at in zip(name.core, best, strict=True)}
        return best if taken and len(taken) == len(name.core) else None

    def _mass(self, name: Name, spots: list[int]) -> float | None:
        """What the name takes up of the title; ``None`` when its diacritics say it is another word."""
        mass, wrong = 0.0, 0
        words, marked = self.title.words, self.title.has_marks
        for (letters, marks), weight, at in zip(name.core, name.weights, spots, strict=True):
            word = words[at]
            if marked and word.marks != marks and word.folded == letters and not agree(word.marks, marks):
                wrong += 1
                weight *= _OTHER_MARKS  # noqa: PLW2901 — the weight of this word here
            mass += weight * word.weight
        if wrong and (wrong * 2 > len(spots) or max(spots) - min(spots) >= len(spots)):
            return None
        return mass * _BROAD if name.is_broad else mass

    def _order(self, spots: list[int]) -> float:
        if len(spots) == 1:
            return 1.0
        gaps = max(spots) - min(spots) + 1 - len(set(spots))
        if spots != sorted(spots):
            return (_TURNED_ENGLISH if self.title.is_english else _TURNED) / (1 + _GAP * gaps)
        return 1 / (1 + _GAP * gaps)

    def _place(self, spots: list[int]) -> float:
        """Vietnamese titles say the work first, English ones last."""
        said = self._said.get(self.title.words[spots[0]].part, ())
        if self.title.is_english:
            last = max(spots)
            return max(0.6, 1 - 0.14 * sum(at > last for at in said))
        first = min(spots)
        return max(0.55, 1 - 0.12 * sum(at < first for at in said))

    def _is_inside(self, spot: int) -> bool:
        """One syllable behind others is most often half of another word: "đồng" in "hợp đồng"."""
        if spot == 0 or self.title.is_english or spot - 1 in self.heads:
            return False
        before = self.title.words[spot - 1]
        return before.part == self.title.words[spot].part and not before.slight


def _ranked(name: Name, rank: Rank, *, head_said: bool) -> tuple[str, float]:
    """The code of ``name`` in a title of ``rank``, and how well the two ranks go together."""
    own = alike(rank, name.rank)
    if name.is_whole and name.rank is not Rank.MANAGER:
        own = max(own, 1.0)
    if name.is_bare or (name.rank is rank and (head_said or name.code.startswith("1"))):
        return name.code, own
    if rank is Rank.MANAGER:
        return manager_of(name.code), min(0.9, own) if name.rank is Rank.ASSISTANT else 0.9
    if rank is Rank.SUPERVISOR and name.rank is not Rank.SUPERVISOR:
        return supervisor_of(name.code), own if name.rank in (Rank.ASSISTANT, Rank.MANAGER) else 0.9
    return name.code, own

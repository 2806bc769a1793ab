"""Which occupation (QĐ 34/2020, level 4) an advert or a job seeker means.

The title decides; the board's own category and the text only lean the balance. Pure, deterministic, offline:
names of occupations (``portal/codes/data/occupation_synonyms.tsv``) are found in the folded title in any order and
with gaps, slips are mended, and head words ("trưởng phòng", "kỹ sư", "công nhân") choose among codes of one field.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jobs.intake.occupations.context import lean
from jobs.intake.occupations.goods import rivals
from jobs.intake.occupations.lexicon import Lexicon, Name, lexicon
from jobs.intake.occupations.ranks import Rank, alike, manager_of, supervisor_of
from jobs.intake.occupations.titles import Title, read
from jobs.intake.occupations.words import agree

__all__ = ["CodedOccupation", "code"]

CONFIDENT = 0.65
_ALTERNATIVES = 3
_HEAD_BONUS = 1.12
_BARE, _BROAD = 1.2, 0.55
_WEAK = 1.5
_OTHER_MARKS = 0.35
_INSIDE = 0.45
_TURNED, _TURNED_ENGLISH = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class CodedOccupation:
    """``code`` is empty where the title names no occupation; ``evidence`` are the names found in it."""

    code: str
    confidence: float
    confident: bool
    evidence: tuple[str, ...]
    alternatives: tuple[str, ...]


NOTHING = CodedOccupation("", 0.0, False, (), ())


@dataclass(slots=True)
class _Found:
    code: str
    score: float
    text: str
    covered: float
    fits: float
    """How well the ranks of title and name go together, 1 where they are the same."""


def code(title: str, text: str = "", category: str = "") -> CodedOccupation:
    """Code an occupation from a title.

    ``text`` is the advert's body, ``category`` the board's own group of jobs; both may be empty. Without a name
    found in the title there is no code, whatever the other two say.
    """
    found, total = _candidates(title[:300])
    if not found:
        return NOTHING
    scored = {one.code: replace(one, score=one.score * lean(one.code, category)) for one in found}
    best = max(scored.values(), key=lambda one: (one.score, one.code))
    for other, factor in rivals(best.code, best.text, title, text, category).items():
        known = scored.get(other)
        if known is None or known.score < best.score * factor:
            scored[other] = replace(best, code=other, score=best.score * factor, text=f"{best.text} …")
    ranked = sorted(scored.values(), key=lambda one: (-one.score, one.code))
    best = ranked[0]
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    confidence = _confidence(best, rival, total)
    close = tuple(one.code for one in ranked[1 : 1 + _ALTERNATIVES] if one.score > best.score * 0.5)
    return CodedOccupation(best.code, confidence, confidence >= CONFIDENT, (best.text,), close)


def _confidence(best: _Found, rival: float, total: float) -> float:
    """Surer the more of the title the name takes up, the further the next code is and the better the ranks agree."""
    cover = min(1.0, best.covered / total) if total else 0.6
    margin = 1.0 - rival / best.score
    sure = 0.25 + 0.5 * cover + 0.35 * min(1.0, margin * 2.5)
    return round(min(1.0, sure) * (0.5 + 0.5 * best.fits) * (0.7 if best.score < _WEAK else 1.0), 3)


@lru_cache(maxsize=8_192)
def _candidates(text: str) -> tuple[tuple[_Found, ...], float]:
    """Codes the title may mean, best first, and the mass of what it says."""
    title = read(text)
    words = lexicon()
    places = _positions(title, words)
    total = sum(
        words.weight(word.folded) * word.weight
        for at, word in enumerate(title.words)
        if not word.slight and at not in title.heads
    )
    best: dict[str, _Found] = {}
    for name in _names_in(words, places):
        one = _judge(name, title, words, places)
        if one is None:
            continue
        kept = best.get(one.code)
        if kept is None or one.score > kept.score:
            best[one.code] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.code))[:12]), total


def _positions(title: Title, words: Lexicon) -> dict[str, list[int]]:
    """Where each word of the lexicon stands in the title, slips mended."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(title.words):
        if word.weight > 0:
            for mended in words.mend(word.folded):
                places.setdefault(mended, []).append(at)
    return places


def _names_in(words: Lexicon, places: dict[str, list[int]]) -> Iterator[Name]:
    for word in places:
        for name in words.by_word.get(word, ()):
            if all(letters in places for letters, _ in name.core):
                yield name


def _judge(name: Name, title: Title, words: Lexicon, places: dict[str, list[int]]) -> _Found | None:
    """How well a name whose words all stand in the title fits it; ``None`` when it does not."""
    spots = _align(name, places)
    if len({(letters, at) for (letters, _), at in zip(name.core, spots, strict=True)}) < len(spots):
        return None
    if not (name.is_bare or name.is_whole) and title.heads and any(at in title.heads for at in spots):
        return None
    mass, wrong = 0.0, 0
    for (letters, marks), at in zip(name.core, spots, strict=True):
        word = title.words[at]
        fits = not title.has_marks or word.folded != letters or agree(word.marks, marks)
        wrong += not fits
        mass += words.weight(letters) * word.weight * (1.0 if fits else _OTHER_MARKS)
    if wrong * 2 > len(spots) or (wrong and max(spots) - min(spots) >= len(spots)):
        return None
    if name.is_broad:
        mass *= _BROAD
    score = (_BARE if name.is_bare else mass) * _order(spots, title) * _place(spots, title)
    if len(name.core) == 1 and name.head and not name.is_bare and _is_inside(spots[0], title):
        score *= _INSIDE
    head_said = name.is_whole or (bool(name.head) and all(part in places for part in name.head))
    target, factor = _ranked(name, title.rank, head_said=head_said)
    return _Found(target, score * factor * (_HEAD_BONUS if head_said else 1.0), name.text, mass, min(1.0, factor))


def _ranked(name: Name, rank: Rank, *, head_said: bool) -> tuple[str, float]:
    """The code of ``name`` in a title of ``rank``, and how well the two ranks go together."""
    own = alike(rank, name.rank)
    if name.is_whole and name.rank is not Rank.MANAGER:
        own = max(own, 1.0)
    if name.is_bare or (name.rank is rank and (head_said or name.code.startswith("1"))):
        return name.code, own
    if rank is Rank.MANAGER and name.leads:
        return name.code, 0.9
    if rank is Rank.MANAGER:
        return manager_of(name.code), min(0.9, own) if name.rank is Rank.ASSISTANT else 0.9
    if rank is Rank.SUPERVISOR and name.rank is not Rank.SUPERVISOR:
        return supervisor_of(name.code), own if name.rank in (Rank.ASSISTANT, Rank.MANAGER) else 0.9
    return name.code, own


def _align(name: Name, places: dict[str, list[int]]) -> list[int]:
    """A position for each word of the name, each as near behind the one before as can be."""
    best: list[int] = []
    best_span = 10**6
    for start in places[name.core[0][0]]:
        spots = [start]
        for letters, _ in name.core[1:]:
            after = [at for at in places[letters] if at > spots[-1]]
            left = after or [at for at in places[letters] if at not in spots]
            spots.append(left[0] if left else places[letters][0])
        span = max(spots) - min(spots) + (100 if spots != sorted(spots) else 0)
        if span < best_span:
            best, best_span = spots, span
    return best


def _order(spots: list[int], title: Title) -> float:
    if len(spots) == 1:
        return 1.0
    gaps = max(spots) - min(spots) + 1 - len(set(spots))
    turned = 1.0 if spots == sorted(spots) else _TURNED_ENGLISH if title.is_english else _TURNED
    return turned / (1 + 0.12 * gaps)


def _is_inside(spot: int, title: Title) -> bool:
    """One syllable behind others is most often half of another word: "đồng" in "hợp đồng", "tiện" in "phương tiện"."""
    before = spot - 1
    return (
        before >= 0
        and title.words[before].part == title.words[spot].part
        and before not in title.heads
        and not title.words[before].slight
        and not title.is_english
    )


def _place(spots: list[int], title: Title) -> float:
    """Vietnamese titles say the work first, English ones last."""
    part = title.words[spots[0]].part
    said = [
        at
        for at, word in enumerate(title.words)
        if word.part == part and word.weight > 0 and at not in title.heads and (not word.slight or at in spots)
    ]
    if title.is_english:
        behind = sum(1 for at in said if at > max(spots))
        return max(0.6, 1 - 0.14 * behind)
    before = sum(1 for at in said if at < min(spots))
    return max(0.55, 1 - 0.12 * before)

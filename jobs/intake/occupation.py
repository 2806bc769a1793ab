"""Which occupation (QĐ 34/2020, level 4) an advert or a job seeker means.

The title decides; the board's own category and the text only lean the balance. Pure, deterministic, offline:
names of occupations (``portal/codes/data/occupation_synonyms.tsv``) are found in the folded title in any order and
with gaps, slips are mended, and head words ("trưởng phòng", "kỹ sư", "công nhân") choose among codes of one field.
"""

from dataclasses import dataclass

from jobs.intake.occupations.context import lean
from jobs.intake.occupations.goods import rivals
from jobs.intake.occupations.judging import Found, candidates

__all__ = ["CodedOccupation", "code"]

CONFIDENT = 0.65
_ALTERNATIVES = 3
_WEAK = 1.5


@dataclass(frozen=True, slots=True)
class CodedOccupation:
    """``code`` is empty where the title names no occupation; ``evidence`` are the names found in it."""

    code: str
    confidence: float
    confident: bool
    evidence: tuple[str, ...]
    alternatives: tuple[str, ...]


NOTHING = CodedOccupation("", 0.0, False, (), ())


def code(title: str, text: str = "", category: str = "") -> CodedOccupation:
    """Code an occupation from a title.

    ``text`` is the advert's body, ``category`` the board's own group of jobs; both may be empty. Without a name
    found in the title there is no code, whatever the other two say.
    """
    found, total = candidates(title[:300])
    if not found:
        return NOTHING
    scored = {one.code: one._replace(score=one.score * lean(one.code, category)) for one in found}
    best = min(scored.values(), key=_best_first)
    for other, factor in rivals(best.code, best.text, title, text, category).items():
        known = scored.get(other)
        if known is None or known.score < best.score * factor:
            scored[other] = best._replace(code=other, score=best.score * factor)
    ranked = sorted(scored.values(), key=_best_first)
    best = ranked[0]
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    confidence = _confidence(best, rival, total)
    close = tuple(one.code for one in ranked[1 : 1 + _ALTERNATIVES] if one.score > best.score * 0.5)
    return CodedOccupation(best.code, confidence, confidence >= CONFIDENT, (best.text,), close)


def _best_first(one: Found) -> tuple[float, str]:
    return -one.score, one.code


def _confidence(best: Found, rival: float, total: float) -> float:
    """Surer the more of the title the name takes up, the further the next code is and the better the ranks agree."""
    cover = min(1.0, best.covered / total) if total else 0.6
    margin = 1.0 - rival / best.score
    sure = 0.25 + 0.5 * cover + 0.35 * min(1.0, margin * 2.5)
    return round(min(1.0, sure) * (0.5 + 0.5 * best.fits) * (0.7 if best.score < _WEAK else 1.0), 3)

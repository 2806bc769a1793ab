"""Which occupations (QĐ 34/2020, level 4) go together, and how closely: the recipe of ``occupation_relations.tsv``.

Offline and deterministic, from three sources of this folder's tables:

1. the names people use for each occupation (official title and synonyms): cosine of their words and pairs of words,
   each weighted by how few occupations use it; counts from :data:`TITLE_FLOOR` on, at most :data:`CEILING`;
2. the trade skills two occupations share: shared ÷ all of either, from :data:`SKILLS_AT_LEAST` shared skills and
   :data:`SKILLS_FLOOR` on, unless a decision parts their groups;
3. ``occupation_relation_decisions.tsv``, written by hand with a reason each. A decision may name groups of 2 or 3
   digits: it then replaces what the common beginning of the codes says. One that names two occupations is final, 0
   included ("not near").

Only pairs for which this says something other than their common beginning are kept. Appointed offices (major groups 0
and 10 to 16) are left out: nobody is placed in them. ``manage.py relate_occupations`` writes the table.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from portal.codes.text import nfc

Row = Mapping[str, str]
Pair = tuple[str, str]
"""Codes of level 4, the lower first."""

TITLE_FLOOR = 0.30
SKILLS_AT_LEAST, SKILLS_FLOOR = 3, 0.5
CEILING = 650
"""Nothing computed comes as near as the same 3-digit group."""
STEP = 50
_SKILLS_SHARE = 500
"""Per mille for two occupations with the very same skills: the list of skills is coarser than names."""
_COMMON = 60
"""A word more occupations use than this tells none apart."""
_APPOINTED = ("0", "10", "11", "12", "13", "14", "15", "16")
_BEGINNING = {2: 450, 3: 750}
_NAMED = 4
COLUMNS = ("code", "related", "share", "by", "title", "skills", "reason")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Kinship:
    """``share`` per mille; ``by``: title, skills or hand; ``title``: similarity of names per mille and ``skills``:
    number of shared ones, 0 where a decision stands; ``reason`` in words."""

    code: str
    related: str
    share: int
    by: str
    title: int
    skills: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Near:
    value: float
    words: tuple[str, ...]
    """What makes them near, heaviest first."""


def kinships(
    occupations: Iterable[Row], synonyms: Iterable[Row], skills: Iterable[Row], decisions: Iterable[Row]
) -> list[Kinship]:
    """The whole table, by code. Raises ``ValueError`` for a decision that is double or names an unknown code."""
    titles = {
        row["code"]: row["title_vi"]
        for row in occupations
        if row["level"] == "4" and not row["code"].startswith(_APPOINTED)
    }
    judged = _Decisions(decisions, titles)
    near, shared = _by_names(titles, synonyms), _by_skills(titles, skills)
    found = (_judge(pair, near.get(pair), shared.get(pair), judged) for pair in combinations(sorted(titles), 2))
    return [kinship for kinship in found if kinship is not None]


def _judge(pair: Pair, near: _Near | None, shared: _Near | None, judged: "_Decisions") -> Kinship | None:
    usual = next((_BEGINNING[n] for n in (3, 2) if pair[0][:n] == pair[1][:n]), 0)
    title = round(near.value * 1000) if near else 0
    common = len(shared.words) if shared else 0
    named = judged.pairs.get(pair)
    group = judged.group_of(pair)
    share, by, reason = usual, "", ""
    if group:
        share, by, reason = group.share, "hand", group.reason
    if named:
        share, by, reason = named.share, "hand", named.reason
    else:
        by_names = _stepped(near.value * 1000) if near and near.value >= TITLE_FLOOR else 0
        # Groups found not to be near share skills only because the list of skills is coarse.
        parted = group is not None and group.share == 0
        by_skills = _stepped(shared.value * _SKILLS_SHARE) if shared and common >= SKILLS_AT_LEAST and not parted else 0
        if near and by_names > max(share, by_skills - 1):
            share, by, reason = by_names, "title", "tên gọi gần nhau: " + ", ".join(near.words[:3])
        elif shared and by_skills > share and shared.value >= SKILLS_FLOOR:
            share, by, reason = by_skills, "skills", "kỹ năng chung: " + ", ".join(shared.words[:3])
    if share == usual:
        return None
    evidence = (0, 0) if by == "hand" else (title, common)
    return Kinship(*pair, share, by, *evidence, reason[:160])


def _stepped(per_mille: float) -> int:
    return min(CEILING, round(per_mille / STEP) * STEP)


@dataclass(frozen=True, slots=True)
class _Decision:
    share: int
    reason: str


class _Decisions:
    """Decisions by hand: on pairs of occupations, and on pairs of groups."""

    def __init__(self, table: Iterable[Row], titles: Mapping[str, str]) -> None:
        self.pairs: dict[Pair, _Decision] = {}
        self.groups: dict[Pair, _Decision] = {}
        beginnings = {code[:digits] for code in titles for digits in (2, 3, 4)}
        for row in table:
            one, other = sorted((row["code"], row["related"]))
            named = len(one) == len(other) == _NAMED
            kept = self.pairs if named else self.groups
            if (one, other) in kept or not {one, other} <= beginnings or (named and one == other):
                raise ValueError(f"decision on {one} and {other}: double, or no such occupations")
            kept[one, other] = _Decision(int(row["share"]), row["reason"])

    def group_of(self, pair: Pair) -> _Decision | None:
        """The decision on the narrowest groups the pair is in."""
        one, other = pair
        for digits in (3, 2):
            found = self.groups.get((one[:digits], other[:digits]))
            if found:
                return found
        return None


def _by_names(titles: Mapping[str, str], synonyms: Iterable[Row]) -> dict[Pair, _Near]:
    """Cosine of the words of names; an official title counts as one name among the synonyms."""
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: Counter[str] = Counter()
    for code, text in [*titles.items(), *((row["code"], row["text"]) for row in synonyms)]:
        if code in titles:
            names[code] += 1
            said[code].update(set(_terms(text)))
    users = Counter(term for counted in said.values() for term in counted)
    by_term: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for code in sorted(said):
        weights = {
            term: math.sqrt(count / names[code]) * math.log(len(titles) / users[term])
            for term, count in sorted(said[code].items())
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        for term, weight in weights.items():
            if users[term] <= _COMMON:
                by_term[term].append((code, weight / length))
    parts: defaultdict[Pair, list[tuple[float, str]]] = defaultdict(list)
    for term in sorted(by_term):
        for (one, a), (other, b) in combinations(by_term[term], 2):
            parts[one, other].append((a * b, term))
    return {
        pair: _Near(sum(part for part, _ in found), _telling(sorted(found, key=lambda one: (-one[0], one[1]))))
        for pair, found in parts.items()
    }


def _telling(found: list[tuple[float, str]]) -> tuple[str, ...]:
    """The heaviest words, without those that stand inside one already named."""
    told: list[str] = []
    for _, term in found[:12]:
        if not any(f" {term} " in f" {other} " or f" {other} " in f" {term} " for other in told):
            told.append(term)
    return tuple(told)


def _terms(text: str) -> list[str]:
    words = _WORD.findall(nfc(text).lower())
    return [*words, *(" ".join(two) for two in pairwise(words))]


def _by_skills(titles: Mapping[str, str], skills: Iterable[Row]) -> dict[Pair, _Near]:
    """Trade skills two occupations share ÷ those either has."""
    named: dict[str, str] = {}
    held: defaultdict[str, set[str]] = defaultdict(set)
    for row in skills:
        named[row["code"]] = row["name_vi"]
        for code in row["occupations"].split():
            if code in titles:
                held[code].add(row["code"])
    found = {}
    for one, other in combinations(sorted(held), 2):
        shared = held[one] & held[other]
        if shared:
            words = tuple(named[skill].lower() for skill in sorted(shared))
            found[one, other] = _Near(len(shared) / len(held[one] | held[other]), words)
    return found

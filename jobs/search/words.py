"""How the typed words are understood: as they are, with a place among them, with slips mended, or nearly so."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from jobs.search.criteria import MAX_WORDS, Criteria
from portal.codes import places
from portal.codes.models import OccupationSynonym
from portal.codes.text import fold_words

VOCABULARY_SECONDS = 600
ENOUGH = 40
SHORT = 12
"""Letters below which a whole title is too long to compare with."""


class Mode(Enum):
    ANY = "any"
    """No words: everything."""
    HEAD = "head"
    """Every word in the title or the employer's name, or an occupation so called; titles first."""
    BODY = "body"
    """Every word anywhere in the advert."""
    NEAR = "near"
    """Titles with all words but one, the most similar first."""
    ALIKE = "alike"
    """Titles spelt alike."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """One understanding of a search's words."""

    mode: Mode
    criteria: Criteria
    """With the place taken out of the words, if one was."""
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """Occupations that people call by exactly these words: "tài xế"."""
    mended: bool = False
    """The words are not quite those typed."""

    @property
    def folded(self) -> str:
        """The whole text to compare titles with; ``words`` has each word once."""
        return " ".join(self.words) if self.mended else fold_words(self.criteria.text)

    @property
    def query(self) -> str:
        """For ``::tsquery``; words are folded letters and digits only."""
        if self.mode is Mode.NEAR:
            return " | ".join(f"({' & '.join(rest)})" for rest in _leaving_one_out(self.words))
        return " & ".join(self.words)


def read(criteria: Criteria) -> Reading:
    """The first understanding that finds anything: as typed, as "what where", mended, in the body, nearly."""
    words = _words(criteria.text)
    if not words:
        return Reading(Mode.ANY if not criteria.text else Mode.NONE, criteria)
    typed = Reading(Mode.HEAD, criteria, words, _called(criteria.text))
    hits = _hits(typed.query, typed.codes)
    if hits.title or hits.occupation:
        # A handful of titles is too little to hide the adverts whose text has the words.
        return typed if hits.head >= ENOUGH else replace(typed, mode=Mode.BODY)
    with_place = None if criteria.where else _place_taken_out(criteria)
    if with_place:
        return with_place
    if mended := _mended(words):
        return Reading(Mode.HEAD, criteria, mended, _called(" ".join(mended)), mended=True)
    if hits.head:
        return typed
    if hits.body:
        return replace(typed, mode=Mode.BODY)
    if len(words) > 3:
        near = Reading(Mode.NEAR, criteria, words, mended=True)
        if _hits(near.query).title:
            return near
    return Reading(Mode.ALIKE, criteria, words, mended=True)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_words(text).split()[:MAX_WORDS]))


def _leaving_one_out(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[:i] + words[i + 1 :] for i in range(len(words))]


class Hits(NamedTuple):
    title: bool
    """In some title."""
    head: int
    """In title, employer or occupation; counted up to :data:`ENOUGH`."""
    body: bool
    """Anywhere in some advert."""
    occupation: bool
    """Of an occupation so called."""


def _called(text: str) -> tuple[str, ...]:
    """Codes of the occupations that go by exactly this text."""
    rows = OccupationSynonym.objects.filter(folded=fold_words(text)).values_list("occupation__code", flat=True)
    return tuple(sorted(set(rows)))


def _hits(query: str, codes: tuple[str, ...] = ()) -> Hits:
    """Where ``query`` occurs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM jobs_vacancyindex WHERE title_words @@ %(q)s::tsquery),"
            " (SELECT count(*) FROM (SELECT FROM jobs_vacancyindex WHERE head_words @@ %(q)s::tsquery"
            "   OR occupation_code = ANY(%(codes)s) LIMIT %(n)s) t),"
            " EXISTS (SELECT FROM jobs_vacancyindex WHERE words @@ %(q)s::tsquery),"
            " EXISTS (SELECT FROM jobs_vacancyindex WHERE occupation_code = ANY(%(codes)s))",
            {"q": query, "n": ENOUGH, "codes": list(codes)},
        )
        return Hits(*cursor.fetchone())


def _place_taken_out(criteria: Criteria) -> Reading | None:
    """ "công nhân may vũ thư" → "công nhân may" in Vũ Thư: the longest ending that is a place's name."""
    spoken = criteria.text.split()
    for start in range(max(1, len(spoken) - 4), len(spoken)):
        where = " ".join(spoken[start:])
        what = spoken[:start]
        while what and fold_words(what[-1]) in {"o", "tai", "gan", ""}:
            what.pop()
        words = _words(" ".join(what))
        named = fold_words(where) in places.gazetteer().by_name
        if words and named and _hits(" & ".join(words), _called(" ".join(what))).head:
            what_where = criteria.having(text=" ".join(what), where=where)
            return Reading(Mode.HEAD, what_where, words, _called(what_where.text))
    return None


def vocabulary() -> dict[str, int]:
    """Words of published titles, numbers aside, with the number of titles that have them; kept for ten minutes."""
    known: dict[str, int] | None = cache.get("search:vocabulary")
    if known is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, ndoc FROM ts_stat('SELECT title_words FROM jobs_vacancyindex') WHERE word !~ '^[0-9]+$'"
            )
            known = dict(cursor.fetchall())
        cache.set("search:vocabulary", known, VOCABULARY_SECONDS)
    return known


def _mended(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words with unknown ones replaced by known ones a slip away, if titles then have them all."""
    known = vocabulary()
    choices = [[word] if word in known or word.isdecimal() else _nearest(word, known) for word in words]
    if not all(choices) or all(
        len(choice) == 1 and choice[0] == word for choice, word in zip(choices, words, strict=True)
    ):
        return None
    candidates: list[tuple[str, ...]] = [()]
    for choice in choices:
        candidates = [(*before, word) for before in candidates for word in choice][:24]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n FROM unnest(%s::text[]) WITH ORDINALITY t (q, n)"
            " WHERE EXISTS (SELECT FROM jobs_vacancyindex WHERE title_words @@ t.q::tsquery) ORDER BY n LIMIT 1",
            [[" & ".join(candidate) for candidate in candidates]],
        )
        row = cursor.fetchone()
    return candidates[row[0] - 1] if row else None


def _nearest(word: str, known: dict[str, int]) -> list[str]:
    """Known words one slip away (two for long words), the nearest and commonest first, at most four."""
    far = 1 if len(word) < 7 else 2
    hits = extract(word, known.keys(), scorer=OSA.distance, score_cutoff=far, limit=None)
    hits.sort(key=lambda hit: (hit[1], -known[hit[0]], hit[0]))
    return [hit[0] for hit in hits[:4]]

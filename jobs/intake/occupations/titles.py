"""A title as people type it, taken apart: its rank, its parts, and what of it is only noise.

"[Lâm Đồng] TRÌNH DƯỢC VIÊN ETC - Thu nhập upto 20 triệu" says one thing about the work and three about
other matters. Pay, places, urgency, references and slogans keep their words but lose their weight.
"""

import re
from dataclasses import dataclass, replace

from jobs.intake.occupations.noise import CUTS, EMPTY, IN_ENGLISH, PLACES, SLIGHT, is_reference
from jobs.intake.occupations.ranks import HEADS, SAYS_THE_WORK, Rank
from jobs.intake.occupations.words import TOKEN, Word, agree, spelt, tokens, usual

_PART_END = re.compile(r"[|_;:•–—+]|\s-|-\s|\s~|,")
_MAIN, _SLASH, _LATER, _BRACKET = 1.0, 0.82, 0.55, 0.45
_UNIT = 0.2
"""Weight of a part that names where in the house the work is: "– Khối Công nghệ thông tin"."""
_AFTER_AT = 0.25
_MAX_WORDS = 40

_LEADING = frozenset({Rank.MANAGER, Rank.SUPERVISOR})
_RANKS: dict[str, list[tuple[tuple[tuple[str, str], ...], Rank]]] = {}
for _phrase, _rank in HEADS:
    _words = tokens(_phrase)
    _RANKS.setdefault(_words[0][0], []).append((_words, _rank))


@dataclass(frozen=True, slots=True)
class Title:
    """``heads`` are the positions of the words that give the rank."""

    words: tuple[Word, ...]
    rank: Rank
    heads: tuple[int, ...]
    has_marks: bool
    is_english: bool


def read(text: str) -> Title:
    """Take a title apart. Never fails; a title of noise only has no word of weight."""
    words = _weigh(_split(usual(text)))
    has_marks = any(word.marks for word in words)
    rank, heads = find_rank(words, has_marks=has_marks)
    words = _without_call(words, heads)
    english = any(word.folded in IN_ENGLISH for word in words if word.weight > _AFTER_AT)
    return Title(words, rank, heads, has_marks, english and not _is_mostly_marked(words))


def _without_call(words: tuple[Word, ...], heads: tuple[int, ...]) -> tuple[Word, ...]:
    """ "Tuyển dụng nhân viên …" calls for people, it does not recruit them."""
    if not heads or not words or words[0].folded != "tuyen" or heads[0] not in (1, 2, 3):
        return words
    return (*(replace(word, weight=0.0, slight=True) for word in words[: heads[0]]), *words[heads[0] :])


def _is_mostly_marked(words: tuple[Word, ...]) -> bool:
    main = [word for word in words if word.weight >= _SLASH]
    return sum(bool(word.marks) for word in main) * 2 > len(main)


def _split(text: str) -> list[tuple[str, str, int, float]]:
    """Words with the part they stand in and the weight of that part."""
    found: list[tuple[str, str, int, float]] = []
    part, depth, kind, end = 0, 0, _MAIN, 0
    for match in TOKEN.finditer(text):
        gap, end = text[end : match.start()], match.end()
        opened = sum(gap.count(c) for c in "([{【")
        closed = sum(gap.count(c) for c in ")]}】")
        if opened or closed or _PART_END.search(gap):
            part += 1
            kind = _LATER
        elif "/" in gap or "&" in gap or "\\" in gap:
            part, kind = part + 1, min(kind, _SLASH)
        depth = max(0, depth + opened - closed)
        found.extend((*word, part, _BRACKET if depth else kind) for word in spelt(match.group()))
        if len(found) >= _MAX_WORDS:
            break
    return found


def _weigh(split: list[tuple[str, str, int, float]]) -> tuple[Word, ...]:
    folded = [word[0] for word in split]
    keep, slight = _noise(folded, [word[2] for word in split], [word[1] for word in split])
    first = next(
        (
            word[2]
            for word, still, light in zip(split, keep, slight, strict=True)
            if still and not light and word[3] != _BRACKET
        ),
        None,
    )
    units = _units(split) if first is not None else set()
    units.discard(first or 0)
    words: list[Word] = []
    main_open = True
    for (letters, marks, part, kind), still, light in zip(split, keep, slight, strict=True):
        behind = first is not None and part > first
        weight = _MAIN if part == first else _LATER if behind and kind == _SLASH and not main_open else kind
        main_open = main_open and not (behind and weight < _SLASH)
        if part in units:
            weight, light = _UNIT, True  # noqa: PLW2901 — it says little here
        words.append(Word(letters, marks, weight * still, part, light))
    return tuple(words)


def _units(split: list[tuple[str, str, int, float]]) -> set[int]:
    """Later parts that begin with "khối", "phòng", "trung tâm" …"""
    opening: dict[int, tuple[str, str]] = {}
    for letters, _, part, kind in split:
        if part not in opening and kind != _SLASH:
            opening[part] = (letters, "")
        elif part in opening and not opening[part][1]:
            opening[part] = (opening[part][0], letters)
    pairs = {("bo", "phan"), ("trung", "tam"), ("chi", "nhanh"), ("cong", "ty"), ("tap", "doan"), ("he", "thong")}
    alone = {"khoi", "phong", "bp", "pgd"}
    return {part for part, (one, other) in opening.items() if part and (one in alone or (one, other) in pairs)}


def _noise(folded: list[str], parts: list[int], marks: list[str]) -> tuple[list[float], list[bool]]:
    """How much each word keeps of its weight, and whether it says little."""
    keep, slight = [1.0] * len(folded), [False] * len(folded)
    at, cut_part, after_at = 0, -1, -1
    while at < len(folded):
        if parts[at] == after_at:
            keep[at] = _AFTER_AT
        if parts[at] == cut_part or (
            _phrase_at(CUTS, folded, at, parts) and folded[max(0, at - 2) : at] != ["khach", "hang"]
        ):
            cut_part = parts[at]
            keep[at], slight[at] = 0.0, True
        elif length := _phrase_at(PLACES, folded, at, parts) or _phrase_at(EMPTY, folded, at, parts):
            keep[at : at + length], slight[at : at + length] = [0.0] * length, [True] * length
            at += length - 1
        elif length := _phrase_at(SLIGHT, folded, at, parts):
            slight[at : at + length] = [True] * length
            at += length - 1
        elif folded[at] == "tai" and marks[at] == "\u0323":
            after_at = parts[at]
            slight[at] = True
        elif is_reference(folded[at]):
            slight[at] = True
        at += 1
    return keep, slight


def _phrase_at(table: dict[str, tuple[tuple[str, ...], ...]], folded: list[str], at: int, parts: list[int]) -> int:
    """Length of the longest phrase of ``table`` that begins here, 0 when none does."""
    for phrase in table.get(folded[at], ()):
        last = at + len(phrase)
        if last <= len(folded) and parts[last - 1] == parts[at] and tuple(folded[at:last]) == phrase:
            return len(phrase)
    return 0


def find_rank(words: tuple[Word, ...], *, has_marks: bool) -> tuple[Rank, tuple[int, ...]]:
    """The first head word in the title, and which words only give the rank.

    A general one ("nhân viên") yields to one right behind it. Head words that say the work as well ("bác sĩ",
    "bếp trưởng") are not among the positions.
    """
    for at, word in enumerate(words):
        if word.weight <= _BRACKET:
            continue
        found = _head_at(words, at, has_marks)
        if not found:
            continue
        rank, length, full = found
        if rank in _LEADING and _is_of_another(words, at, length):
            continue
        behind = _head_at(words, at + length, has_marks) if at + length < len(words) else None
        joined = behind and words[at + length].part == word.part
        if behind and joined and _yields(rank, behind[0]):
            general = at + length + (0 if behind[2] else behind[1])
            return behind[0], tuple(range(at, general))
        return rank, () if full else tuple(range(at, at + length))
    return Rank.NONE, ()


def _is_of_another(words: tuple[Word, ...], at: int, length: int) -> bool:
    """ "Lái xe giám đốc" drives the director: a Vietnamese head behind other words is not the title's own."""
    behind = [word for word in words[:at] if word.part == words[at].part and not word.slight]
    return bool(behind) and all(word.folded not in IN_ENGLISH for word in words[at : at + length])


def _yields(rank: Rank, behind: Rank) -> bool:
    if rank in (Rank.ENGINEER, Rank.TECHNICIAN):
        return behind is Rank.SUPERVISOR
    return rank is Rank.STAFF and behind not in (Rank.MANAGER, Rank.STAFF, Rank.NONE, Rank.TRADE)


def _head_at(words: tuple[Word, ...], at: int, has_marks: bool) -> tuple[Rank, int, bool] | None:
    for phrase, rank in _RANKS.get(words[at].folded, ()):
        last = at + len(phrase)
        # "TP Kinh doanh" is led by its head, "…, TP.HCM" lies in a city.
        if last > len(words) or (words[at].folded == "tp" and at > 0):
            continue
        if all(
            word.folded == letters and (not has_marks or len(phrase) > 1 or agree(word.marks, marks))
            for word, (letters, marks) in zip(words[at:last], phrase, strict=True)
        ):
            return rank, len(phrase), phrase in SAYS_THE_WORK
    return None

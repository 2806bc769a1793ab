"""Text in, findings out. Nothing is read or written anywhere."""

import re

from jobs.checking.findings import Finding, Severity
from jobs.checking.patterns import PATTERNS, TITLE, Pattern
from jobs.checking.rules import AGE, MARITAL, ORIGIN, SEX
from jobs.checking.text import Line, bare, lines_of, modern

MOST = 40
"""Findings of one text: more are no help to anybody."""

_AND = r" ?(?:[/,&+\-–|\\]|và|hoặc|hay|lẫn|cùng|or)? ?(?:bạn )?"
_BOTH = rf"(?<!\w)(?:nam{_AND}nữ|nữ{_AND}nam)(?!\w)"
_BOTH_SEXES = (re.compile(modern(_BOTH)), re.compile(bare(modern(_BOTH))))
_PREFERRED = (re.compile(r"ưu tiên|lợi thế|điểm cộng"), re.compile(r"uu tien|loi the|diem cong"))
_INTO = len("yêu cầu ")
_SOFT = {SEX, AGE, MARITAL, ORIGIN}
"""A preference among equals is for the centre to judge; a condition is not."""


def check_text(text: str, field: str = "description") -> list[Finding]:
    """What is wrong in one field's text, in order; spans are of ``text`` as given and do not overlap."""
    found: list[Finding] = []
    for line in lines_of(text):
        for pattern in PATTERNS:
            if field in pattern.fields:
                found += _found(text, line, pattern, field)
    return _apart(found)[:MOST]


def _found(text: str, line: Line, pattern: Pattern, field: str) -> list[Finding]:
    at = int(line.is_bare)
    results = []
    for match in pattern.compiled[at].finditer(line.text):
        begin, end = match.span("x")
        end = begin + len(line.text[begin:end].rstrip(" ,;:-–("))
        if end <= begin or _excused(line, pattern, begin, end, at):
            continue
        start, stop = line.span(begin, end)
        results.append(
            Finding(
                pattern.rule,
                start,
                stop,
                text[start:stop],
                _cased(pattern.suggestion, text[start:stop], field),
                _severity(pattern, line, begin, end, at),
                field,
            )
        )
    return results


def _excused(line: Line, pattern: Pattern, begin: int, end: int, at: int) -> bool:
    # "Không yêu cầu …": the denial may reach into the passage itself.
    if pattern.unless_before and any(pattern.before[at].search(line.text[: begin + into]) for into in (0, _INTO)):
        return True
    if pattern.unless_after and pattern.after[at].search(line.text[end:]):
        return True
    if pattern.rule is not SEX:
        return False
    # "Nam/Nữ" is no demand: the word found stands in a pair.
    last = line.text.rfind(" ", begin, end) + 1 or begin
    return any(both.start() < end and both.end() > last for both in _BOTH_SEXES[at].finditer(line.text))


def _severity(pattern: Pattern, line: Line, begin: int, end: int, at: int) -> Severity:
    if pattern.rule in _SOFT:
        clause = re.split(r"[.;!?]", line.text[:begin])[-1][-40:] + line.text[begin:end] + line.text[end:][:24]
        if _PREFERRED[at].search(clause):
            return Severity.WARN
    return pattern.rule.severity


def _cased(suggestion: str, excerpt: str, field: str) -> str:
    if not suggestion or field == TITLE:
        return suggestion
    first = next((sign for sign in excerpt if sign.isalpha()), "")
    return suggestion[0].upper() + suggestion[1:] if first.isupper() else suggestion


def _apart(found: list[Finding]) -> list[Finding]:
    """Without overlaps: blocking before advice, longer before shorter."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: (not f.blocks, f.start - f.end, f.start, f.rule.code)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


_EMPTY_ENDS = re.compile(r"[ \t]*[(\[][ \t]*[)\]]")
_DOUBLED = re.compile(r"([,;:\-–|_])(?:[ \t]*[,;\-–|_])+")
_LOOSE = re.compile(r"[ \t]+([,.;)])")


def mended(text: str, finding: Finding) -> str:
    """``text`` with the finding's passage replaced as suggested, its surroundings tidied."""
    before, after = text[: finding.start], text[finding.end :]
    if not finding.suggestion:
        head, tail = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
        line = _EMPTY_ENDS.sub("", f"{head}{tail}")
        line = _LOOSE.sub(r"\1", _DOUBLED.sub(r"\1", line)).strip(" \t,;-–_|(")
        kept_head, kept_tail = before[: len(before) - len(head)], after[len(tail) :]
        if not any(sign.isalnum() for sign in line):
            return (kept_head + kept_tail.removeprefix("\n")).strip("\n")
        mark = re.match(r"[ \t]*[-•+*–●·]?[ \t]*", head)
        return f"{kept_head}{mark[0] if mark else ''}{line}{kept_tail}"
    return f"{before}{finding.suggestion}{after}"

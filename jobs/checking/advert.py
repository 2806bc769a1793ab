"""A vacancy's texts together: what a legal age limit excuses, what only shows across fields."""

from collections.abc import Mapping
from typing import Protocol

from jobs.checking.engine import check_text
from jobs.checking.findings import Finding
from jobs.checking.rules import AGE

FIELDS = ("title", "description", "requirements", "benefits_text")


class Texts(Protocol):
    """A vacancy, or anything with its texts."""

    title: str
    description: str
    requirements: str
    benefits_text: str
    age_legal_basis: str


def check_fields(texts: Mapping[str, str], has_age_basis: bool = False) -> list[Finding]:
    """Findings of several fields, in the order of the form."""
    found = [one for name in FIELDS if texts.get(name) for one in check_text(texts[name], name)]
    return [one for one in found if not (has_age_basis and one.rule is AGE)]


def check_advert(advert: Texts) -> list[Finding]:
    """What is wrong in the texts of a vacancy; an age limit whose legal basis is named is none of it."""
    return check_fields({name: getattr(advert, name) for name in FIELDS}, bool(advert.age_legal_basis))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that must be mended before the advert is shown."""
    return [one for one in findings if one.blocks]

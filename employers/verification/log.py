"""An employer's history: writing a line, reading all of it in order, and noticing that it went on."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from employers.models import Employer, EmployerMember, VerificationChange
from employers.verification.enums import Happening
from employers.verification.models import EmployerLog
from portal.accounts.models import User


def write(employer: Employer, what: Happening, actor: User | None, detail: str = "") -> EmployerLog:
    """One line; ``on_behalf`` when whoever acts is no member of the employer."""
    is_member = actor is None or EmployerMember.objects.filter(employer=employer, user=actor).exists()
    return EmployerLog.objects.create(
        employer=employer, what=what, actor=actor, detail=detail[:500], on_behalf=not is_member
    )


class Line(NamedTuple):
    title: str
    detail: str
    actor: str
    on_behalf: bool
    at: datetime


SHOWN = 40


def history(employer: Employer, *, with_looks: bool = False) -> list[Line]:
    """States and happenings together, newest first (at most 40); two queries. ``with_looks``: who opened papers too."""
    lines = EmployerLog.objects.filter(employer=employer)
    if not with_looks:
        lines = lines.exclude(what=Happening.PAPER_OPENED)
    happenings = [
        Line(one.get_what_display(), one.detail, str(one.actor or ""), one.on_behalf, one.at)
        for one in lines.select_related("actor").order_by("-at", "-id")[:SHOWN]
    ]
    changes = VerificationChange.objects.filter(employer=employer).select_related("actor").order_by("-at", "-id")
    states = [Line(one.get_after_display(), one.reason, str(one.actor or ""), False, one.at) for one in changes[:SHOWN]]
    return sorted([*happenings, *states], key=lambda line: line.at, reverse=True)[:SHOWN]


def mark(employer: Employer) -> str:
    """Changes with every change of the employer's state, papers or members: what a decision was made on. Looking at a
    paper is no change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(id) FROM verification_employerlog WHERE employer_id = %(id)s AND what <> %(look)s),"
            " (SELECT max(id) FROM employers_verificationchange WHERE employer_id = %(id)s)",
            {"id": employer.pk, "look": Happening.PAPER_OPENED.value},
        )
        happened, changed = cursor.fetchone()
    return f"{happened or 0}.{changed or 0}"


def with_mark(employers: "QuerySet[Employer]") -> "QuerySet[Employer]":
    """Each with its :func:`mark` as ``seen``, without another query."""
    logged = EmployerLog.objects.exclude(what=Happening.PAPER_OPENED)
    last = [
        Coalesce(Cast(Subquery(_last(rows)), CharField()), Value("0")) for rows in (logged, VerificationChange.objects)
    ]
    return employers.annotate(seen=Concat(last[0], Value("."), last[1]))


def _last(rows: Any) -> Any:
    return rows.filter(employer=OuterRef("pk")).order_by("-pk").values("pk")[:1]

"""The people of one vacancy as its employer may see them: applied, invited, matched."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.answers.clock import WAITING
from jobs.attachments.models import Attachment, Keeping
from jobs.attachments.services import ENDED
from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.matching.enums import Reader
from jobs.matching.explain import Explanation, explain_many
from jobs.matching.models import Match
from jobs.messages.models import Letter, Side
from jobs.models import Application, Vacancy
from workers.models import BlockedEmployer, Consent, Worker
from workers.permissions import SHARING, Sight, employer_sight

REACHED = frozenset(ApplicationState) - {ApplicationState.PROPOSED, ApplicationState.DECLINED}
"""States in which the person themselves turned to the employer."""

MOST_SORTED = 300
"""Applicants put in order by how they suit; more than a vacancy has."""
UNDER_WAY = APPLICATION_LIVE - {ApplicationState.PROPOSED}
"""Those that have reached the employer and not ended."""
KEPT = Exists(Keeping.objects.filter(application=OuterRef("pk"), withdrawn_at=None))
"""The person agreed that the employer keeps the application when it says no."""


@dataclass(frozen=True)
class Candidate:
    worker: Worker
    sight: Sight
    points: int
    explanation: Explanation | None
    application: Application | None = None

    @property
    def name(self) -> str:
        """The person's name where the employer may know it, else a mark to tell candidates apart."""
        return self.worker.full_name if self.sight is Sight.OPEN else f"#{self.worker.public_id[:4].upper()}"

    @property
    def is_open(self) -> bool:
        return self.sight is Sight.OPEN


def knows(application: Application) -> bool:
    """Whether the employer may know who this is, of an application loaded with ``kept``: the person turned to it, and
    it is under way, or hired them, or ended not long ago, or the person agreed that it keeps the application.

    Rejected people's data is not kept unless they agreed (Law 91/2025).
    """
    if application.state not in REACHED:
        return False
    lately = timezone.now() - application.changed_at < timedelta(days=settings.PAPERS_KEPT_DAYS)
    kept: bool = getattr(application, "kept", False)
    return application.state not in ENDED or lately or kept


def in_contact(vacancy: Vacancy) -> tuple[list[Application], list[Application]]:
    """(applied, invited): applications that reached the employer, those under way first; invitations not (yet) taken
    up, but of people who have hidden from the employer since. Newest first within each; one query."""
    shown = Worker.objects.shown_to(vacancy.employer_id).filter(pk=OuterRef("worker"))
    found = Application.objects.filter(vacancy=vacancy).annotate(shown=Exists(shown), kept=KEPT)
    found = found.select_related("worker")
    rows = list(found.order_by("-created_at", "-id"))
    applied: list[Application] = [one for one in rows if one.state in REACHED]
    invited: list[Application] = [one for one in rows if one.state not in REACHED and one.shown]
    return sorted(applied, key=lambda one: one.state not in APPLICATION_LIVE), invited


def orders() -> list[tuple[str, str]]:
    """The ways to put applicants in order: the value in the address, and its name."""
    return [("", _("Mới nộp")), ("hop", _("Hợp nhất")), ("hen", _("Hẹn trả lời sớm nhất")), ("ten", _("Theo tên"))]


def arranged(vacancy: Vacancy, rows: list[Application], order: str, only: str) -> list[Application]:
    """Applicants in state ``only`` (any other text: all), in one of :func:`orders`; those under way stay first."""
    kept = [one for one in rows if one.state == only] if only in REACHED else rows
    if order == "hop":
        told = explain_many([one.worker for one in kept[:MOST_SORTED]], [vacancy], Reader.EMPLOYER) if kept else {}
        points = {worker: explanation.points for (worker, _vacancy), explanation in told.items()}
        for one in kept:
            one.told = told.get((one.worker_id, vacancy.pk))  # type: ignore[attr-defined]  # for of_applications()
        return sorted(kept, key=lambda one: (one.state not in APPLICATION_LIVE, -points.get(one.worker_id, 0)))
    if order == "hen":
        return sorted(kept, key=lambda one: (one.state not in WAITING, one.reply_by or date.max))
    if order == "ten":
        return sorted(kept, key=lambda one: [*one.worker.folded_name.split()[-1:], one.worker.folded_name])
    return kept


def matched(vacancy: Vacancy) -> list[tuple[int, int]]:
    """(worker key, points), best first, of those the employer may see and is not in contact with yet."""
    contact = Application.objects.filter(vacancy=vacancy, worker=OuterRef("worker"))
    return list(
        Match.objects.for_vacancy(vacancy)
        .filter(worker__in=Worker.objects.matchable().shown_to(vacancy.employer_id))
        .exclude(Exists(contact))
        .values_list("worker", "points")
    )


def described(vacancy: Vacancy, rows: list[tuple[int, int]]) -> list[Candidate]:
    """Matched people with their reasons, in the order of ``rows``; who they are only where they share it."""
    sharing = Consent.objects.filter(worker=OuterRef("pk"), purpose=SHARING, withdrawn_at=None)
    workers = Worker.objects.annotate(shares=Exists(sharing)).in_bulk([key for key, _points in rows])
    told = explain_many(workers.values(), [vacancy], Reader.EMPLOYER) if workers else {}
    found = []
    for key, points in rows:
        worker = workers.get(key)
        if worker is None:
            continue
        sight = employer_sight(worker, has_applied=False, shares=getattr(worker, "shares", False), blocked=False)
        if sight is not Sight.NOTHING:
            found.append(Candidate(worker, sight, points, told.get((key, vacancy.pk))))
    return found


def of_applications(vacancy: Vacancy, rows: list[Application]) -> list[Candidate]:
    """Applicants (or invited people) with how they suit, in the order given."""
    known = {(one.worker_id, vacancy.pk): getattr(one, "told", None) for one in rows}
    told: dict[tuple[int, int], Explanation] = {key: one for key, one in known.items() if one}
    unread = [one.worker for one in rows if (one.worker_id, vacancy.pk) not in told]
    told |= explain_many(unread, [vacancy], Reader.EMPLOYER) if unread else {}
    return [
        Candidate(
            one.worker,
            Sight.OPEN if knows(one) else Sight.ANONYMOUS,
            told[one.worker_id, vacancy.pk].points,
            told[one.worker_id, vacancy.pk],
            one,
        )
        for one in rows
    ]


def sight_of(worker: Worker, vacancy: Vacancy) -> tuple[Sight, Application | None]:
    """What this vacancy's employer may see of one person, and the application between them."""
    found = _with_extras(Application.objects.filter(worker=worker, vacancy=vacancy))
    application = found.order_by("-created_at", "-id").first()
    has_applied = bool(application and knows(application))
    blocked, shares = (False, False) if has_applied else _blocked_and_shares(worker, vacancy)
    sight = employer_sight(worker, has_applied=has_applied, shares=shares, blocked=blocked)
    return sight, application


def _with_extras(found: "QuerySet[Application]") -> "QuerySet[Application]":
    """With ``papers`` sent along, ``letter_count`` and ``unanswered`` (1 where the person wrote last), in one query."""
    mine = {"application": OuterRef("pk")}
    paper = JSONObject(public_id="public_id", title="title", size="upload__size")
    letters = Letter.objects.filter(**mine)
    newest = letters.order_by("-at", "-id").annotate(theirs=Case(When(side=Side.WORKER, then=1), default=0))
    return found.annotate(
        kept=KEPT,
        papers=ArraySubquery(Attachment.objects.filter(**mine).order_by("at", "id").values(paper=paper)),
        letter_count=Subquery(letters.order_by().values("application").annotate(n=Count("pk")).values("n")),
        unanswered=Subquery(newest.values("theirs")[:1]),
    )


def _blocked_and_shares(worker: Worker, vacancy: Vacancy) -> tuple[bool, bool]:
    me = OuterRef("pk")
    blocking = BlockedEmployer.objects.filter(worker=me, employer=vacancy.employer_id)
    sharing = Consent.objects.filter(worker=me, purpose=SHARING, withdrawn_at=None)
    found: tuple[bool, bool] = Worker.objects.filter(pk=worker.pk).values_list(Exists(blocking), Exists(sharing)).get()
    return found

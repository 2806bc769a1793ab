"""The people of one vacancy as its employer may see them: applied, invited, matched."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.matching.enums import Reader
from jobs.matching.explain import Explanation, explain_many
from jobs.matching.models import Match
from jobs.models import Application, Vacancy
from jobs.retention import is_forgotten
from workers.models import BlockedEmployer, Consent, Worker
from workers.permissions import SHARING, Sight, employer_sight

REACHED = frozenset(ApplicationState) - {ApplicationState.PROPOSED, ApplicationState.DECLINED}
"""States in which the person themselves turned to the employer."""


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


def in_contact(vacancy: Vacancy) -> tuple[list[Application], list[Application]]:
    """(applied, invited): applications that reached the employer, those under way first; invitations not (yet) taken
    up, but of people who have hidden from the employer since. Newest first within each; one query."""
    shown = Worker.objects.shown_to(vacancy.employer_id).filter(pk=OuterRef("worker"))
    found = Application.objects.filter(vacancy=vacancy).annotate(shown=Exists(shown)).select_related("worker")
    rows = list(found.order_by("-created_at", "-id"))
    applied: list[Application] = [one for one in rows if one.state in REACHED]
    invited: list[Application] = [one for one in rows if one.state not in REACHED and one.shown]
    return sorted(applied, key=lambda one: one.state not in APPLICATION_LIVE), invited


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
    told = explain_many([one.worker for one in rows], [vacancy], Reader.EMPLOYER) if rows else {}
    return [
        Candidate(
            one.worker,
            Sight.OPEN if one.state in REACHED and not is_forgotten(one) else Sight.ANONYMOUS,
            told[one.worker_id, vacancy.pk].points,
            told[one.worker_id, vacancy.pk],
            one,
        )
        for one in rows
    ]


def sight_of(worker: Worker, vacancy: Vacancy) -> tuple[Sight, Application | None]:
    """What this vacancy's employer may see of one person, and the application between them."""
    application = Application.objects.filter(worker=worker, vacancy=vacancy).order_by("-created_at", "-id").first()
    has_applied = bool(application and application.state in REACHED and not is_forgotten(application))
    blocked, shares = (False, False) if has_applied else _blocked_and_shares(worker, vacancy)
    sight = employer_sight(worker, has_applied=has_applied, shares=shares, blocked=blocked)
    return sight, application


def _blocked_and_shares(worker: Worker, vacancy: Vacancy) -> tuple[bool, bool]:
    me = OuterRef("pk")
    blocking = BlockedEmployer.objects.filter(worker=me, employer=vacancy.employer_id)
    sharing = Consent.objects.filter(worker=me, purpose=SHARING, withdrawn_at=None)
    found: tuple[bool, bool] = Worker.objects.filter(pk=worker.pk).values_list(Exists(blocking), Exists(sharing)).get()
    return found

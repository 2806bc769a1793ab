"""What the counselling screen shows of a person, in few queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import ApplicationState
from jobs.models import Application, Referral
from portal.accounts.actor import Actor
from portal.codes.models import PriorityGroup
from portal.ui import millions
from workers.counselling.models import CounsellingSession
from workers.enums import ConsentPurpose
from workers.insurance.querysets import drawn_on
from workers.looks.enums import Sensitive
from workers.looks.scope import with_sight
from workers.models import Consent, WantedOccupation, WantedPlace, Worker, WorkHistory

HISTORY = 12
SHOWN_JOBS = 3
_OF_VACANCY = ("vacancy__public_id", "vacancy__title", "vacancy__employer__name")
"""What a line of the history says of a vacancy: its texts are long, and most of the time went into unread columns."""


def load(public_id: str, actor: Actor) -> Worker | None:
    """The person with ``wants``, ``wants_places``, ``jobs_before`` and ``agreed`` (standing consents), and with
    ``benefit``, the period of unemployment benefit drawn today, where there is one; with
    what decides whether ``actor`` may open them; the sensitive fields left out.

    Who answers for them is ``carer`` (a name), ``carer_id`` and ``carried_since``, all ``None`` where nobody does.
    """
    of_worker = {"worker": OuterRef("pk")}
    place = Coalesce("commune__name", "province__name")
    drawn = drawn_on(timezone.localdate(), "benefit_periods__")
    before = WorkHistory.objects.filter(**of_worker).order_by(F("starts_on").desc(nulls_last=True), "id")
    return (
        Worker.objects.filter(public_id=public_id)
        .annotate(
            benefit=FilteredRelation("benefit_periods", condition=drawn),
            carried=FilteredRelation("cases", condition=Q(cases__until__isnull=True)),
        )
        .select_related("commune", "office", "wish", "benefit")  # type: ignore[misc]  # joined a line above
        .defer(*Sensitive.values)
        .annotate(
            wants=ArraySubquery(WantedOccupation.objects.filter(**of_worker).order_by("rank").values("title")),
            wants_places=ArraySubquery(
                WantedPlace.objects.filter(**of_worker).order_by("rank").annotate(name=place).values("name")
            ),
            jobs_before=ArraySubquery(before.values("title")[:SHOWN_JOBS]),
            agreed=ArraySubquery(Consent.objects.filter(**of_worker, withdrawn_at=None).values("purpose")),
            carer=F("carried__counsellor__full_name"),
            carer_id=F("carried__counsellor"),
            carried_since=F("carried__since"),
            **with_sight(actor, public_id),
        )
        .order_by("-benefit__first_day", "-benefit__id")
        .first()
    )


def may_be_referred(worker: Worker) -> bool:
    """Of a loaded person: they agreed to be referred."""
    return ConsentPurpose.SERVICE in worker.agreed  # type: ignore[attr-defined]  # annotated by load()


def may_be_tried(worker: Worker) -> bool:
    """Of a loaded person: they agreed to be counselled about vacancies, or to be matched with them."""
    agreed: list[str] = worker.agreed  # type: ignore[attr-defined]  # annotated by load()
    return ConsentPurpose.SERVICE in agreed or ConsentPurpose.MATCHING in agreed


def situation(worker: Worker) -> list[tuple[str, str]]:
    """Of a loaded person: what they want and what they bring, label and value; what nobody said is left out."""
    wish = getattr(worker, "wish", None)
    schooling = [worker.get_general_education_display() if worker.general_education is not None else ""]
    training = [worker.get_qualification_display() if worker.qualification is not None else "", worker.specialty]
    rows = [
        (_("Muốn làm"), "; ".join(worker.wants)),  # type: ignore[attr-defined]  # annotated by load()
        (_("Ở đâu"), "; ".join(worker.wants_places)),  # type: ignore[attr-defined]  # annotated by load()
        (_("Lương từ"), millions(wish.pay_min) if wish and wish.pay_min else ""),
        (_("Làm ca"), {True: _("được"), False: _("không")}.get(wish.can_shifts, "") if wish else ""),
        (_("Học vấn"), schooling[0]),
        (_("Chuyên môn"), ", ".join(filter(None, training))),
        (_("Kinh nghiệm"), _experience(worker)),
    ]
    return [(label, value) for label, value in rows if value]


def _experience(worker: Worker) -> str:
    jobs = list(worker.jobs_before)  # type: ignore[attr-defined]  # annotated by load()
    stated = worker.stated_experience_months
    if stated is not None:
        years = _("%(years)s năm") % {"years": stated // 12} if stated >= 12 else _("%(m)s tháng") % {"m": stated}
        jobs.insert(0, years if stated else _("chưa có"))
    return "; ".join(jobs)


def shown(worker: Worker, field: Sensitive) -> str:
    """What is shown on request only (and logged); nothing said is said so."""
    said: str = getattr(worker, field)
    if field == Sensitive.GROUPS:
        codes = [code for code in said.split(",") if code]
        said = ", ".join(group.label for group in PriorityGroup.objects.filter(code__in=codes)) if codes else ""
    return said or _("chưa ghi")


@dataclass(frozen=True)
class Event:
    """One line of the person's history."""

    at: date | datetime
    title: str
    by: str
    session: CounsellingSession | None = None
    application: Application | None = None

    @property
    def order(self) -> tuple[date, float]:
        if isinstance(self.at, datetime):
            return timezone.localtime(self.at).date(), self.at.timestamp()
        return self.at, 0.0


def history(worker: Worker) -> list[Event]:
    """Turns with what was issued in them, applications, jobs taken up; newest first."""
    letters = (
        Referral.objects.select_related("application__vacancy__employer")
        .only("public_id", "number", "session", *(f"application__{field}" for field in _OF_VACANCY))
        .order_by("id")
    )
    sessions = (
        CounsellingSession.objects.filter(worker=worker)
        .select_related("counsellor")
        .prefetch_related(Prefetch("referrals", letters))
        .order_by("-at", "-id")[:HISTORY]
    )
    for session in sessions:
        session.worker = worker  # The screen's own, not read anew for each turn.
    events = [Event(s.at, s.get_channel_display(), str(s.counsellor), session=s) for s in sessions]
    applications = (
        Application.objects.filter(worker=worker)
        .select_related("vacancy__employer", "placement")
        .only("state", "changed_at", "worker", *_OF_VACANCY, "placement__application", "placement__started_on")
        .order_by("-changed_at", "-id")[:HISTORY]
    )
    told = {letter.application_id for session in sessions for letter in session.referrals.all()}
    for one in applications:
        if one.state == ApplicationState.SUBMITTED and one.pk in told:
            continue
        events.append(Event(one.changed_at, one.get_state_display(), one.vacancy.employer.name, application=one))
        placement: Any = getattr(one, "placement", None)
        if placement:
            events.append(
                Event(placement.started_on, _("Bắt đầu làm việc"), one.vacancy.employer.name, application=one)
            )
    return sorted(events, key=lambda event: event.order, reverse=True)[:HISTORY]

"""Occupations for what is written freely in the portal: wishes, past work, and titles of vacancies.

Names the code lists know exactly are found when the form is saved. The rest is coded here, after commit, with the
coder's confidence: the engine uses only what the coder stands by, and a counsellor sees the rest in the same queue as
imported rows. What a person chose, or a counsellor found to name no work, is left as it is.
"""

from typing import Any

from django.db import transaction

from jobs.intake.coding import Coded, code_occupation
from jobs.intake.enums import Kind, Outcome
from jobs.intake.models import IntakeRow
from portal.codes.models import Occupation

NAMES_NO_WORK = 0.0
"""Confidence beside no occupation: somebody looked, and the words name none."""


def code_profile(worker_id: int, **_: Any) -> None:
    """Code what the person wants and did, where nothing is coded yet; after ``profile_saved``."""
    from workers.models import WantedOccupation, WorkHistory

    with transaction.atomic():
        wanted = list(WantedOccupation.objects.select_for_update().filter(worker=worker_id).order_by("rank"))
        for wish in wanted:
            if wish.occupation_id is None and wish.confidence is None:
                coded = code_occupation(wish.title, "", "")
                wish.occupation, wish.confidence = _occupation(coded), _confidence(coded)
                if wish.occupation:
                    wish.save(update_fields=["occupation", "confidence"])
                if not coded.sure:
                    _ask(Kind.WORKERS, coded, wish.title, worker_id=worker_id)
        open_titles = [wish.title for wish in wanted if wish.confidence is not None or wish.occupation_id is None]
        waiting = IntakeRow.objects.filter(batch=None, worker=worker_id, awaits_occupation=True)
        waiting.exclude(cells__title__in=open_titles).delete()
        for past in WorkHistory.objects.select_for_update().filter(worker=worker_id, occupation=None).order_by("id"):
            coded = code_occupation(past.title, past.duties, "")
            if coded.sure:
                past.occupation = _occupation(coded)
                past.save(update_fields=["occupation"])


def code_vacancy(vacancy_id: int, **_: Any) -> None:
    """Code the title of a vacancy that has no occupation yet; after ``vacancy_changed``."""
    from jobs.models import Vacancy

    with transaction.atomic():
        vacancy = Vacancy.objects.select_for_update(of=("self",)).filter(pk=vacancy_id).first()
        if vacancy is None:
            return
        if vacancy.occupation_id is None and vacancy.occupation_confidence is None:
            coded = code_occupation(vacancy.title, f"{vacancy.description}\n{vacancy.requirements}", "")
            vacancy.occupation, vacancy.occupation_confidence = _occupation(coded), _confidence(coded)
            if vacancy.occupation:
                vacancy.save(update_fields=["occupation", "occupation_confidence", "updated_at"])
            if not coded.sure:
                _ask(Kind.VACANCIES, coded, vacancy.title, vacancy_id=vacancy_id)
        elif vacancy.occupation_confidence is None:
            IntakeRow.objects.filter(batch=None, vacancy=vacancy, awaits_occupation=True).delete()


def _occupation(coded: Coded) -> Occupation | None:
    return Occupation.objects.filter(code=coded.code, level=4, valid_to=None).first() if coded.code else None


def _confidence(coded: Coded) -> float | None:
    return coded.confidence if coded.code else None


def _ask(kind: Kind, coded: Coded, title: str, **subject: int) -> None:
    """Put the title into the staff queue, once."""
    asked = IntakeRow.objects.filter(awaits_occupation=True, **subject).select_related("vacancy", "worker")
    if any(row.title == title for row in asked.order_by("id")):
        return
    IntakeRow.objects.create(
        batch=None, ordinal=0, number=0, kind=kind, outcome=Outcome.IMPORTED, cells={"title": title},
        awaits_occupation=True, alternatives=list(coded.alternatives), **subject,
    )  # fmt: skip

"""Vacancy drafts → vacancies, with their workplaces, demands and first log lines, in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import CloseReason, VacancyOrigin, VacancyState
from jobs.intake.book import EmployerBook
from jobs.intake.copying import copy_rows
from jobs.intake.drafts import VacancyDraft
from jobs.intake.enums import Outcome, Reason
from jobs.intake.models import IntakeBatch
from jobs.intake.pay import YEAR, Pay
from jobs.intake.placing import Atlas
from jobs.intake.writing import Decided, end_of, midnight
from jobs.models import (
    Vacancy,
    VacancyComputing,
    VacancyLanguage,
    VacancyLicence,
    VacancyPlace,
    VacancyTransition,
)
from jobs.models.vacancy import UNITS_A_MONTH
from portal.codes.enums import PayUnit
from portal.codes.models import Benefit, ComputingSkill, Language, Licence, SoftSkill
from portal.codes.text import fold_words

LIVE = [VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED, VacancyState.PUBLISHED, VacancyState.PAUSED]


@dataclass
class Lists:
    """Keys of the code-list values cues may name."""

    benefits: dict[str, int]
    languages: dict[str, int]
    computing: dict[str, int]
    licences: dict[str, int]
    soft_skills: dict[str, int]

    @classmethod
    def load(cls) -> "Lists":
        return cls(
            *(
                dict(model.objects.filter(valid_to=None).values_list("code", "pk"))
                for model in (Benefit, Language, ComputingSkill, Licence, SoftSkill)
            )
        )


class VacancyWriter:
    """Writes the importable drafts of one block; lists and employers are read once a file."""

    def __init__(self, batch: IntakeBatch, occupations: dict[str, int], today: date) -> None:
        self.batch, self.occupations, self.today = batch, occupations, today
        self.book, self.atlas, self.lists = EmployerBook(), Atlas(), Lists.load()

    def find_records(self, decided: Sequence[Decided]) -> None:
        """Mark as duplicates the rows that agree with a vacancy someone entered otherwise."""
        self.book.refresh()
        wanted: dict[tuple[int, str], list[Decided]] = {}
        for one in decided:
            employer = (
                self._find(one.draft)
                if one.outcome is Outcome.IMPORTED and isinstance(one.draft, VacancyDraft)
                else None
            )
            if employer is not None:
                wanted.setdefault((employer, fold_words(one.draft.title)[:255]), []).append(one)
        entered = Vacancy.objects.filter(source_key=None, state__in=LIVE, employer_id__in={key[0] for key in wanted})
        for found in entered.order_by("id").values_list("employer_id", "folded_title"):
            for one in wanted.get(found, ()):
                one.outcome, one.reason = Outcome.DUPLICATE, Reason.SAME_RECORD

    def write(self, decided: Sequence[Decided]) -> int:
        """Store the rows to import; sets each ``target``. Returns how many employers were added."""
        chosen = [one for one in decided if one.outcome is Outcome.IMPORTED]
        drafts = [one.draft for one in chosen if isinstance(one.draft, VacancyDraft)]
        added = 0 if self.batch.employer_id else self.book.add_missing(drafts)
        rows = [self._vacancy(draft) for draft in drafts]
        keys = copy_rows(Vacancy, rows)
        for one, key in zip(chosen, keys, strict=True):
            one.target = key
        self._related(list(zip(drafts, keys, strict=True)), [str(row["state"]) for row in rows])
        return added

    def _find(self, draft: VacancyDraft) -> int | None:
        return self.batch.employer_id or self.book.find(draft)

    def _state(self, last_day: date | None, published: datetime) -> dict[str, Any]:
        """An employer's own row is a draft: the centre has not seen it. A collected advert is shown, or was."""
        if self.batch.employer_id:
            return {"state": VacancyState.DRAFT, "published_at": None}
        if last_day is not None and last_day < self.today:
            closed = {"close_reason": CloseReason.EXPIRED, "closed_at": end_of(last_day)}
            return {"state": VacancyState.CLOSED, "published_at": published, **closed}
        return {"state": VacancyState.PUBLISHED, "published_at": published}

    def _vacancy(self, draft: VacancyDraft) -> dict[str, Any]:
        """The vacancy's fields; those that follow from others as :meth:`jobs.models.Vacancy.prepare` fills them."""
        cues, pay = draft.cues, draft.pay.sure if draft.pay else None
        posted, deadline = draft.posted.sure if draft.posted else None, draft.deadline.sure if draft.deadline else None
        last_day = deadline.on if deadline else None
        published = midnight(posted.on) if posted and posted.on else timezone.now()
        coded = draft.occupation
        education = draft.education.sure if draft.education else None
        experience = draft.experience.sure if draft.experience else None
        return dict(
            employer_id=self.batch.employer_id or self.book.found(draft),
            created_by_id=self.batch.created_by_id,
            origin=VacancyOrigin.SPREADSHEET,
            source_key=draft.source_key or f"c:{draft.content_key}",
            **self._state(last_day, published),
            deadline=last_day,
            title=draft.title,
            description=draft.description,
            requirements=draft.requirements,
            benefits_text=draft.benefits,
            occupation_id=self.occupations.get(coded.code) if coded and coded.code else None,
            occupation_confidence=coded.confidence if coded and coded.code else None,
            headcount=draft.headcount,
            position=cues.position or "",
            pay_commission=cues.commission,
            meals=cues.meals or "",
            dormitory=cues.dormitory,
            experience_min_months=experience.low if experience else None,
            general_education_min=education.general if education else None,
            qualification_min=education.qualification if education else None,
            working_time=cues.working_time or "",
            purpose=cues.purpose or "",
            needs_shifts=cues.shifts,
            needs_travel=cues.travel,
            contact_phone=draft.phone,
            contact_email=draft.email,
            folded_title=fold_words(draft.title)[:255],
            **_pay(pay),
        )

    def _related(self, pairs: Sequence[tuple[VacancyDraft, int]], states: Sequence[str]) -> None:
        copy_rows(
            VacancyPlace,
            [
                {
                    "vacancy_id": v,
                    "province_id": s.province,
                    "commune_id": s.commune,
                    "park_id": s.park,
                    "text": s.text,
                }
                for draft, v in pairs
                for s in self.atlas.spots(draft.places)
            ],
        )
        reason = _("Nhập từ tệp %(name)s") % {"name": self.batch.file_name}
        copy_rows(
            VacancyTransition,
            [
                {"vacancy_id": v, "after": state, "actor_id": self.batch.created_by_id, "reason": reason[:255]}
                for (_draft, v), state in zip(pairs, states, strict=True)
            ],
        )
        copy_rows(
            VacancyLanguage,
            [
                {"vacancy_id": v, "language_id": self.lists.languages[code], "proficiency": level}
                for draft, v in pairs
                for code, level in draft.cues.languages
                if code in self.lists.languages
            ],
        )
        copy_rows(
            VacancyComputing,
            [
                {"vacancy_id": v, "skill_id": self.lists.computing[code], "proficiency": level}
                for draft, v in pairs
                for code, level in draft.cues.computing
                if code in self.lists.computing
            ],
        )
        copy_rows(
            VacancyLicence,
            [
                {"vacancy_id": v, "licence_id": self.lists.licences[code]}
                for draft, v in pairs
                for code in draft.cues.licences
                if code in self.lists.licences
            ],
        )
        copy_rows(
            Vacancy.benefits.through,
            [
                {"vacancy_id": v, "benefit_id": self.lists.benefits[code]}
                for draft, v in pairs
                for code in draft.cues.benefits
                if code in self.lists.benefits
            ],
        )
        copy_rows(
            Vacancy.soft_skills.through,
            [
                {"vacancy_id": v, "softskill_id": self.lists.soft_skills[code]}
                for draft, v in pairs
                for code in draft.cues.soft_skills
                if code in self.lists.soft_skills
            ],
        )


def _pay(pay: Pay | None) -> dict[str, Any]:
    """The vacancy's pay fields: whole dong; a year's pay by the month (1/12)."""
    if pay is None:
        return {}
    share, unit = (12, PayUnit.MONTH) if pay.period == YEAR else (1, PayUnit(pay.period))
    low = pay.low_vnd // share if pay.low_vnd is not None else None
    high = pay.high_vnd // share if pay.high_vnd is not None else None
    days = UNITS_A_MONTH[unit]
    return {
        "pay_min": low,
        "pay_max": high,
        "pay_unit": unit,
        "pay_negotiable": pay.negotiable,
        "monthly_min": None if low is None else low * days,
        "monthly_max": None if high is None else high * days,
    }

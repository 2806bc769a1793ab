"""Vacancy drafts → vacancies, with their workplaces, demands and first log lines, in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import CloseReason, VacancyOrigin, VacancyState
from jobs.intake.book import EmployerBook
from jobs.intake.copying import copy_in, copy_rows
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
                self.book.find(one.draft)
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
        added = self.book.add_missing(drafts)
        vacancies = copy_in(Vacancy, [self._vacancy(draft) for draft in drafts])
        for one, vacancy in zip(chosen, vacancies, strict=True):
            one.target = vacancy.pk
        self._related(drafts, vacancies)
        return added

    def _vacancy(self, draft: VacancyDraft) -> Vacancy:
        cues, pay = draft.cues, draft.pay.sure if draft.pay else None
        posted, deadline = draft.posted.sure if draft.posted else None, draft.deadline.sure if draft.deadline else None
        last_day = deadline.on if deadline else None
        expired = last_day is not None and last_day < self.today
        published = midnight(posted.on) if posted and posted.on else timezone.now()
        coded = draft.occupation
        education = draft.education.sure if draft.education else None
        experience = draft.experience.sure if draft.experience else None
        vacancy = Vacancy(
            employer_id=self.book.found(draft),
            created_by_id=self.batch.created_by_id,
            origin=VacancyOrigin.SPREADSHEET,
            source_key=draft.source_key or f"c:{draft.content_key}",
            state=VacancyState.CLOSED if expired else VacancyState.PUBLISHED,
            close_reason=CloseReason.EXPIRED if expired else "",
            closed_at=end_of(last_day) if expired and last_day else None,
            published_at=published,
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
            **_pay(pay),
        )
        vacancy.prepare()
        return vacancy

    def _related(self, drafts: Sequence[VacancyDraft], vacancies: Sequence[Vacancy]) -> None:
        pairs = list(zip(drafts, vacancies, strict=True))
        copy_rows(
            VacancyPlace,
            [
                {
                    "vacancy_id": v.pk,
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
                {"vacancy_id": v.pk, "after": v.state, "actor_id": self.batch.created_by_id, "reason": reason[:255]}
                for v in vacancies
            ],
        )
        copy_rows(
            VacancyLanguage,
            [
                {"vacancy_id": v.pk, "language_id": self.lists.languages[code], "proficiency": level}
                for draft, v in pairs
                for code, level in draft.cues.languages
                if code in self.lists.languages
            ],
        )
        copy_rows(
            VacancyComputing,
            [
                {"vacancy_id": v.pk, "skill_id": self.lists.computing[code], "proficiency": level}
                for draft, v in pairs
                for code, level in draft.cues.computing
                if code in self.lists.computing
            ],
        )
        copy_rows(
            VacancyLicence,
            [
                {"vacancy_id": v.pk, "licence_id": self.lists.licences[code]}
                for draft, v in pairs
                for code in draft.cues.licences
                if code in self.lists.licences
            ],
        )
        copy_rows(
            Vacancy.benefits.through,
            [
                {"vacancy_id": v.pk, "benefit_id": self.lists.benefits[code]}
                for draft, v in pairs
                for code in draft.cues.benefits
                if code in self.lists.benefits
            ],
        )
        copy_rows(
            Vacancy.soft_skills.through,
            [
                {"vacancy_id": v.pk, "softskill_id": self.lists.soft_skills[code]}
                for draft, v in pairs
                for code in draft.cues.soft_skills
                if code in self.lists.soft_skills
            ],
        )


def _pay(pay: Pay | None) -> dict[str, object]:
    """The vacancy's pay fields: whole dong; a year's pay by the month (1/12)."""
    if pay is None:
        return {}
    share, unit = (12, PayUnit.MONTH) if pay.period == YEAR else (1, PayUnit(pay.period))
    low = pay.low_vnd // share if pay.low_vnd is not None else None
    high = pay.high_vnd // share if pay.high_vnd is not None else None
    return {"pay_min": low, "pay_max": high, "pay_unit": unit, "pay_negotiable": pay.negotiable}

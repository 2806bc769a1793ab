"""A CV from the profile: only what the person chooses to show, in Vietnamese or English.

Identity number, ethnicity, religion, priority groups, the least pay accepted and limits of health are in no CV.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.codes.enums import QualificationLevel
from workers.models import Worker
from workers.services.profile import wish_of

Text = str | Promise
PARTS: dict[str, Text] = {
    "contact": gettext_lazy("Số điện thoại, thư điện tử"),
    "home": gettext_lazy("Nơi ở (xã, tỉnh)"),
    "birth": gettext_lazy("Năm sinh"),
    "goal": gettext_lazy("Việc mong muốn"),
    "experience": gettext_lazy("Kinh nghiệm"),
    "education": gettext_lazy("Học vấn, chuyên môn"),
    "licences": gettext_lazy("Giấy phép, chứng chỉ"),
    "skills": gettext_lazy("Kỹ năng nghề"),
    "languages": gettext_lazy("Ngoại ngữ, tin học"),
    "soft": gettext_lazy("Kỹ năng mềm"),
    "start": gettext_lazy("Khi nào đi làm được"),
}
USUAL = tuple(part for part in PARTS if part != "birth")
STEP_OF = {
    "contact": "ban-than",
    "home": "ban-than",
    "birth": "ban-than",
    "goal": "viec-lam",
    "experience": "kinh-nghiem",
    "education": "trinh-do",
    "licences": "ky-nang",
    "skills": "ky-nang",
    "languages": "ky-nang",
    "soft": "trinh-do",
    "start": "dieu-kien",
}
"""Which step of the profile fills a part."""
TOLD = 6
"""Jobs told with their duties, the latest ones; the earlier ones by a line, so that two pages are enough."""


@dataclass(frozen=True)
class Entry:
    """One line of a part: ``when`` beside, ``what`` in bold, then ``where`` and a text."""

    what: str
    when: str = ""
    where: str = ""
    text: str = ""


@dataclass(frozen=True)
class Part:
    title: str
    entries: list[Entry]
    words: list[str]
    """Short things set beside one another instead."""


@dataclass(frozen=True)
class Cv:
    language: str
    name: str
    headline: str
    contacts: list[str]
    parts: list[Part]
    empty: list[str]
    """Keys of the parts asked for about which the profile says nothing."""

    def data(self) -> dict[str, Any]:
        """As the document reads it."""
        return {
            "language": self.language,
            "label": _label(self.language),
            "name": self.name,
            "headline": self.headline,
            "contacts": self.contacts,
            "parts": [
                {"title": part.title, "words": part.words, "entries": [vars(one) for one in part.entries]}
                for part in self.parts
            ],
        }


def _label(language: str) -> str:
    with translation.override(language):
        return _("Hồ sơ xin việc")


def make(worker: Worker, shown: Collection[str] = USUAL, language: str = "vi") -> Cv:
    """The CV with the parts ``shown`` (keys of :data:`PARTS`); what nobody said makes no empty heading."""
    with translation.override(language):
        wanted = [one.title for one in worker.wanted_occupations.order_by("rank")] if "goal" in shown else []
        parts = {key: build(worker) for key, build in _BUILDERS.items() if key in shown}
        contacts = _contacts(worker, shown)
        empty = [key for key, part in parts.items() if not part.entries and not part.words]
        empty += [] if wanted or "goal" not in shown else ["goal"]
        return Cv(
            language,
            worker.full_name,
            " · ".join(wanted),
            contacts,
            [part for key, part in parts.items() if key not in empty],
            [key for key in PARTS if key in empty],
        )


def _contacts(worker: Worker, shown: Collection[str]) -> list[str]:
    said = [worker.phone, worker.email] if "contact" in shown else []
    if "home" in shown and worker.commune:
        said.append(f"{worker.commune.name}, {worker.commune.province.name}")
    if "birth" in shown and worker.birth_year:
        said.append(_("Sinh năm %(year)s") % {"year": worker.birth_year})
    return [text for text in said if text]


def _experience(worker: Worker) -> Part:
    entries = [
        Entry(
            job.title,
            _period(job.starts_on, job.ends_on, job.months),
            job.employer_name,
            job.duties.strip() if n < TOLD else "",
        )
        for n, job in enumerate(worker.history.all())
    ]
    stated = worker.stated_experience_months
    if not entries and stated:
        years = _("%(n)s năm") % {"n": stated // 12} if stated >= 12 else _("%(n)s tháng") % {"n": stated}
        entries = [Entry(_("Đã làm nghề muốn tìm"), years)]
    if worker.worked_abroad:
        entries.append(Entry(_("Đã làm việc ở nước ngoài"), "", worker.worked_abroad))
    return Part(_("Kinh nghiệm làm việc"), entries, [])


def _period(starts: date | None, ends: date | None, months: int | None) -> str:
    """Months are enough: "03/2020 – 01/2023", "03/2020 – nay"."""
    if starts:
        return f"{starts:%m/%Y} – {ends:%m/%Y}" if ends else f"{starts:%m/%Y} – " + _("nay")
    if ends:
        return _("đến %(month)s") % {"month": f"{ends:%m/%Y}"}
    if months:
        return _("%(n)s tháng") % {"n": months}
    return ""


def _education(worker: Worker) -> Part:
    entries = []
    slip: Any = getattr(worker, "slip", None)
    if worker.qualification:
        field = worker.specialty or (worker.training_field.label if worker.training_field else "")
        entries.append(Entry(str(worker.get_qualification_display()), "", field))
    if slip and slip.other_qualification:
        entries.append(Entry(str(QualificationLevel(slip.other_qualification).label), "", slip.other_specialty))
    courses = [slip.other_training_1, slip.other_training_2] if slip else []
    entries += [Entry(course) for course in courses if course]
    if worker.trade_skill:
        grade = _("bậc %(grade)s") % {"grade": slip.trade_grade} if slip and slip.trade_grade else ""
        entries.append(Entry(worker.trade_skill, "", grade))
    if worker.general_education is not None:
        entries.append(Entry(str(worker.get_general_education_display())))
    return Part(_("Học vấn, chuyên môn"), entries, [])


def _licences(worker: Worker) -> Part:
    entries = [
        Entry(
            one.licence.label,
            _("đến %(month)s") % {"month": f"{one.valid_to:%m/%Y}"} if one.valid_to else "",
        )
        for one in worker.licences.select_related("licence").order_by("licence")
    ]
    return Part(_("Giấy phép, chứng chỉ"), entries, [])


def _skills(worker: Worker) -> Part:
    return Part(
        _("Kỹ năng nghề"), [], [one.skill.label for one in worker.skills.select_related("skill").order_by("skill")]
    )


def _languages(worker: Worker) -> Part:
    entries = [
        Entry(one.language.label, "", ", ".join(filter(None, (str(one.get_proficiency_display()), one.certificate))))
        for one in worker.languages.select_related("language").order_by("-proficiency", "id")
    ]
    entries += [
        Entry(one.skill.label, "", str(one.get_proficiency_display()))
        for one in worker.computing.select_related("skill").order_by("-proficiency", "id")
    ]
    return Part(_("Ngoại ngữ, tin học"), entries, [])


def _soft(worker: Worker) -> Part:
    return Part(_("Kỹ năng mềm"), [], [one.label for one in worker.soft_skills.exclude(code="other").order_by("order")])


def _start(worker: Worker) -> Part:
    # Comes with the person on pages; no query of its own there.
    wish = getattr(worker, "wish", None) or wish_of(worker)
    words = []
    if wish.can_start_on:
        words.append(_("Đi làm được từ %(day)s") % {"day": f"{wish.can_start_on:%d/%m/%Y}"})
    if wish.can_shifts:
        words.append(_("Làm ca được"))
    if wish.can_travel:
        words.append(_("Đi công tác được"))
    return Part(_("Sẵn sàng làm việc"), [], words)


_BUILDERS = {
    "experience": _experience,
    "education": _education,
    "licences": _licences,
    "skills": _skills,
    "languages": _languages,
    "soft": _soft,
    "start": _start,
}
"""In the order of the page."""

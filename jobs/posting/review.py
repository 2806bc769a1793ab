"""What the last page before handing in says of a draft."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.checking import Finding, check_advert
from jobs.models import Vacancy
from jobs.posting.forms.all import STEPS
from jobs.posting.models import Registration
from jobs.services.vacancies import publishing_problems

ASKED_FIRST = {
    "occupation": ("viec", gettext_lazy("nghề")),
    "working_time": ("noi-luong", gettext_lazy("làm toàn hay bán thời gian")),
    "experience_min_months": ("ai", gettext_lazy("kinh nghiệm")),
    "general_education_min": ("ai", gettext_lazy("học vấn")),
    "qualification_min": ("ai", gettext_lazy("chuyên môn")),
    "contract_type": ("dieu-kien", gettext_lazy("loại hợp đồng")),
    "needs_shifts": ("dieu-kien", gettext_lazy("có làm ca không")),
    "meals": ("dieu-kien", gettext_lazy("hỗ trợ ăn")),
    "setting": ("dieu-kien", gettext_lazy("nơi làm việc trong hay ngoài trời")),
    "lifting": ("dieu-kien", gettext_lazy("sức nâng")),
    "standing": ("dieu-kien", gettext_lazy("đứng nhiều hay ít")),
    "recruit_methods": ("lien-he", gettext_lazy("cách tuyển")),
}
"""What job seekers ask first → (step, words)."""
FIELD_STEPS = {name: step.key for step in STEPS for name in step.texts}


@dataclass(frozen=True)
class Said:
    """A finding with the label of its field and the step where it is mended."""

    finding: Finding
    label: str
    step: str


def findings_of(vacancy: Vacancy) -> list[Said]:
    found = check_advert(vacancy)
    return [Said(one, str(_label(one.field)), FIELD_STEPS[one.field]) for one in found]


def _label(name: str) -> Any:
    return Vacancy._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # plain fields only


def unknown(vacancy: Vacancy) -> list[tuple[str, str]]:
    """(step, words) for what readers ask and the vacancy does not say."""
    empty: tuple[object, ...] = (None, "", [])
    return [(step, str(words)) for name, (step, words) in ASKED_FIRST.items() if getattr(vacancy, name) in empty]


def problems(vacancy: Vacancy) -> list[tuple[str, str]]:
    """(step, words) for what must be mended before it can be handed in; wording apart."""
    found: list[tuple[str, str]] = []
    if not vacancy.title:
        found.append(("viec", _("Chưa có tên công việc.")))
    if not vacancy.description.strip():
        found.append(("viec", _("Chưa ghi việc phải làm hằng ngày.")))
    found += [("noi-luong", one) for one in publishing_problems(vacancy)]
    if not Registration.objects.filter(vacancy=vacancy).exclude(committed_at=None).exists():
        found.append(("lien-he", _("Chưa ghi người liên hệ và cam kết.")))
    return found


def steps_of(vacancy: Vacancy, current: str = "") -> list[dict[str, str]]:
    """The steps for :file:`cotton/steps.html`; done ones hold something of their own."""

    wanting = {step for step, _words in ([] if vacancy._state.adding else problems(vacancy))}
    touched = {
        "viec": bool(vacancy.title),
        "noi-luong": vacancy.deadline is not None,
        "ai": any(getattr(vacancy, n) not in (None, "") for n in ("experience_min_months", "requirements")),
        "dieu-kien": any((vacancy.meals, vacancy.contract_type, vacancy.benefits_text)),
        "lien-he": "lien-he" not in wanting and not vacancy._state.adding,
    }
    states = []
    for step in STEPS:
        state = "current" if step.key == current else "done" if touched[step.key] else "todo"
        if state == "done" and step.key in wanting:
            state = "care"
        url = "" if vacancy._state.adding else reverse("posting:step", args=[vacancy.public_id, step.key])
        states.append({"title": str(step.heading), "state": state, "url": url, "body": ""})
    return states

"""One vacancy: what is offered, what is asked, where, until when, by whom, and what is like it."""

from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyPlace
from jobs.posting.models import Merge
from jobs.saved import recent
from jobs.search import run
from jobs.search.criteria import Criteria
from jobs.structured import job_posting
from jobs.templatetags.jobs import pay, where
from jobs.views.search import in_order
from jobs.world import pictures
from portal.accounts.access import allow, anyone
from portal.codes.enums import Proficiency
from portal.codes.places import former_names

RELATED_LABELS = {
    "skills": _("Kỹ năng"),
    "languages": _("Ngoại ngữ"),
    "computing": _("Tin học"),
    "licences": _("Giấy phép, chứng chỉ"),
}
_LISTED = (
    ("skills", "vacancyskill", "skill", "skill", "NULL::integer"),
    ("languages", "vacancylanguage", "language", "language", "own.proficiency"),
    ("computing", "vacancycomputing", "computingskill", "skill", "own.proficiency"),
    ("licences", "vacancylicence", "licence", "licence", "NULL::integer"),
    ("benefits", "vacancy_benefits", "benefit", "benefit", "NULL::integer"),
)
"""(kind, table of the vacancy's rows, table of the code list, its column, level asked)."""
SHOWN = [VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED]
SIMILAR = 4


@allow(anyone)
@require_safe
def vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    """A vacancy that is or was published; a closed one says so and shows what is still open."""
    shown = get_object_or_404(
        Vacancy.objects.filter(state__in=SHOWN, published_at__isnull=False)
        .exclude(employer__verification=Verification.SUSPENDED)
        .select_related("employer", "occupation", "training_field", "employer__industry")
        .prefetch_related(
            Prefetch("places", VacancyPlace.objects.select_related("commune", "province", "park").order_by("id")),
        ),
        public_id=public_id,
    )
    if shown.state == VacancyState.CLOSED and (merged := Merge.objects.filter(duplicate=shown).first()):
        survivor = merged.survivor
        if survivor.published_at and survivor.state in SHOWN:
            return redirect("jobs:vacancy", survivor.public_id)
    places = list(shown.places.all())
    said = listed(shown)
    today = timezone.localdate()
    is_open = (
        shown.state == VacancyState.PUBLISHED
        and shown.remaining > 0
        and (shown.deadline is None or shown.deadline >= today)
    )
    context = {
        "vacancy": shown,
        "is_open": is_open,
        "places": [(place, former_names(place.commune_id) if place.commune_id else []) for place in places],
        "asked": requirements(shown, said),
        "benefits": said.get("benefits", []),
        "conditions": conditions(shown),
        "similar": similar(shown, places, today),
        "group_address": Criteria(groups=(shown.occupation.code[:2],)).address() if shown.occupation else "",
        "address": f"{settings.PUBLIC_ADDRESS}{request.path}",
        "robots": robots(shown),
        "picture": pictures.address_of("world:vacancy_picture", shown.public_id, pictures.of_vacancy(shown)),
        "share_about": " · ".join([pay(shown), where(shown), shown.employer.name]),
        "structured": job_posting(shown, places, f"{settings.PUBLIC_ADDRESS}{request.path}") if is_open else None,
    }
    response = render(request, "jobs/vacancy.html", context)
    recent.note(request, response, shown)
    return response


def robots(shown: Vacancy) -> str:
    """To search engines, of an open vacancy: after its last day it is not to be shown, even before they look again.

    A closed one asks not to be shown and still answers 200, not 410: people come to it from messages, printed codes
    and lists of their own, and read there why it is over and what is like it; error pages of chat programs would
    hide that.
    """
    said = "index, follow, max-image-preview:large"
    return f"{said}, unavailable_after: {shown.deadline.isoformat()}T23:59:59+07:00" if shown.deadline else said


def similar(shown: Vacancy, places: list[VacancyPlace], today: date) -> list[Vacancy]:
    """Open vacancies like this one, the nearest in kind and place first."""
    if shown.occupation is None:
        return []
    here = [place.commune_id for place in places if place.commune_id]
    return in_order(run.similar(shown.pk, shown.occupation.code, here, SIMILAR, today))


def requirements(shown: Vacancy, said: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """What the employer asks, item by item, as (field's name, values); only what was said. ``said``: see ``listed``."""
    found: list[tuple[str, list[str]]] = []
    if shown.general_education_min is not None:
        found.append((_label("general_education_min"), [shown.get_general_education_min_display()]))
    if shown.qualification_min is not None:
        found.append((_label("qualification_min"), [shown.get_qualification_min_display()]))
    for name in ("specialty", "trade_skill"):
        if getattr(shown, name):
            found.append((_label(name), [getattr(shown, name)]))
    return found + [(str(label), said[kind]) for kind, label in RELATED_LABELS.items() if kind in said]


def listed(shown: Vacancy) -> dict[str, list[str]]:
    """Skills, languages, computing and licences asked and benefits offered, in the reader's language; one query."""
    parts = [
        f"SELECT '{kind}', code.name, code.name_en, {level} FROM jobs_{table} own"
        f" JOIN codes_{codes} code ON code.id = own.{column}_id WHERE own.vacancy_id = %(vacancy)s"
        for kind, table, codes, column, level in _LISTED
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY 1, 2", {"vacancy": shown.pk})
        rows: list[tuple[str, str, str, int | None]] = cursor.fetchall()
    english = (get_language() or "").startswith("en")
    found: dict[str, list[str]] = {}
    for kind, vi, en, level in rows:
        name = en if english and en else vi
        found.setdefault(kind, []).append(f"{name} ({Proficiency(level).label.lower()})" if level else name)
    return found


def conditions(shown: Vacancy) -> list[tuple[str, str]]:
    """Working conditions that were said, as (field's name, value)."""
    names = (
        "position",
        "contract_type",
        "purpose",
        "setting",
        "lifting",
        "standing",
        "hearing",
        "sight",
        "handling",
        "hands",
    )
    found = []
    for name in names:
        if getattr(shown, name) not in ("", None):
            label = _label(name)
            found.append((label, str(getattr(shown, f"get_{name}_display")())))
    for name in ("needs_shifts", "needs_travel", "needs_secondment"):
        if getattr(shown, name):
            found.append((_label(name), str(_("Có"))))
    return found


def _label(name: str) -> str:
    """The field's name for people."""
    return str(getattr(Vacancy._meta.get_field(name), "verbose_name", name))

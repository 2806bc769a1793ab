"""One vacancy: what is offered, what is asked, where, until when, by whom, and what is like it."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import F, IntegerField, Prefetch, QuerySet, Value
from django.db.models.functions import Cast
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
from portal.codes.models import CommuneSuccession

RELATED_LABELS = {
    "skills": _("Kỹ năng"),
    "languages": _("Ngoại ngữ"),
    "computing": _("Tin học"),
    "licences": _("Giấy phép, chứng chỉ"),
}
SHOWN = [VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED]
SIMILAR = 4
OLD_NAMES = 6


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
            "benefits",
        ),
        public_id=public_id,
    )
    if shown.state == VacancyState.CLOSED and (merged := Merge.objects.filter(duplicate=shown).first()):
        survivor = merged.survivor
        if survivor.published_at and survivor.state in SHOWN:
            return redirect("jobs:vacancy", survivor.public_id)
    places = list(shown.places.all())
    old = old_names(places)
    today = timezone.localdate()
    is_open = (
        shown.state == VacancyState.PUBLISHED
        and shown.remaining > 0
        and (shown.deadline is None or shown.deadline >= today)
    )
    context = {
        "vacancy": shown,
        "is_open": is_open,
        "places": [(place, old.get(place.commune_id or 0, [])) for place in places],
        "asked": requirements(shown),
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


def old_names(places: list[VacancyPlace]) -> dict[int, list[str]]:
    """Names of before 1 July 2025 of the communes of ``places``, by commune key; at most six each."""
    communes = [place.commune_id for place in places if place.commune_id]
    found: dict[int, list[str]] = {}
    rows = (
        CommuneSuccession.objects.filter(new__in=communes)
        .order_by("old__code")
        .values_list("new_id", "old__name", "old__former_district__name")
    )
    for new, old, district in rows:
        found.setdefault(new, []).append(f"{old} ({district})" if district else old)
    return {key: [*names[:OLD_NAMES], "…"] if len(names) > OLD_NAMES else names for key, names in found.items()}


def similar(shown: Vacancy, places: list[VacancyPlace], today: date) -> list[Vacancy]:
    """Open vacancies like this one, the nearest in kind and place first."""
    if shown.occupation is None:
        return []
    here = [place.commune_id for place in places if place.commune_id]
    return in_order(run.similar(shown.pk, shown.occupation.code, here, SIMILAR, today))


def requirements(shown: Vacancy) -> list[tuple[str, list[str]]]:
    """What the employer asks, item by item, as (field's name, values); only what was said."""
    found: list[tuple[str, list[str]]] = []
    if shown.general_education_min is not None:
        found.append((_label("general_education_min"), [shown.get_general_education_min_display()]))
    if shown.qualification_min is not None:
        found.append((_label("qualification_min"), [shown.get_qualification_min_display()]))
    for name in ("specialty", "trade_skill"):
        if getattr(shown, name):
            found.append((_label(name), [getattr(shown, name)]))
    for kind, values in groupby(_listed(shown), key=itemgetter(0)):
        found.append((str(RELATED_LABELS[kind]), [said for _, said in values]))
    return found


def _listed(shown: Vacancy) -> list[tuple[str, str]]:
    """Skills, languages, computing and licences asked, as (kind, words), by one query."""
    unsaid = Cast(Value(None), IntegerField())
    related: list[tuple[str, QuerySet[Any], str, Any]] = [
        ("skills", shown.skills.all(), "skill", unsaid),
        ("languages", shown.languages.all(), "language", F("proficiency")),
        ("computing", shown.computing.all(), "skill", F("proficiency")),
        ("licences", shown.licences.all(), "licence", unsaid),
    ]
    rows = [
        items.order_by()
        .annotate(place=Value(place), kind=Value(kind), vi=F(f"{name}__name"), en=F(f"{name}__name_en"), level=level)
        .values_list("place", "kind", "vi", "en", "level")
        for place, (kind, items, name, level) in enumerate(related)
    ]
    english = (get_language() or "").startswith("en")
    found = []
    for _place, kind, vi, en, level in rows[0].union(*rows[1:], all=True).order_by("place", "vi"):
        name = en if english and en else vi
        found.append((kind, f"{name} ({Proficiency(level).label.lower()})" if level else name))
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

"""One vacancy: what is offered, what is asked, where, until when, by whom, and what is like it."""

from django.conf import settings
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyIndex, VacancyPlace
from jobs.search.criteria import Criteria
from jobs.structured import job_posting
from jobs.views.search import in_order
from portal.accounts.access import allow, anyone
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
        "similar": similar(shown),
        "group_address": Criteria(groups=(shown.occupation.code[:2],)).address() if shown.occupation else "",
        "address": f"{settings.PUBLIC_ADDRESS}{request.path}",
        "structured": job_posting(shown, places, f"{settings.PUBLIC_ADDRESS}{request.path}") if is_open else None,
    }
    return render(request, "jobs/vacancy.html", context)


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


def similar(shown: Vacancy) -> list[Vacancy]:
    """Open vacancies of the same occupation (else the same group), those in the same communes first."""
    if shown.occupation is None:
        return []
    here = [place.commune_id for place in shown.places.all() if place.commune_id]
    rows = (
        VacancyIndex.objects.filter(is_open=True)
        .filter(Q(deadline=None) | Q(deadline__gte=timezone.localdate()))
        .exclude(vacancy=shown.pk)
    )
    same = rows.filter(occupation_code=shown.occupation.code)
    near = list(same.filter(commune_ids__overlap=here).values_list("pk", flat=True)[:SIMILAR]) if here else []
    if len(near) < SIMILAR:
        near += list(same.exclude(pk__in=near).values_list("pk", flat=True)[: SIMILAR - len(near)])
    if not near:
        group = rows.filter(occupation_code__startswith=shown.occupation.code[:2])
        near = list(group.values_list("pk", flat=True)[:SIMILAR])
    return in_order(near)


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
    related = [
        ("skills", shown.skills.select_related("skill")),
        ("languages", shown.languages.select_related("language")),
        ("computing", shown.computing.select_related("skill")),
        ("licences", shown.licences.select_related("licence")),
    ]
    for name, rows in related:
        values = [str(row) for row in rows]
        if values:
            found.append((str(RELATED_LABELS[name]), values))
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

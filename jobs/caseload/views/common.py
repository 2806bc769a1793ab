"""What the caseload's pages share: which office, its people at work, the tabs, the way back."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jobs.caseload.permissions import may_list, may_receive
from jobs.caseload.reading import QUIET_DAYS, USUAL_DAYS, Totals
from portal.accounts.access import actor_of
from portal.accounts.enums import StaffRole
from portal.accounts.models import Office, Staff

MINE, OFFICE, NOBODY = "toi", "phong", "chua-ai"


def office_shown(request: HttpRequest) -> tuple[Office, list[Office]]:
    """The office of ``?vp=``, else the own one; and those to choose from: all for managers. Others' are a 404."""
    actor = actor_of(request)
    if actor.office_id is None:
        raise PermissionDenied
    found = Office.objects.order_by("-is_head", "code")
    offices = list(found if actor.is_manager else found.filter(pk=actor.office_id))
    asked = request.GET.get("vp", "") or request.POST.get("vp", "")
    chosen = [office for office in offices if (office.public_id == asked if asked else office.pk == actor.office_id)]
    if not chosen or not may_list(actor, chosen[0].pk):
        raise Http404
    return chosen[0], offices


def days_shown(request: HttpRequest) -> int:
    """The N of "no contact for N days"."""
    asked = request.GET.get("ngay", "")
    return next((days for days in QUIET_DAYS if str(days) == asked), USUAL_DAYS)


def colleagues(office_id: int | None = None) -> list[Staff]:
    """Who may carry cases, office by office; managers last: they seldom do."""
    found = Staff.objects.filter(is_active=True, role__in=[StaffRole.COUNSELLOR, StaffRole.MANAGER])
    if office_id is not None:
        found = found.filter(office=office_id)
    return sorted(
        found.select_related("user", "office").order_by("-office__is_head", "office__code", "user__full_name", "id"),
        key=lambda one: (not one.office.is_head, one.office.code, one.role == StaffRole.MANAGER),
    )


def receivers(request: HttpRequest, office: Office) -> list[Staff]:
    """To whom the actor may give people of the office shown: those of that office first."""
    actor = actor_of(request)
    found = colleagues(None if actor.is_manager else office.pk)
    return sorted(
        (one for one in found if may_receive(actor, one.office_id)), key=lambda one: one.office_id != office.pk
    )


def tabs(
    request: HttpRequest, office: Office, current: str, counted: Totals | None = None, nobody: int | None = None
) -> list[dict[str, Any]]:
    """For ``<c-tabs>``; ``nobody`` – how many nobody answers for, where that was counted anyway."""
    actor = actor_of(request)
    vp = {"vp": office.public_id} if office.pk != actor.office_id else {}
    parts: list[tuple[str, str, str, dict[str, str], int | None]] = [
        (OFFICE, _("Của văn phòng"), "list", {"cua": OFFICE}, counted.office if counted else None),
        (NOBODY, _("Chưa ai phụ trách"), "list", {"cua": NOBODY}, nobody),
    ]
    if office.pk == actor.office_id:
        parts.insert(0, (MINE, _("Của tôi"), "list", {}, counted.mine if counted else None))
    if actor.is_manager:
        parts.append(("load", _("Theo cán bộ"), "load", {}, None))
    parts.append(("weeks", _("Theo tuần"), "weeks", {}, None))
    return [
        {"label": label, "url": address(name, **more, **vp), "count": count, "current": key == current}
        for key, label, name, more, count in parts
    ]


def address(name: str, **query: str) -> str:
    """A page of the caseload with the filled parts of ``query``."""
    asked = urlencode({key: value for key, value in query.items() if value})
    return reverse(f"caseload:{name}") + (f"?{asked}" if asked else "")


def way_back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of this portal."""
    asked = request.POST.get("ve", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None):
        return asked
    return reverse("caseload:list")

"""What the pages of one employer share: opening it, who acts, and the way to its other pages."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.models import Employer
from employers.permissions import may_administer, may_open
from portal.accounts.access import actor_of
from portal.accounts.models import User


def user_of(request: HttpRequest) -> User:
    """Who acts; only behind a rule that lets nobody else in."""
    return cast(User, request.user)


def opened(request: HttpRequest, public_id: str) -> Employer:
    """The employer, if the actor may open its pages; others do not learn that it exists."""
    employer = get_object_or_404(
        Employer.objects.select_related("commune__province", "park", "industry"), public_id=public_id
    )
    if not may_open(actor_of(request), employer):
        raise Http404
    return employer


def administered(request: HttpRequest, public_id: str) -> Employer:
    """The employer, for its owners and the centre; recruiters are told that it is not theirs to change."""
    employer = opened(request, public_id)
    if not may_administer(actor_of(request), employer):
        raise PermissionDenied
    return employer


def frame(request: HttpRequest, employer: Employer, current: str) -> dict[str, Any]:
    """What every page of an employer shows around its own: the tabs, and (but for the home page, which has its own way
    to switch) the other employers of the reader."""
    pages = (
        ("employer", _("Hồ sơ, xác minh")),
        ("members", _("Thành viên")),
        ("figures", _("Số liệu")),
    )
    home = _home_of(request, employer)
    tabs = [{"label": _("Tin tuyển dụng"), "url": home, "count": None, "current": current == "home"}]
    tabs += [
        {
            "label": label,
            "url": reverse(f"hiring:{name}", args=[employer.public_id]),
            "count": None,
            "current": name == current,
        }
        for name, label in pages
    ]
    actor = actor_of(request)
    mine = (
        Employer.objects.of(actor).order_by("name", "id") if len(actor.employer_ids) > 1 and current != "home" else []
    )
    others = [
        {"name": one.name, "url": reverse(f"hiring:{current}", args=[one.public_id]), "current": one.pk == employer.pk}
        for one in mine
    ]
    on_behalf = employer.pk not in actor.employer_ids
    return {"employer": employer, "tabs": tabs, "others": others, "on_behalf": on_behalf}


def _home_of(request: HttpRequest, employer: Employer) -> str:
    """Members' own page; staff read the same page of the employer they act for."""
    actor = actor_of(request)
    if employer.pk in actor.employer_ids:
        return (
            f"{reverse('hiring:home')}?dn={employer.public_id}"
            if len(actor.employer_ids) > 1
            else reverse("hiring:home")
        )
    return reverse("hiring:vacancies_of", args=[employer.public_id])

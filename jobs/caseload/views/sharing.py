"""Sharing cases out evenly: first what it would come to, then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobs.caseload.balance import Sharing, Source, plan_sharing
from jobs.caseload.forms import NOBODYS, ShareForm
from jobs.caseload.models import Case
from jobs.caseload.reading import QUIET_DAYS
from jobs.caseload.services import hand_over
from jobs.caseload.views.common import address, office_shown, receivers, tabs
from jobs.desk.access import user_of
from portal.accounts.access import allow, manager
from portal.accounts.enums import StaffRole
from portal.accounts.models import Office, Staff, User


@allow(manager)
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """GET with whose cases and among whom shows the preview; POST of the same does it, if it is still the same."""
    office, offices = office_shown(request)
    to = receivers(request, office)
    holders = _holders(office)
    form = ShareForm(
        request.POST if request.method == "POST" else request.GET if "tu" in request.GET else None,
        holders=[(user.public_id, str(user)) for user in holders],
        receivers=[(one.user.public_id, f"{one.user} · {one.office}") for one in to],
        days=QUIET_DAYS,
        initial={"cho": [one.user.public_id for one in to if one.office_id == office.pk and _is_counsellor(one)]},
    )
    sharing = None
    if form.is_bound and form.is_valid():
        sharing = _sharing(form, office, holders, to)
    if request.method == "POST" and sharing:
        if request.POST.get("seal") == sharing.seal:
            return _do(request, office, sharing, form.cleaned_data["note"])
        messages.info(request, _("Hồ sơ đã thay đổi từ lúc xem trước. Đây là cách chia mới; hãy xem lại rồi chia."))
    context = {
        "office": office,
        "offices": offices,
        "form": form,
        "sharing": sharing,
        "tabs": tabs(request, office, "load"),
        "load_url": address("load", vp=office.public_id),
        "asked": form.cleaned_data if sharing else None,
    }
    status = 422 if request.method == "POST" or (form.is_bound and not form.is_valid()) else 200
    return render(request, "caseload/share.html", context, status=status)


def _is_counsellor(one: Staff) -> bool:
    return one.role == StaffRole.COUNSELLOR


def _holders(office: Office) -> list[User]:
    """Whoever carries somebody in the office, also those who left."""
    carrying = Case.objects.open().of_office(office.pk).order_by().values("counsellor")
    return list(User.objects.filter(pk__in=carrying).order_by("full_name", "pk"))


def _sharing(form: ShareForm, office: Office, holders: list[User], to: list[Staff]) -> Sharing:
    asked: dict[str, Any] = form.cleaned_data
    holder = None if asked["tu"] == NOBODYS else next(one.pk for one in holders if one.public_id == asked["tu"])
    return plan_sharing(
        Source(office.pk, holder, asked["quiet"]), [one for one in to if one.user.public_id in asked["cho"]]
    )


def _do(request: HttpRequest, office: Office, sharing: Sharing, note: str) -> HttpResponse:
    done = hand_over(sharing.gives, user_of(request), note)
    count = done.cases_moved if done else 0
    if count:
        said = ngettext("Đã chia %(n)s hồ sơ.", "Đã chia %(n)s hồ sơ.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Không có hồ sơ nào để chia."))
    return redirect(address("load", vp=office.public_id))

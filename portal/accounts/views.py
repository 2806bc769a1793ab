"""Where a signed-in person starts, a new password after a code, and the choice of language."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from portal.accounts.access import actor_of, allow, anyone, signed_in
from portal.accounts.models import User

CODE_PROVES = 900
"""Seconds after signing in by code in which a new password needs no old one."""


@allow(signed_in)
def landing(request: HttpRequest) -> HttpResponse:
    """Send each role to the page it works from."""
    actor = actor_of(request)
    if actor.is_counsellor:
        return redirect("desk:today")
    if actor.is_administrator:
        return redirect("admin:index")
    if actor.employer_ids:
        return redirect("hiring:home")
    if actor.worker_id:
        return redirect("seeking:home")
    return redirect("workers:register")


@allow(anyone)
def signup(request: HttpRequest) -> HttpResponse:
    """Most who sign up look for work: their form, which shows employers the way to theirs."""
    address = reverse("workers:register")
    wanted = request.GET.get("next")
    return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)


@allow(signed_in)
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """For whoever has just signed in by code; everybody else gives the old password."""
    from portal.accounts.codes import NewPasswordForm

    me = request.user
    if not isinstance(me, User) or not _signed_in_by_code(request, me):
        return redirect("account_change_password")
    form = NewPasswordForm(data=request.POST or None, user=me)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, me)
        messages.success(request, _("Đã đặt mật khẩu mới."))
        return redirect("landing")
    return render(request, "account/new_password.html", {"form": form})


def _signed_in_by_code(request: HttpRequest, user: User) -> bool:
    since = time.time() - CODE_PROVES
    return any(one["method"] == "code" and one["at"] > since for one in get_authentication_records(request, user))


@allow(anyone)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and on the account of whoever is signed in."""
    response = django_set_language(request)
    if request.user.is_authenticated and (language := request.POST.get("language")) in {"vi", "en"}:
        request.user.language = str(language)
        request.user.save(update_fields=["language"])
    return response

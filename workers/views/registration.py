"""Registering as somebody who looks for work."""

from typing import Any

from allauth.account.views import SignupView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.access import actor_of, allow, anyone
from workers.forms.registration import ProfileForm, RegisterForm

AFTER = "seeking:home"


class Register(SignupView):  # type: ignore[misc]  # allauth has no types
    """Account and profile on one short page."""

    template_name = "workers/register.html"
    form_class = RegisterForm

    def get_form_class(self) -> type[RegisterForm]:
        return RegisterForm


_visitors = Register.as_view()


@allow(anyone)
def register(request: HttpRequest) -> HttpResponseBase:
    """Visitors get the whole form; whoever has an account but no profile only what is missing."""
    actor = actor_of(request)
    if not actor.is_signed_in:
        response: HttpResponseBase = _visitors(request)
        return response
    if actor.worker_id:
        return redirect(own_address(request, AFTER))
    return _complete(request)


def _complete(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        form.newcomer(user)
        return redirect(own_address(request, AFTER))
    return render(
        request, "workers/register.html", {"form": form, "has_account": True, "next": own_address(request, AFTER)}
    )


def own_address(request: HttpRequest, otherwise: str) -> str:
    """The page the form asks to go on to, when it is one of ours; never an address elsewhere."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    # A word without a slash would be taken for the name of a page.
    return address if is_ours and address.startswith("/") else otherwise

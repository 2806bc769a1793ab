"""Signing an employer up."""

from typing import Any

from allauth.account.views import SignupView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from employers.forms import CompanyForm, EmployerJoinForm
from employers.services import Refused
from portal.accounts.access import actor_of, allow, anyone


class Register(SignupView):  # type: ignore[misc]  # allauth has no types
    """Account and employer on one page."""

    template_name = "jobs/hiring/register.html"
    form_class = EmployerJoinForm

    def get_form_class(self) -> type[EmployerJoinForm]:
        return EmployerJoinForm


_visitors = Register.as_view()


@allow(anyone)
def register(request: HttpRequest) -> HttpResponseBase:
    """Visitors make account and employer at once; whoever has an account adds the employer."""
    if not actor_of(request).is_signed_in:
        response: HttpResponseBase = _visitors(request)
        return response
    if actor_of(request).employer_ids:
        return redirect("hiring:home")
    return _add(request)


def _add(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            form.sign_up(user)
        except Refused as refusal:
            form.add_error("tax_code", str(refusal))
        else:
            return redirect("hiring:home")
    return render(request, "jobs/hiring/register.html", {"form": form, "has_account": True})

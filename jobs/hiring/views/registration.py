"""Signing an employer up; where the tax code has members already, asking the centre."""

from typing import Any

from allauth.account.views import SignupView
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from employers.forms import CompanyForm, EmployerJoinForm
from employers.models import Employer
from employers.services import Refused
from employers.verification import claims
from employers.verification.enums import ClaimState
from employers.verification.forms import ClaimForm
from employers.verification.models import Claim
from jobs.hiring.own import user_of
from portal.accounts.access import actor_of, allow, anyone, signed_in


class Register(SignupView):  # type: ignore[misc]  # allauth has no types
    """Account and employer on one page."""

    template_name = "jobs/hiring/register.html"
    form_class = EmployerJoinForm

    def get_form_class(self) -> type[EmployerJoinForm]:
        return EmployerJoinForm

    def get_success_url(self) -> str:
        return reverse("hiring:start")


_visitors = Register.as_view()


@allow(anyone)
def register(request: HttpRequest) -> HttpResponseBase:
    """Visitors make account and employer at once; whoever has an account adds the employer."""
    if not actor_of(request).is_signed_in:
        response: HttpResponseBase = _visitors(request)
        return response
    if request.method != "POST" and "them" not in request.GET and _standing(request):
        return redirect("hiring:start")
    return _add(request)


def _standing(request: HttpRequest) -> bool:
    """Somebody who signed up already is led to where that stands, and adds another employer only on purpose."""
    open_claims = Claim.objects.filter(user=user_of(request), state=ClaimState.OPEN)
    return bool(actor_of(request).employer_ids) or open_claims.exists()


def _add(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.sign_up(user_of(request))
        except Refused as refusal:
            form.add_error("tax_code", str(refusal))
        else:
            if isinstance(made, Employer):
                return redirect("hiring:employer", made.public_id)
            return redirect("hiring:claim", made.public_id)
    return render(request, "jobs/hiring/register.html", {"form": form, "has_account": True})


@allow(signed_in)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """After signing up: the registration to go on with, the open request, or the form."""
    actor = actor_of(request)
    newest = Employer.objects.of(actor).order_by("-created_at", "-id").first()
    if newest:
        return redirect("hiring:employer", newest.public_id)
    mine = Claim.objects.filter(user=user_of(request)).order_by("-at", "-id").first()
    return redirect("hiring:claim", mine.public_id) if mine else redirect("hiring:register")


@allow(signed_in)
def claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own request to the centre: what it waits for, and a word or letter to add."""
    mine: Any = get_object_or_404(Claim.objects.select_related("letter"), public_id=public_id, user=user_of(request))
    form = ClaimForm(request.POST or None, request.FILES or None, initial={"message": mine.message})
    if request.method == "POST" and form.is_valid():
        try:
            claims.explain(mine, form.cleaned_data["message"], form.cleaned_data["letter"], user_of(request))
        except ValidationError as wrong:
            form.add_error("letter", wrong)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã gửi lời giải thích tới trung tâm."))
            return redirect("hiring:claim", public_id)
    return render(request, "employers/claim.html", {"claim": mine, "form": form})


@allow(signed_in)
@require_POST
def withdraw_claim(request: HttpRequest, public_id: str) -> HttpResponse:
    mine = get_object_or_404(Claim, public_id=public_id, user=user_of(request))
    try:
        claims.withdraw(mine)
        messages.success(request, _("Đã rút yêu cầu."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:claim", public_id)

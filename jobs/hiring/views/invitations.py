"""An invitation's link: whoever holds it signs in or makes an account, and joins."""

from typing import Any

from allauth.account.views import SignupView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from employers.services import Refused
from employers.team import services
from employers.team.models import Invitation
from jobs.hiring.own import user_of
from portal.accounts.access import actor_of, allow, anyone
from portal.accounts.join import JoinForm


@allow(anyone)
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, to what; joining takes a press of a button, so that looking at the link uses nothing up."""
    found = services.invitation_of(token)
    if request.method == "POST" and found and actor_of(request).is_signed_in:
        return _join(request, found)
    signed_in = actor_of(request).is_signed_in
    is_in = bool(found and signed_in and found.employer_id in actor_of(request).employer_ids)
    status = 200 if found and (found.is_open or is_in) else 410
    context = {"invitation": found, "is_in": is_in, "token": token, "here": request.path}
    return render(request, "employers/invitation.html", context, status=status)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        services.accept(found, user_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    messages.success(request, _("Anh chị đã vào làm cùng %(name)s.") % {"name": found.employer.name})
    return redirect("hiring:home")


class Join(SignupView):  # type: ignore[misc]  # allauth has no types
    """An account for whoever was invited and has none; the contact of the invitation is there already."""

    template_name = "employers/join.html"
    form_class = JoinForm

    def get_form_class(self) -> type[JoinForm]:
        return JoinForm

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "contact": self.invited().contact}

    def invited(self) -> Invitation:
        found = services.invitation_of(self.kwargs["token"])
        if found is None or not found.is_open:
            raise Http404
        return found

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "invitation": self.invited(), "token": self.kwargs["token"]}

    def get_success_url(self) -> str:
        return reverse("hiring:invitation", args=[self.kwargs["token"]])


_visitors = Join.as_view()


@allow(anyone)
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    if actor_of(request).is_signed_in:
        return redirect("hiring:invitation", token)
    response: HttpResponseBase = _visitors(request, token=token)
    return response

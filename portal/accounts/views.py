"""Where a signed-in person starts, and the choice of language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from portal.accounts.access import actor_of, allow, anyone, signed_in


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


@allow(anyone)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and on the account of whoever is signed in."""
    response = django_set_language(request)
    if request.user.is_authenticated and (language := request.POST.get("language")) in {"vi", "en"}:
        request.user.language = str(language)
        request.user.save(update_fields=["language"])
    return response

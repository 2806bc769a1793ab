"""The employer's page behind the link: no account, one letter, on a phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jobs.outcomes.forms.word import WordForm
from jobs.outcomes.links import is_over, referral_of
from jobs.outcomes.services import hear, is_settled
from jobs.services import NotPossible
from portal.accounts.access import allow, anyone


@allow(anyone)
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Say what became of the person sent. Used again it shows what was said; after its end nothing can be said."""
    referral = referral_of(token)
    if referral is None:
        raise Http404
    form, status = WordForm(request.POST or None), 200
    ended, settled = is_over(referral), is_settled(referral)
    if request.method == "POST" and not ended and not settled:
        status = 422
        if form.is_valid():
            try:
                hear(referral, form.said(), None)
                return redirect("outcomes:confirm", token)
            except NotPossible as trouble:
                form.add_error(None, str(trouble))
    context = {
        "letter": referral,
        "vacancy": referral.application.vacancy,
        "form": form,
        "ended": ended,
        "settled": settled,
        "word": referral.words.order_by("-at", "-id").first(),
    }
    response = render(request, "outcomes/confirm.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response

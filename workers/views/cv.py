"""My CV: choose what it shows, look at it, print it, take it as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from portal.accounts.access import actor_of, allow, worker
from portal.documents import typesetting
from portal.documents.answers import pdf_answer
from workers import cv
from workers.forms.all import BY_KEY
from workers.forms.cv import CvForm
from workers.models import Worker


def load(**which: Any) -> Worker | None:
    """The person with what a CV reads; what no CV shows is not read at all."""
    return (
        Worker.objects.filter(**which)
        .select_related("commune__province", "training_field", "slip", "wish")
        .defer("identity_number", "ethnicity", "religion", "sensitive_groups")
        .first()
    )


def asked(data: QueryDict) -> tuple[CvForm, dict[str, Any]]:
    """The form as filled and what it asks for; everything usual when nothing understandable was sent."""
    form = CvForm(data if "language" in data else None)
    if form.is_bound and form.is_valid():
        return form, {"shown": form.cleaned_data["show"], "language": form.cleaned_data["language"]}
    return CvForm(), {"shown": cv.USUAL, "language": "vi"}


@allow(worker)
@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """The CV as a page that also prints, beside the choice of what it shows."""
    me = load(user=actor_of(request).user_or_none)
    assert me
    form, choice = asked(request.GET)
    made = cv.make(me, **choice)
    steps = dict.fromkeys(cv.STEP_OF[key] for key in made.empty)
    context = {
        "form": form,
        "cv": made,
        "query": urlencode({"language": made.language, "show": choice["shown"]}, doseq=True),
        "steps": [BY_KEY[key] for key in steps],
    }
    return render(request, "workers/cv.html", context)


@allow(worker)
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    me = load(user=actor_of(request).user_or_none)
    assert me
    _form, choice = asked(request.GET)
    made = cv.make(me, **choice)
    return pdf_answer(typesetting.pdf("cv.typ", made.data()), f"CV {me.full_name}", download=True)

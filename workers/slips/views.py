"""The official forms and the CV as papers: for the person, and for the counsellor at the desk."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from portal.accounts.access import allow, staff, worker
from portal.documents import typesetting
from portal.documents.answers import pdf_answer
from portal.documents.layout import Form
from workers import cv
from workers.forms.all import BY_KEY
from workers.looks.asking import opened
from workers.models import Worker
from workers.slips import mau_01, mau_01a
from workers.slips.required import missing_01, missing_01a
from workers.views.profile import own

FORMS: dict[str, tuple[Callable[[Worker], Form], str]] = {
    "mau-01": (mau_01.fill, "mau.typ"),
    "mau-01a": (mau_01a.fill, "mau.typ"),
}
LACKING = {"mau-01": ("Mẫu số 01", missing_01), "mau-01a": ("Mẫu số 01a", missing_01a)}


def _loaded(**which: Any) -> Worker:
    rows = Worker.objects.select_related("commune__province", "permanent_commune__province", "training_field")
    return get_object_or_404(rows, **which)


def _filled(me: Worker) -> list[dict[str, Any]]:
    """Both forms with what they still lack, each with the step that asks for it."""
    made = []
    for key, (number, missing) in LACKING.items():
        lacking = [{"label": label, "step": BY_KEY[step]} for label, step in missing(me)]
        made.append({"key": key, "number": number, "lacking": lacking})
    return made


def _paper(me: Worker, key: str) -> HttpResponse:
    if key not in FORMS:
        raise Http404
    fill, document = FORMS[key]
    form = fill(me)
    return pdf_answer(typesetting.pdf(document, form.data()), f"{form.number} {me.full_name}")


@allow(worker)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My papers to print: both forms with what they lack, the CV."""
    me = _loaded(pk=own(request).pk)
    return render(request, "workers/slips/mine.html", {"forms": _filled(me), "worker": me})


@allow(worker)
@require_GET
def paper(request: HttpRequest, key: str) -> HttpResponse:
    return _paper(_loaded(pk=own(request).pk), key)


@allow(staff)
@require_GET
def person_cv(request: HttpRequest, public_id: str) -> HttpResponse:
    """A person's CV, which carries nothing sensitive; whoever may not open the person is asked why first."""
    one = opened(request, _loaded(public_id=public_id))
    return pdf_answer(typesetting.pdf("cv.typ", cv.make(one).data()), f"CV {one.full_name}")

"""The one door to a person's data at the desk: open, or ask why first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from portal.accounts.access import actor_of
from workers.looks.forms import ReasonForm
from workers.looks.scope import may_open
from workers.looks.services import log_opening
from workers.models import Worker


class ReasonNeeded(Exception):
    """Another office has the person in its care; a reason opens them. The middleware answers and asks."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker.public_id)
        self.worker = worker


def opened(request: HttpRequest, worker: Worker) -> Worker:
    """``worker``, whom the actor may open; that they did is logged once a day. Raises :class:`ReasonNeeded`."""
    actor = actor_of(request)
    if not may_open(actor, worker):
        raise ReasonNeeded(worker)
    log_opening(actor, worker)
    return worker


class AskReasonMiddleware:
    """403 with the page that asks why, wherever a view meets :class:`ReasonNeeded`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReasonNeeded):
            return None
        worker = exception.worker
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"why": "reason"}, status=403)
        # What was sent is not sent again by itself: the page that sent it opens instead.
        after = request.get_full_path() if request.method == "GET" else ""
        answer = ask(request, worker, ReasonForm(initial={"next": after}))
        if request.headers.get("HX-Request"):
            answer["HX-Redirect"] = reverse("desk:person", args=[worker.public_id])
        return answer


def ask(request: HttpRequest, worker: Worker, form: ReasonForm, *, status: int = 403) -> HttpResponse:
    """The page that asks why: of the person it says no more than the search did."""
    return render(request, "desk/reason.html", {"worker": worker, "form": form}, status=status)

"""The profile: an overview and its steps, each saved by itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import actor_of, allow, worker
from workers.completeness import steps_of
from workers.forms.all import BY_KEY, following
from workers.models import Worker


def own(request: HttpRequest) -> Worker:
    """The profile of whoever asks; the rule ``worker`` has made sure there is one."""
    return Worker.objects.get(user=actor_of(request).user_or_none)


@allow(worker)
def overview(request: HttpRequest) -> HttpResponse:
    """What is filled in, what is not yet, and what each step is good for."""
    me = own(request)
    states = steps_of(me)
    todo = next((state.step for state in states if not state.is_filled), None)
    steps = [
        {
            "title": state.step.title,
            "state": "done" if state.is_filled else "current" if state.step is todo else "todo",
            "url": reverse("workers:step", args=[state.step.key]),
            "body": "",
        }
        for state in states
    ]
    done = sum(state.is_filled for state in states)
    return render(
        request,
        "workers/overview.html",
        {"worker": me, "steps": steps, "todo": todo, "done": done, "total": len(steps)},
    )


@allow(worker)
def step(request: HttpRequest, key: str) -> HttpResponse:
    """One step of the profile. Saving leads to the next one, or back to the overview."""
    if key not in BY_KEY:
        raise Http404
    me = own(request)
    form = BY_KEY[key](request.POST or None, worker=me)
    if request.method == "POST" and form.is_valid() and form.save(actor_of(request).user_or_none):
        messages.success(request, _("Đã lưu: %(step)s.") % {"step": form.title})
        after = following(BY_KEY[key])
        if "again" in request.POST:
            return redirect("workers:step", key)
        if after and "stay" not in request.POST:
            return redirect("workers:step", after.key)
        return redirect("workers:overview")
    steps = [
        {
            "title": state.step.title,
            "state": "current" if state.step.key == key else "done" if state.is_filled else "todo",
            "url": reverse("workers:step", args=[state.step.key]),
            "body": "",
        }
        for state in steps_of(me)
    ]
    number = [one["state"] for one in steps].index("current") + 1
    return render(
        request,
        "workers/step.html",
        {"form": form, "steps": steps, "number": number, "after": following(BY_KEY[key]), "total": len(steps)},
    )

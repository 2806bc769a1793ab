"""Finding a person, registering one, and turns for those who do not register."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobs.desk.access import user_of
from jobs.models import Vacancy
from portal.accounts.access import actor_of, allow, staff
from workers.counselling.duplicates import Known, known_already
from workers.counselling.forms import RegistrationForm, WalkInForm
from workers.counselling.search import first, understand
from workers.counselling.services import OtherTurn, record, register_at_counter
from workers.enums import ConsentChannel
from workers.looks.scope import may_open
from workers.looks.services import log_identity_search
from workers.services.consents import Proof

MOST = 20


@allow(staff)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People found by one box; the list alone when the box asks while someone types."""
    query = request.GET.get("q", "").strip()[:120]
    asked = understand(query)
    actor = actor_of(request)
    found = first(asked, actor, MOST + 1)
    if asked.identity:
        log_identity_search(user_of(request), asked.identity, found)
    asking = request.GET.get("viec", "")
    context = {
        "query": query,
        "asking": Vacancy.objects.exclude(published_at=None).filter(public_id=asking).first() if asking else None,
        "understood": asked.understood,
        "found": [(worker, may_open(actor, worker)) for worker in found[:MOST]],
        "has_more": len(found) > MOST,
        "most": MOST,
        "name": " ".join((*asked.words, *asked.tail)),
    }
    is_partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # HtmxMiddleware
    return render(request, "desk/_found.html" if is_partial else "desk/people.html", context)


@allow(staff)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Someone new at the counter; people who may be the same are shown before a second record is made."""
    if request.method == "GET":
        form = RegistrationForm(initial=_said(request.GET.get("q", "")))
        return render(request, "desk/register.html", {"form": form, "known": []})
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/register.html", {"form": form, "known": []}, status=422)
    known = _known(form)
    if any(one.is_certain for one in known) or (known and not form.cleaned_data["not_the_same"]):
        context = {"form": form, "known": known, "is_certain": any(one.is_certain for one in known)}
        return render(request, "desk/register.html", context, status=422)
    office_id = actor_of(request).office_id
    assert office_id is not None, "staff belong to an office"
    proof = Proof(ConsentChannel(form.cleaned_data["consent_channel"]), user_of(request))
    try:
        worker = register_at_counter(form.newcomer(), form.particulars(), office_id, proof, form.purposes_given())
    except IntegrityError:
        # Somebody registered the same identity number a moment ago.
        known = _known(form)
        context = {"form": form, "known": known, "is_certain": True}
        return render(request, "desk/register.html", context, status=422)
    messages.success(request, _("Đã tạo hồ sơ của %(name)s. Ghi lượt tư vấn ngay bên dưới.") % {"name": worker})
    return redirect("desk:person", worker.public_id)


def _known(form: RegistrationForm) -> list[Known]:
    data = form.cleaned_data
    day, year = data["birth"]
    return known_already(data["full_name"], data["phone"], data["identity_number"], day, year)


def _said(query: str) -> dict[str, str]:
    """What was typed into the search box, where it belongs in the form."""
    asked = understand(query)
    text = query
    for part in (asked.phone, asked.identity, str(asked.year or "")):
        text = text.replace(part, "") if part else text
    name = " ".join(word.capitalize() for word in text.split() if not any(c.isdigit() for c in word))
    birth = f"{asked.birth:%d/%m/%Y}" if asked.birth else str(asked.year or "")
    return {"full_name": name, "phone": asked.phone, "identity_number": asked.identity, "birth": birth}


@allow(staff)
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """A turn for someone who does not want to be registered."""
    if request.method == "GET":
        form = WalkInForm(initial={"name": _said(request.GET.get("q", ""))["full_name"]})
        return render(request, "desk/walk_in.html", {"form": form})
    form = WalkInForm(request.POST)
    if form.is_valid():
        office_id = actor_of(request).office_id
        assert office_id is not None, "staff belong to an office"
        try:
            session, _new = record(form.turn(), form.walk_in(), user_of(request), office_id)
        except OtherTurn as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Đã ghi lượt tư vấn cho %(name)s.") % {"name": session.walk_in_name})
            return redirect(f"{reverse('desk:today')}?da-ghi={session.public_id}")
    return render(request, "desk/walk_in.html", {"form": form}, status=422)

"""Giấy tờ of a person, an employer, a vacancy: what can be printed and every printing before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jobs.models import Referral
from jobs.printing import month, offers
from jobs.printing.forms import letter, mau_02, mau_03, mau_03a, mau_24
from jobs.printing.kinds import Kind
from jobs.printing.reading import log_sheet
from jobs.printing.services import Given, Subject, print_form
from jobs.printing.views.common import employer_of, office_of, person_of, user_of, vacancy_of
from portal.accounts.access import allow, staff
from portal.documents.layout import Form
from workers.groups.models import GroupVisit
from workers.models import Worker
from workers.papers.services import papers_of
from workers.slips import mau_01, mau_01a

OWN_FORMS = {Kind.WORKER: mau_01.fill, Kind.SEEKER: mau_01a.fill}


@allow(staff)
@require_GET
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """For whoever may open the person."""
    worker = person_of(request, public_id)
    printed = offers.printings_of(worker=worker)
    context = {
        "worker": worker,
        "offers": offers.of_person(worker, printed),
        "printed": printed,
        "papers": list(papers_of(worker)),
    }
    return render(request, "printing/person.html", context)


@allow(staff)
@require_POST
def print_of_person(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Print one of the person's forms and show the sheet. It carries sensitive data: opening is logged."""
    worker = person_of(request, public_id)
    made = _of_person(worker, kind, request.POST.get("key", "")[:80])
    if made is None:
        return redirect("printing:person", public_id)
    which, form, key, letter_of = made
    office = letter_of.office if letter_of else office_of(request)
    given = Given(letter_of.number, letter_of.issued_on, letter_of.valid_until) if letter_of else None
    printing = print_form(
        which, form, Subject(worker=worker, key=key), office, user_of(request), anew="anew" in request.POST, given=given
    )
    log_sheet(user_of(request), printing)
    return redirect("printing:sheet", printing.public_id)


def _of_person(worker: Worker, kind: str, key: str) -> tuple[Kind, Form, str, Referral | None] | None:
    """(kind, filled form, key, the referral of a letter); nothing for what is not there."""
    which = Kind(kind) if kind in Kind.values else None
    if which in OWN_FORMS:
        return which, OWN_FORMS[which](worker), "", None
    if which == Kind.NOTICE and (told := month.told(worker, key)):
        return which, mau_24.printed_notice(worker, told), key, None
    if which == Kind.LETTER:
        rows = Referral.objects.select_related("application__vacancy__employer", "office", "issued_by")
        found = rows.filter(application__worker=worker, public_id=key).first()
        if found:
            found.application.worker = worker
            return which, letter.fill(found), key, found
    return None


@allow(staff)
@require_GET
def letter_of(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where a referral's letter is printed: among the papers of its person."""
    one = get_object_or_404(Referral.objects.select_related("application__worker"), public_id=public_id)
    address = reverse("printing:person", args=[one.application.worker.public_id])
    return redirect(f"{address}#giay-{one.public_id}")


@allow(staff)
@require_POST
def print_of_group(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mẫu 02 of a group that was counselled, for the staff of its office."""
    office = office_of(request)
    one = get_object_or_404(GroupVisit, public_id=public_id, office=office)
    form = mau_02.printed_group(
        mau_02.Group(
            one.origin, one.headcount, one.representative, one.address, one.phone, one.email, tuple(one.services),
            one.other_service, one.wished_time,
        )
    )  # fmt: skip
    printing = print_form(Kind.GROUP, form, Subject(key=f"nhom:{one.public_id}"), office, user_of(request))
    return redirect("printing:sheet", printing.public_id)


@allow(staff)
@require_GET
def employer(request: HttpRequest, public_id: str) -> HttpResponse:
    one = employer_of(public_id)
    printed = offers.printings_of(employer=one)
    lacking = [label for label, _step in mau_03.fill(one).missing()]
    vacancies = one.vacancies.exclude(state="draft").only("public_id", "title", "state").order_by("-created_at", "-id")
    context = {
        "employer": one,
        "offers": offers.of_employer(one, lacking, printed),
        "printed": printed,
        "vacancies": vacancies[:12],
    }
    return render(request, "printing/employer.html", context)


@allow(staff)
@require_POST
def print_of_employer(request: HttpRequest, public_id: str) -> HttpResponse:
    one = employer_of(public_id)
    printing = print_form(
        Kind.EMPLOYER, mau_03.fill(one), Subject(employer=one), office_of(request), user_of(request),
        anew="anew" in request.POST,
    )  # fmt: skip
    return redirect("printing:sheet", printing.public_id)


@allow(staff)
@require_GET
def vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    one = vacancy_of(request, public_id)
    printed = offers.printings_of(vacancy=one)
    lacking = mau_03a.missing(one)
    context = {"vacancy": one, "offers": offers.of_vacancy(one, lacking, printed), "printed": printed}
    return render(request, "printing/vacancy.html", context)


@allow(staff)
@require_POST
def print_of_vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    one = vacancy_of(request, public_id)
    printing = print_form(
        Kind.VACANCY, mau_03a.fill(one), Subject(vacancy=one), office_of(request), user_of(request),
        anew="anew" in request.POST,
    )  # fmt: skip
    return redirect("printing:sheet", printing.public_id)

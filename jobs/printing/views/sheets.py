"""A printed sheet as page and as PDF, printing it again, the office's register, and the list of Mẫu 04."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from employers.models import Employer
from jobs.printing import results
from jobs.printing.forms import mau_04
from jobs.printing.kinds import Kind
from jobs.printing.models import Paper, Printing
from jobs.printing.permissions import may_read_paper
from jobs.printing.reading import log_sheet
from jobs.printing.services import Subject, print_form, reprint, sheet_of
from jobs.printing.views.common import office_of, user_of
from jobs.services.errors import NotPossible
from portal.accounts.access import actor_of, allow, staff
from portal.documents import typesetting
from portal.documents.answers import pdf_answer
from workers.looks.asking import opened

PAGE = 30


def _printing(request: HttpRequest, public_id: str) -> Printing:
    """The printing, if the actor may read its paper and something still stands on it; opening a person's is logged."""
    rows = Printing.objects.select_related("paper__worker", "paper__employer", "paper__vacancy", "paper__office")
    one = get_object_or_404(rows, public_id=public_id)
    _read(request, one.paper)
    if one.paper.is_emptied:
        raise Http404
    log_sheet(user_of(request), one)
    return one


def _read(request: HttpRequest, paper: Paper) -> None:
    """Raises ``Http404``, or asks why the person is opened."""
    if paper.worker:
        opened(request, paper.worker)
    elif not may_read_paper(actor_of(request), paper):
        raise Http404


@allow(staff)
@require_GET
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sheet as a page to print from the browser, with the PDF beside."""
    one = _printing(request, public_id)
    return render(request, "printing/sheet.html", {"printing": one, "paper": one.paper, "form": sheet_of(one)})


@allow(staff)
@require_GET
def sheet_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    one = _printing(request, public_id)
    content = typesetting.pdf("mau.typ", sheet_of(one).data())
    return pdf_answer(content, f"{one.paper.form_number} {one.paper.number}".replace("/", "-"))


@allow(staff)
@require_POST
def print_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """A copy of a paper of the register."""
    paper = get_object_or_404(Paper.objects.select_related("worker"), public_id=public_id)
    _read(request, paper)
    try:
        printing = reprint(paper, user_of(request))
    except NotPossible as trouble:
        messages.error(request, str(trouble))
        return redirect("printing:register")
    return redirect("printing:sheet", printing.public_id)


@allow(staff)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The office's papers by number, newest first; of one kind, or found by a number's beginning."""
    kind, number = request.GET.get("loai", ""), request.GET.get("so", "").strip()[:40]
    rows = Paper.objects.filter(office=actor_of(request).office_id).defer("content")
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if number:
        rows = rows.filter(number__istartswith=number)
    rows = rows.select_related("worker", "employer", "vacancy", "issued_by").prefetch_related("printings__by")
    page = Paginator(rows.order_by("-issued_on", "-id"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": Kind.choices, "kind": kind, "number": number}
    return render(request, "printing/register.html", context)


def _employer_asked(code: str) -> Employer | None:
    return get_object_or_404(Employer, public_id=code) if code else None


@allow(staff)
@require_GET
def placed(request: HttpRequest) -> HttpResponse:
    """People found at work a month after they began, of my office and some days: the rows of Mẫu 04."""
    office, period = office_of(request), results.period_of(request.GET)
    employer = _employer_asked(request.GET.get("dn", ""))
    page = Paginator(results.still_working(office, period, employer), PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    due = [(check, mau_04.update_by(check.checked_on)) for check in page]
    rows = [(check, day, day < today) for check, day in due]
    context = {"page": page, "rows": rows, "period": period, "office": office, "employer": employer}
    return render(request, "printing/placed.html", context)


@allow(staff)
@require_POST
def print_placed(request: HttpRequest) -> HttpResponse:
    """Print the list; each person on it reads in their log who did."""
    office, period = office_of(request), results.period_of(request.POST)
    employer = _employer_asked(request.POST.get("dn", ""))
    checks = list(results.still_working(office, period, employer)[: results.MOST])
    people = tuple({one.placement.application.worker for one in checks})
    form = mau_04.fill(checks, period.first, period.last, str(user_of(request)), timezone.localdate())
    subject = Subject(employer=employer, key=results.key_of(office, period), people=people)
    printing = print_form(Kind.RESULTS, form, subject, office, user_of(request), anew=True)
    log_sheet(user_of(request), printing)
    return redirect("printing:sheet", printing.public_id)

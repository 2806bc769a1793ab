"""Printing an official form: number it the first time, keep what stood on it, record every printing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Employer
from jobs.models import Vacancy
from jobs.printing.kept import form_of, text_of
from jobs.printing.kinds import SERIES, Kind
from jobs.printing.models import Paper, PaperQuerySet, Printing
from jobs.services.errors import NotPossible
from portal.accounts.models import Office, User
from portal.documents import numbering
from portal.documents.layout import Form
from workers.models import Worker

SAME_CLICK = timedelta(seconds=30)
"""The same person printing the same paper again so soon clicked twice, or came back to the page."""


@dataclass(frozen=True)
class Subject:
    """Whom or what a paper is about; ``key`` tells apart several of one kind (a month, a group, a period)."""

    worker: Worker | None = None
    employer: Employer | None = None
    vacancy: Vacancy | None = None
    key: str = ""
    people: tuple[Worker, ...] = ()
    """Everybody named on a list."""


@dataclass(frozen=True)
class Given:
    """Number and last day of a paper numbered elsewhere (a referral letter)."""

    number: str
    issued_on: date
    valid_until: date | None = None


@transaction.atomic
def print_form(
    kind: Kind,
    form: Form,
    subject: Subject,
    office: Office,
    user: User,
    *,
    anew: bool = False,
    given: Given | None = None,
) -> Printing:
    """Print ``form``: under a new number the first time, afterwards a copy of what was printed then.

    With ``anew`` a form that says something else today gets a new number (one numbered elsewhere keeps its own);
    one that says the same is copied. A double click prints once.
    """
    # One at a time for each series: two tabs do not give the same paper two numbers.
    numbering.held(SERIES[kind], office, timezone.localdate())
    paper = standing(kind, subject).order_by("-pk").first()
    if paper is None or paper.is_emptied or (anew and given is None and not _says_the_same(paper, form)):
        return _first(_issue(kind, form, subject, office, user, given), user)
    return _again(paper, user)


@transaction.atomic
def reprint(paper: Paper, user: User) -> Printing:
    """A copy of a paper. Raises :class:`NotPossible` when what stood on it was erased."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.is_emptied:
        raise NotPossible(_("Nội dung giấy này đã xóa theo yêu cầu của người lao động nên không in lại được."))
    return _again(paper, user)


def _says_the_same(paper: Paper, form: Form) -> bool:
    return text_of(replace(form_of(paper.content), serial="")) == text_of(replace(form, serial=""))


def standing(kind: Kind, subject: Subject) -> PaperQuerySet:
    """Papers of the kind about the subject."""
    return Paper.objects.filter(
        kind=kind, worker=subject.worker, employer=subject.employer, vacancy=subject.vacancy, key=subject.key
    )


def _issue(kind: Kind, form: Form, subject: Subject, office: Office, user: User, given: Given | None) -> Paper:
    today = timezone.localdate()
    number = given.number if given else numbering.take(SERIES[kind], office, today)
    values = {
        "issued_by": user,
        "issued_on": given.issued_on if given else today,
        "valid_until": given.valid_until if given else None,
        "worker": subject.worker,
        "employer": subject.employer,
        "vacancy": subject.vacancy,
        "key": subject.key,
        "content": text_of(replace(form, serial=number)),
    }
    paper, _made = Paper.objects.update_or_create(kind=kind, office=office, number=number, defaults=values)
    paper.people.set(subject.people)
    return paper


def _first(paper: Paper, user: User) -> Printing:
    if paper.printings.exists():
        return _again(paper, user)
    return Printing.objects.create(paper=paper, copy=0, by=user)


def _again(paper: Paper, user: User) -> Printing:
    last = paper.printings.order_by("-copy").first()
    if last is None:
        return Printing.objects.create(paper=paper, copy=0, by=user)
    if last.by_id == user.pk and timezone.now() - last.at < SAME_CLICK:
        return last
    return Printing.objects.create(paper=paper, copy=last.copy + 1, by=user)


def sheet_of(printing: Printing) -> Form:
    """What this printing shows: the paper, marked as a copy where it is one and as expired where its day has passed."""
    paper = printing.paper
    marks = []
    if printing.copy:
        at = timezone.localtime(printing.at)
        marks.append(f"BẢN SAO số {printing.copy} – in {at:%H:%M} ngày {at:%d/%m/%Y}")
    if paper.valid_until and paper.valid_until < timezone.localtime(printing.at).date():
        marks.append(f"ĐÃ HẾT GIÁ TRỊ từ sau ngày {paper.valid_until:%d/%m/%Y}")
    return replace(form_of(paper.content), copy_of=" · ".join(marks))

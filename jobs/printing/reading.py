"""What a printed sheet shows of whom: reading it is a look at sensitive data, with the paper as its purpose."""

from django.utils import timezone

from jobs.printing.kinds import Kind
from jobs.printing.models import Printing
from portal.accounts.models import User
from workers.looks.enums import Sensitive, ShowWhy
from workers.looks.services import log_sensitive

SHOWS = {
    Kind.WORKER: tuple(Sensitive),
    Kind.RESULTS: (Sensitive.IDENTITY,),
    Kind.LETTER: (Sensitive.IDENTITY,),
    Kind.NOTICE: (Sensitive.IDENTITY,),
}
"""Sensitive fields that stand on each form; the others carry none."""


def log_sheet(user: User, printing: Printing) -> None:
    """For everybody on the sheet one line a day, however often it is printed, read and fetched on it."""
    paper = printing.paper
    fields = SHOWS.get(Kind(paper.kind))
    if not fields:
        return
    people = [paper.worker] if paper.worker else list(paper.people.order_by("pk"))
    text = f"{paper.form_number}, {paper.number}"
    sent = f"{printing.public_id}-{timezone.localdate():%Y%m%d}"
    log_sensitive(user, people, fields, ShowWhy.FORM, text, sent)

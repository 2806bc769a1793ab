"""Whom to call about a vacancy: shown when asked for, one vacancy at a time, not to machines that gather numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from jobs import contacts
from jobs.enums import VacancyState
from jobs.flags import pace, services
from jobs.flags.views.report import shown_vacancy
from jobs.models import Vacancy
from portal.accounts.access import allow, anyone


@allow(anyone)
@never_cache
def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """By POST only, so that no link leads machines here; how often is counted."""
    vacancy = shown_vacancy(public_id)
    if request.method != "POST" or not is_open(vacancy):
        return redirect("jobs:vacancy", vacancy.public_id)
    # A first-time visitor gets a session to be counted by.
    request.session.setdefault("asked_contact", True)
    if not request.session.session_key:
        request.session.save()
    allowed = pace.CONTACTS.allows(request)
    services.count_contact(vacancy, shown=allowed)
    context = {"vacancy": vacancy, "contacts": of(vacancy) if allowed else None}
    return render(request, "jobs/flags/contact.html", context, status=200 if allowed else 429)


def is_open(vacancy: Vacancy) -> bool:
    today = timezone.localdate()
    return vacancy.state == VacancyState.PUBLISHED and (vacancy.deadline is None or vacancy.deadline >= today)


def of(vacancy: Vacancy) -> contacts.Contacts:
    """The stated contacts first, then those in the text, each once."""
    written = contacts.found(vacancy.title, vacancy.description, vacancy.requirements, vacancy.benefits_text)
    phones = dict.fromkeys(filter(None, [vacancy.contact_phone, *written.phones]))
    emails = dict.fromkeys(filter(None, [vacancy.contact_email, *written.emails]))
    return contacts.Contacts(list(phones), list(emails))

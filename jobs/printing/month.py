"""What the records say of a month's search for work, for the notice of Mẫu 24."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from jobs.enums import ApplicationState
from jobs.models import Application
from jobs.printing.forms.mau_03 import whole_address
from jobs.printing.forms.mau_24 import Notice, Unit
from workers.models import Worker

UNREACHED = (ApplicationState.PROPOSED, ApplicationState.DECLINED)
"""The person did not ask for this work."""
RESULTS = {
    ApplicationState.SUBMITTED: "Đã nộp hồ sơ, chờ trả lời",
    ApplicationState.VIEWED: "Đã nộp hồ sơ, chờ trả lời",
    ApplicationState.INTERVIEW: "Hẹn phỏng vấn",
    ApplicationState.OFFERED: "Được nhận, chờ đi làm",
    ApplicationState.HIRED: "Được tuyển dụng",
    ApplicationState.NOT_HIRED: "Không được tuyển",
    ApplicationState.WITHDRAWN: "Không dự tuyển tiếp",
}
"""In the form's language, whatever the reader's."""
MOST = 8


def key_of(day: date) -> str:
    """ "2026-11": the month a notice is about."""
    return f"{day:%Y-%m}"


def month_of(key: str) -> date | None:
    """The first day of the month ``key`` names; nothing of another shape."""
    try:
        return parse_date(f"{key}-01") if len(key) == len("2026-11") else None
    except ValueError:
        return None


def recent() -> tuple[date, date]:
    """First days of this month and of the one before."""
    this = timezone.localdate().replace(day=1)
    return this, (this - timedelta(days=1)).replace(day=1)


def notice_of(worker: Worker, first: date) -> Notice:
    """The month beginning on ``first``; decision and situation are left to be written by hand."""
    following = (first + timedelta(days=32)).replace(day=1)
    asked = (
        Application.objects.filter(worker=worker, created_at__date__gte=first, created_at__date__lt=following)
        .exclude(state__in=UNREACHED)
        .select_related("vacancy__employer__commune__province", "vacancy__employer__park")
        .order_by("created_at", "id")[:MOST]
    )
    return Notice(
        searched_from=first, searched_to=following - timedelta(days=1), units=tuple(_unit(one) for one in asked)
    )


def _unit(one: Application) -> Unit:
    vacancy = one.vacancy
    contact = ", ".join(filter(None, (vacancy.contact_name, vacancy.contact_phone)))
    result = RESULTS[ApplicationState(one.state)]
    return Unit(vacancy.employer.name, whole_address(vacancy.employer), contact, vacancy.title, result)

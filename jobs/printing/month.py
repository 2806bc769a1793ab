"""What the records say of a month's search for work, for the notice of Mẫu 24."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from jobs.enums import ApplicationState
from jobs.models import Application
from jobs.printing.forms import mau_24
from jobs.printing.forms.mau_03 import whole_address
from jobs.printing.forms.mau_24 import Notice, Unit
from workers.insurance.dates import months_after
from workers.insurance.enums import Situation
from workers.insurance.models import BenefitPeriod, MonthlyNotice
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
SITUATIONS = {
    Situation.NONE: mau_24.NOTHING,
    Situation.TRIAL: mau_24.TRIAL,
    Situation.WORKING: mau_24.AGREED,
    Situation.OTHER: mau_24.OTHER,
}
MOST = 8
MOST_NOTICES = 3
SOON = timedelta(days=7)
"""A notice is printed for somebody who comes a few days early, too."""


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
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Notice(searched_from=first, searched_to=last, units=tuple(_asked(worker, first, last)))


def _asked(worker: Worker, first: date, last: date) -> list[Unit]:
    """Where the person asked for work on these days, as the records know."""
    found = (
        Application.objects.filter(worker=worker, created_at__date__range=(first, last))
        .exclude(state__in=UNREACHED)
        .select_related("vacancy__employer__commune__province", "vacancy__employer__park")
        .order_by("created_at", "id")[:MOST]
    )
    return [_unit(one) for one in found]


def told(worker: Worker, key: str) -> Notice | None:
    """What ``key`` names of ``worker``: a calendar month, or a notice of their benefit by its public identifier."""
    first = month_of(key)
    if first:
        return notice_of(worker, first)
    one = MonthlyNotice.objects.select_related("period").filter(period__worker=worker, public_id=key).first()
    return recorded(worker, one) if one else None


def recorded(worker: Worker, one: MonthlyNotice) -> Notice:
    """A month of the benefit with its decision. The places are those the person named there, or else what the records
    know of the month before the notice opens; until it is given, the situation is left to be written by hand."""
    first, last = months_after(one.opens_on, -1), one.opens_on - timedelta(days=1)
    named = [Unit(place.name, place.address, place.contact, place.job, place.result) for place in one.sought.all()]
    situation = Situation(one.situation) if one.situation else None
    return Notice(
        month_of_benefit=one.month,
        decision_number=one.period.decision_number,
        decision_on=one.period.decided_on,
        benefit_from=one.period.first_day,
        benefit_to=one.period.last_day,
        searched_from=first,
        searched_to=last,
        units=tuple(named or _asked(worker, first, last)),
        situation=SITUATIONS[situation] if situation else "",
        situation_words="; ".join(filter(None, (one.employer, one.note))) if situation else "",
        declared_on=one.given_on,
    )


def noticed(worker: Worker) -> list[MonthlyNotice]:
    """Of the benefit drawn today, the notices that can be given by now or are next, the latest first."""
    today = timezone.localdate()
    found = MonthlyNotice.objects.filter(
        period__worker=worker, period__in=BenefitPeriod.objects.running(today), opens_on__lte=today + SOON
    )
    return list(found.order_by("-month", "-id")[:MOST_NOTICES])


def _unit(one: Application) -> Unit:
    vacancy = one.vacancy
    contact = ", ".join(filter(None, (vacancy.contact_name, vacancy.contact_phone)))
    result = RESULTS[ApplicationState(one.state)]
    return Unit(vacancy.employer.name, whole_address(vacancy.employer), contact, vacancy.title, result)

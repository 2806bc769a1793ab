"""The first page: search, then what is newest, where and in which occupations, what the centre does."""

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jobs.models import VacancyIndex
from jobs.search import Criteria
from jobs.search.facets import group_names
from jobs.search.overview import overview
from jobs.search.run import newest
from jobs.views.search import in_order
from portal.accounts.access import allow, anyone
from portal.codes import places
from workers.outreach.models import OutreachEvent
from workers.overseas.models import OverseasProgramme

NEWEST = 6
EVENTS = 3
PROGRAMMES = 3
QUICK = (
    (_("Không cần kinh nghiệm"), Criteria(experience=0)),
    (_("Lương từ 9 triệu"), Criteria(pay=9)),
    (_("Đăng 3 ngày qua"), Criteria(days=3)),
    (_("Bán thời gian"), Criteria(time="part")),
)
"""What people look for without naming a trade or place: one press from the first page."""


def newest_near(today: date) -> list[int]:
    """Keys of the newest open vacancies, those in the centre's province first: people look near home."""
    here = places.gazetteer().province_codes.get(settings.CENTRE_PROVINCE)
    near = VacancyIndex.objects.filter(
        Q(deadline=None) | Q(deadline__gte=today), is_open=True, province_ids__contains=[here or 0]
    )
    keys = list(near.order_by("-published_at", "-vacancy_id").values_list("vacancy_id", flat=True)[:NEWEST])
    if len(keys) < NEWEST:
        keys += [key for key in newest(NEWEST, today) if key not in keys]
    return keys[:NEWEST]


@allow(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For everybody, without signing in."""
    now = timezone.now()
    whole = overview(now)
    names = group_names()
    days = urlencode({"tu": whole.since.isoformat(), "den": timezone.localdate(now).isoformat()})
    context = {
        "asked": Criteria(),
        "quick": [(label, asked.address()) for label, asked in QUICK],
        "days": days,
        "kept": [],
        "overview": whole,
        "newest": in_order(newest_near(timezone.localdate())),
        "groups": [(names.get(code, code), Criteria(groups=(code,)).address(), n) for code, n in whole.groups],
        "places": [(name.rpartition(", ")[0], Criteria(where=name).address(), n) for name, n in whole.communes],
        "events": OutreachEvent.objects.public().coming(now).select_related("commune")[:EVENTS],
        "programmes": OverseasProgramme.objects.taking(timezone.localdate(now))[:PROGRAMMES],
    }
    return render(request, "jobs/home.html", context)

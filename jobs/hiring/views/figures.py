"""An employer's own figures, each opening to its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from employers.permissions import may_read_people
from jobs.enums import ApplicationState
from jobs.hiring import figures as own
from jobs.hiring.own import frame, opened
from portal.accounts.access import actor_of, allow, employer_member, staff

USUAL = 90
SHOWN = 200


def _labels() -> dict[str, tuple[str, str, str]]:
    """By key: what it is, its unit, and why it may be empty."""
    return {
        "tin": (_("Tin đã đăng"), "", _("Chưa có tin nào được đăng trong kỳ.")),
        "cho": (_("Chỉ tiêu cần tuyển"), "", _("Chưa có tin nào được đăng trong kỳ.")),
        "tuyen": (_("Đã tuyển"), "", _("Chưa ghi nhận người nào được tuyển trong kỳ.")),
        "ung-vien-dau": (
            _("Từ đăng tin tới ứng viên đầu tiên"), _("ngày"), _("Chưa tin nào trong kỳ có người nộp hồ sơ."),
        ),
        "den-tuyen": (_("Từ đăng tin tới nhận người"), _("ngày"), _("Chưa ghi nhận người nào được tuyển trong kỳ.")),
        "tra-loi": (_("Trả lời đúng hẹn"), "%", _("Chưa hồ sơ nào tới hẹn trả lời trong kỳ.")),
    }  # fmt: skip


def _period(request: HttpRequest) -> int:
    asked = request.GET.get("ky", "")
    return int(asked) if asked in {str(days) for days in own.PERIODS} else USUAL


@allow(employer_member, staff)
@require_safe
def figures(request: HttpRequest, public_id: str) -> HttpResponse:
    """Six figures and where applications stand, beside the period before."""
    one = opened(request, public_id)
    days, today = _period(request), timezone.localdate()
    now, before = own.periods(days, today)
    data = own.read(one, before.first, today)
    counted, labels = own.figures(data, now, before), _labels()
    shown = [
        {
            "label": labels[key][0],
            "unit": labels[key][1],
            "figure": figure,
            "href": f"{reverse('hiring:figure_rows', args=[public_id, key])}?ky={days}" if figure.rows else "",
            "why": "" if figure.rows else labels[key][2],
        }
        for key, figure in counted.items()
    ]
    funnel = own.funnel(data, now)
    context = frame(request, one, "figures") | {
        "figures": shown,
        "funnel": [
            (state.label, n, f"{reverse('hiring:figure_rows', args=[public_id, state.value])}?ky={days}")
            for state, n in funnel
        ],
        "funnel_all": sum(n for _state, n in funnel),
        "now": now,
        "before": before,
        "days": days,
        "periods": [(days_, _("%(n)d ngày") % {"n": days_}) for days_ in own.PERIODS],
    }
    return render(request, "employers/figures.html", context)


@allow(employer_member, staff)
@require_safe
def figure_rows(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The vacancies or people a figure counts; people only for those who may read them."""
    one = opened(request, public_id)
    days, today = _period(request), timezone.localdate()
    now, before = own.periods(days, today)
    labels = _labels()
    states = {state.value: state for state in ApplicationState}
    if key not in labels and key not in states:
        raise Http404
    data = own.read(one, before.first, today)
    openings: list[Any] = []
    contacts: list[Any] = []
    if key in {"tin", "cho", "ung-vien-dau"}:
        openings = own.openings(data, now)
    elif key in {"tuyen", "den-tuyen"}:
        contacts = own.hired(data, now)
    elif key == "tra-loi":
        contacts = own.due(data, now)
    else:
        contacts = [row for row in own.arrived(data, now) if row.application.state == key]
    context = frame(request, one, "figures") | {
        "title": labels[key][0] if key in labels else states[key].label,
        "openings": openings[:SHOWN],
        "contacts": contacts[:SHOWN],
        "more": max(0, len(openings) + len(contacts) - SHOWN),
        "names": may_read_people(actor_of(request), one),
        "days": days,
        "now": now,
    }
    return render(request, "employers/figure_rows.html", context)

"""What is done with the people ticked in the list: take, give to a colleague, close, undo."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.db.models import BigIntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobs.caseload import services
from jobs.caseload.enums import CHOSEN_ENDS, Ended
from jobs.caseload.models import Case, Handover
from jobs.caseload.permissions import may_give, may_receive
from jobs.caseload.services import Give, hand_over
from jobs.caseload.views.common import office_shown, receivers, way_back
from jobs.desk.access import user_of
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import Staff
from workers.models import Worker

MOST = 200
"""People of one form; the page shows far fewer."""


@allow(staff)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Become responsible for the people ticked; a colleague who carried them is told."""
    people, changed = _ticked(request)
    if not people:
        return _nobody_left(request, changed)
    staff_member = Staff.objects.select_related("user", "office").get(user=user_of(request))
    done = services.take({worker.pk: holder for worker, holder in people}, staff_member)
    count = done.cases_moved if done else 0
    if count:
        said = ngettext("Anh chị đã nhận phụ trách %(n)s người.", "Anh chị đã nhận phụ trách %(n)s người.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Những người này đã do anh chị phụ trách, hoặc vừa có người khác nhận."))
    return redirect(way_back(request))


@allow(staff)
@require_POST
def hand(request: HttpRequest) -> HttpResponse:
    """Give the people ticked to a colleague, with a note."""
    people, changed = _ticked(request)
    if not people:
        return _nobody_left(request, changed)
    office, _offices = office_shown(request)
    asked = request.POST.get("cho", "")
    to = next((one for one in receivers(request, office) if one.user.public_id == asked), None)
    if to is None or not may_receive(actor_of(request), to.office_id):
        messages.error(request, _("Chưa giao: hãy chọn đồng nghiệp nhận hồ sơ."))
        return redirect(_with_ticks(request))
    _check_own(request, people)
    gives = [Give(worker.pk, holder, to) for worker, holder in people]
    done = hand_over(gives, user_of(request), request.POST.get("note", ""))
    count = done.cases_moved if done else 0
    if count:
        said = ngettext("Đã giao %(n)s người cho %(name)s.", "Đã giao %(n)s người cho %(name)s.", count)
        messages.success(request, said % {"n": count, "name": to.user})
    _say_changed(request, changed + len(people) - count)
    return redirect(way_back(request))


@allow(staff)
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the cases of the people ticked: one's own, or anybody's for a manager."""
    people, changed = _ticked(request)
    if not people:
        return _nobody_left(request, changed)
    asked = request.POST.get("vi", "")
    if asked not in [one.value for one in CHOSEN_ENDS]:
        messages.error(request, _("Chưa đóng: hãy chọn lý do."))
        return redirect(_with_ticks(request))
    _check_own(request, people)
    workers = [worker.pk for worker, _holder in people]
    count = services.close(workers, Ended(asked), user_of(request), any_holder=actor_of(request).is_manager)
    if count:
        said = ngettext("Đã đóng hồ sơ của %(n)s người.", "Đã đóng hồ sơ của %(n)s người.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Không có hồ sơ nào đang mở để đóng."))
    return redirect(way_back(request))


@allow(staff)
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what one gave or took; cases worked on since stay where they are."""
    handover = get_object_or_404(Handover, public_id=public_id, by=user_of(request))
    count = services.undo(handover)
    if count:
        said = ngettext("Đã hoàn tác %(n)s hồ sơ.", "Đã hoàn tác %(n)s hồ sơ.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Không còn hồ sơ nào để hoàn tác: đã hoàn tác rồi, hoặc đồng nghiệp đã làm tiếp."))
    return redirect(way_back(request))


def _check_own(request: HttpRequest, people: Sequence[tuple[Worker, int | None]]) -> None:
    """A colleague's case is not the actor's to give or to close (the page offers to take it): a 404."""
    office, _offices = office_shown(request)
    if not all(may_give(actor_of(request), office.pk, holder) for _worker, holder in people):
        raise Http404


class Ticked(NamedTuple):
    people: list[tuple[Worker, int | None]]
    """With the key of whoever carries them (``None``: nobody), as it was when the page was made."""
    changed: int
    """Others that have changed hands since."""


def _ticked(request: HttpRequest) -> Ticked:
    """Those ticked that are still with whom the page said. Nobody of the office shown among them is a 404."""
    office, _offices = office_shown(request)
    said = (part.partition("/")[::2] for part in request.POST.getlist("nguoi")[:MOST])
    seen = {person: holder for person, holder in said if person.isalnum()}
    carried = Case.objects.open().filter(worker=OuterRef("pk"))
    people = (
        Worker.objects.filter(public_id__in=seen)
        .annotate(
            holder=Subquery(carried.values("counsellor")[:1]),
            holder_name=Subquery(carried.values("counsellor__public_id")[:1]),
            answering=Coalesce(
                Subquery(carried.values("office")[:1]), "office", Value(office.pk), output_field=BigIntegerField()
            ),
        )
        .filter(answering=office.pk)
        .only("public_id", "full_name")
        .order_by("pk")
    )
    found: list[Any] = list(people)
    if seen and not found:
        raise Http404
    still = [(one, one.holder) for one in found if (one.holder_name or "") == seen[one.public_id]]
    return Ticked(still, len(found) - len(still))


def _nobody_left(request: HttpRequest, changed: int) -> HttpResponse:
    if changed:
        _say_changed(request, changed)
    else:
        messages.error(request, _("Hãy đánh dấu ít nhất một người trong danh sách."))
    return redirect(way_back(request))


def _say_changed(request: HttpRequest, count: int) -> None:
    if count > 0:
        said = ngettext("%(n)s hồ sơ vừa thay đổi nên giữ nguyên.", "%(n)s hồ sơ vừa thay đổi nên giữ nguyên.", count)
        messages.info(request, said % {"n": count})


def _with_ticks(request: HttpRequest) -> str:
    """The way back with the same people ticked."""
    parts = urlsplit(way_back(request))
    chosen = ",".join(one.partition("/")[0] for one in request.POST.getlist("nguoi")[:MOST])
    query = {**dict(parse_qsl(parts.query)), "chon": chosen}
    return f"{parts.path}?{urlencode(query)}"

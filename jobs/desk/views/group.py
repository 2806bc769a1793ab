"""Group sessions (Mẫu 02): the list of those present, and one turn for each recorded in one action."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from jobs.desk.access import office_of, user_of
from jobs.desk.group_form import GroupForm
from jobs.desk.groups import Listed, listed
from portal.accounts.access import actor_of, allow, staff
from workers.groups.models import GroupTurn, GroupVisit
from workers.groups.services import OtherGroup, record_group

_EMPTY = Listed([], 0, 0)
LATELY = 5
"""Groups of the office to go back to."""


@allow(staff)
@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """The form. The button "record" records; any other reads the list and searches, and shows who is meant."""
    if request.method == "GET":
        return _page(request, GroupForm(initial={"submission": uuid4()}), _EMPTY)
    people = listed(request.POST, actor_of(request))
    if request.POST.get("do") != "record":
        # Not checked yet: what is missing is said when it is recorded.
        form = GroupForm(initial=_as_typed(request))
        return _page(request, form, people)
    form = GroupForm(request.POST)
    if form.is_valid() and _check(form, people):
        try:
            group, is_new = record_group(
                form.stated(), form.turn(), people.people, user_of(request), office_of(request).pk
            )
        except OtherGroup as trouble:
            form.add_error(None, str(trouble))
        else:
            _say_recorded(request, group, is_new)
            return redirect("desk:group", group.public_id)
    return _page(request, form, people, status=422)


def _page(request: HttpRequest, form: GroupForm, people: Listed, *, status: int = 200) -> HttpResponse:
    lately = GroupVisit.objects.filter(office=actor_of(request).office_id).order_by("-at", "-id")[:LATELY]
    return render(request, "desk/group.html", {"form": form, "listed": people, "lately": lately}, status=status)


def _as_typed(request: HttpRequest) -> dict[str, object]:
    """The texts and ticks as they stand; what was searched for has been found."""
    many = {"topics", "services"}
    names = set(GroupForm.base_fields) - {"search"}
    return {name: request.POST.getlist(name) if name in many else request.POST.get(name, "") for name in names}


def _check(form: GroupForm, people: Listed) -> bool:
    """The list is read to its end, says who each line is, and holds no more people than came."""
    present = len(people.present)
    if people.left_out:
        form.add_error("list", _("Danh sách dài quá 200 dòng; hãy chia thành nhiều buổi."))
    if people.unsure:
        form.add_error("list", _("Có dòng trùng tên nhiều người; hãy đánh dấu đúng người ở bên dưới."))
    elif not present:
        form.add_error("list", _("Chưa có ai trong danh sách: mỗi người có mặt là một lượt."))
    elif present > form.cleaned_data["headcount"]:
        text = _("Danh sách có %(listed)s người, nhiều hơn số người đã ghi.") % {"listed": present}
        form.add_error("headcount", text)
    return not form.errors


def _say_recorded(request: HttpRequest, group: GroupVisit, is_new: bool) -> None:
    if not is_new:
        messages.info(request, _("Buổi này đã được ghi trước đó; không ghi thêm lần nữa."))
        return
    turns = group.turns.count()
    text = ngettext("Đã ghi %(n)s lượt cho buổi tư vấn nhóm.", "Đã ghi %(n)s lượt cho buổi tư vấn nhóm.", turns)
    messages.success(request, text % {"n": turns})


def _may_read(request: HttpRequest, found: GroupVisit) -> bool:
    """Its counsellor, and the staff of its office."""
    return found.office_id == actor_of(request).office_id or found.counsellor_id == user_of(request).pk


@allow(staff)
@require_GET
def group(request: HttpRequest, public_id: str) -> HttpResponse:
    """One group with the turns given in it."""
    turns = GroupTurn.objects.select_related("session__worker__commune").order_by("position")
    found = get_object_or_404(
        GroupVisit.objects.select_related("counsellor", "office").prefetch_related(Prefetch("turns", turns)),
        public_id=public_id,
    )
    if not _may_read(request, found):
        raise Http404
    return render(request, "desk/group_done.html", {"group": found, "turns": found.turns.all()})

"""Who works for an employer on the portal: inviting, roles, going."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from employers.enums import MemberRole
from employers.models import Employer
from employers.permissions import may_administer
from employers.services import Refused
from employers.team import sending, services
from employers.verification.forms import InviteForm
from jobs.hiring.own import administered, frame, opened, user_of
from portal.accounts.access import actor_of, allow, employer_member, staff


@allow(employer_member, staff)
def members(request: HttpRequest, public_id: str) -> HttpResponse:
    """Members with their roles, open invitations, and inviting somebody."""
    one = opened(request, public_id)
    may_change = may_administer(actor_of(request), one)
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if form.is_valid() and _invite(request, one, form):
            return redirect("hiring:members", public_id)
    rows = list(one.members.filter(is_active=True).select_related("user").order_by("role", "joined_at", "id"))
    context = frame(request, one, "members") | {
        "members": rows,
        "me": user_of(request).pk,
        "is_member": any(row.user_id == user_of(request).pk for row in rows),
        "may_change": may_change,
        "invitations": _invitations(one) if may_change else [],
        "form": form,
        "hints": {
            MemberRole.RECRUITER.value: _("Đăng tin, xem ứng viên, mời phỏng vấn, trả lời."),
            MemberRole.OWNER.value: _("Thêm: hồ sơ đơn vị, giấy tờ, mời và bỏ thành viên."),
        },
    }
    return render(request, "employers/members.html", context)


def _invite(request: HttpRequest, one: Employer, form: InviteForm) -> bool:
    try:
        made = services.invite(
            one, form.cleaned_data["contact"], MemberRole(form.cleaned_data["role"]), user_of(request)
        )
    except Refused as refusal:
        form.add_error("contact", str(refusal))
        return False
    sending.send(made)
    if "@" in made.contact:
        messages.success(request, _("Đã gửi lời mời tới %(contact)s.") % {"contact": made.contact})
    else:
        messages.success(
            request, _("Đã tạo lời mời cho %(contact)s. Anh chị sao chép đường dẫn rồi gửi qua Zalo hoặc tin nhắn.") % {
                "contact": made.contact
            }
        )  # fmt: skip
    return True


def _invitations(one: Employer) -> list[dict[str, Any]]:
    """Open and lapsed ones with their links, newest first."""
    rows = one.invitations.filter(accepted_at=None, revoked_at=None).select_related("invited_by")
    return [
        {"one": row, "link": sending.link_of(row), "is_open": row.expires_at > timezone.now()}
        for row in rows.order_by("-created_at", "-id")
    ]


@allow(employer_member, staff)
@require_POST
def change_member(request: HttpRequest, public_id: str, person: str, action: str) -> HttpResponse:
    """Give a role (``chu``, ``tuyen-dung``) or take the person out (``bo``)."""
    one = administered(request, public_id)
    member = get_object_or_404(one.members.select_related("user", "employer"), user__public_id=person, is_active=True)
    roles = {"chu": MemberRole.OWNER, "tuyen-dung": MemberRole.RECRUITER}
    try:
        if action in roles:
            services.set_role(member, roles[action], user_of(request))
            said = _("Đã đổi vai trò của %(name)s.")
        else:
            services.remove(member, user_of(request))
            said = _("%(name)s không còn là thành viên.")
        messages.success(request, said % {"name": member.user})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, one)


@allow(employer_member)
@require_POST
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    one = opened(request, public_id)
    member = get_object_or_404(one.members.select_related("employer"), user=user_of(request), is_active=True)
    try:
        services.remove(member, user_of(request))
        messages.success(request, _("Anh chị đã rời %(name)s.") % {"name": one.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, one)


def _back(request: HttpRequest, one: Employer) -> HttpResponse:
    """Whoever took themselves out has no page of this employer any more."""
    is_in = actor_of(request).is_counsellor or one.members.filter(user=user_of(request), is_active=True).exists()
    return redirect("hiring:members", one.public_id) if is_in else redirect("landing")


@allow(employer_member, staff)
@require_POST
def change_invitation(request: HttpRequest, public_id: str, invitation: str, action: str) -> HttpResponse:
    """Send an invitation anew (``gui-lai``) or call it back (``thu-hoi``)."""
    one = administered(request, public_id)
    found = get_object_or_404(one.invitations, public_id=invitation)
    try:
        if action == "gui-lai":
            sending.send(services.renew(found))
            messages.success(request, _("Đã làm lại lời mời; đường dẫn cũ không dùng được nữa."))
        else:
            services.revoke(found, user_of(request))
            messages.success(request, _("Đã thu hồi lời mời."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:members", public_id)

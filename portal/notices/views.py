"""What is new for me, whether it also comes by e-mail, and the one-click end of such e-mails."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.access import actor_of, allow, anyone, signed_in
from portal.accounts.models import User
from portal.notices import digests, services
from portal.notices.forms import SettingsForm
from portal.notices.models import NoDigest, Notice

PAGE = 20


def _me(request: HttpRequest) -> User:
    me = actor_of(request).user_or_none
    assert me, "the rule signed_in has made sure of it"
    return me


@allow(signed_in)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My notices, newest first; what this page shows counts as seen from now on."""
    me = _me(request)
    page = Paginator(Notice.objects.of(me), PAGE).get_page(request.GET.get("page"))
    shown = [notice for notice in page.object_list if notice.message]
    services.see(me, page.object_list)
    left = Notice.objects.of(me).unseen().exists()
    return render(request, "notices/list.html", {"page": page, "notices": shown, "left": left})


@allow(signed_in)
@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    services.see_all(_me(request))
    messages.success(request, _("Đã đánh dấu xem hết."))
    return redirect("notices:list")


@allow(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Which news comes through which channel, when not, and where to."""
    me = _me(request)
    form = SettingsForm(request.POST or None, user=me)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Đã lưu cách nhận tin."))
        return redirect("notices:settings")
    context = {
        "form": form,
        "email": me.email,
        "email_proven": digests.proven(me),
        "phone": me.phone,
        "phone_proven": me.phone_verified,
    }
    return render(request, "notices/settings.html", context)


@allow(anyone)
@require_safe
def short(request: HttpRequest) -> HttpResponse:
    """The address in text messages."""
    return redirect("notices:list")


@allow(anyone)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The link in each e-mail. Opening it asks, as programs open links too; mail programs post to it (RFC 8058).

    No sign-in and no form token: the signed link is the proof, and all it can do is end these e-mails.
    """
    user = services.user_of_token(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        services.want_digest(user, request.POST.get("again") == "on")
    wanted = not NoDigest.objects.filter(user=user).exists()
    return render(request, "notices/leave.html", {"wanted": wanted, "token": token})

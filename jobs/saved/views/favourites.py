"""Vacancies I keep: putting there and taking away from any page, the list with the state of each, my notes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs.contacts import masked
from jobs.models import Vacancy
from jobs.saved import services, waiting
from jobs.saved.forms import NoteForm
from jobs.saved.lists import favourites, shown
from jobs.saved.permissions import job_seeker
from jobs.seeking.views.home import own
from jobs.services.errors import NotPossible
from portal.accounts.access import actor_of, allow, worker
from workers.views.registration import own_address

PAGE = 20


@allow(worker)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list, newest first; what waited for a profile is in it from now on."""
    waiting.claim(request, actor_of(request).user_or_none)
    me = own(request)
    page = Paginator(favourites(me), PAGE).get_page(request.GET.get("page"))
    rows = shown(me, [(one.vacancy_id, one.note) for one in page.object_list], timezone.localdate())
    return render(request, "jobs/saved/home.html", {"page": page, "rows": rows})


@allow(job_seeker)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the vacancy named ``keep``, or let the one named ``drop`` go; for scripts the answer is JSON."""
    is_kept = "keep" in request.POST
    key = request.POST.get("keep") or request.POST.get("drop") or ""
    if not actor_of(request).worker_id:
        return _wait(request, key)
    me = own(request)
    said, status = "", 200
    if is_kept:
        vacancy = get_object_or_404(Vacancy.objects.published(), public_id=key)
        try:
            services.keep(me, vacancy)
            said = _("Đã lưu “%(title)s”.") % {"title": masked(vacancy.title)}
        except NotPossible as refusal:
            said, status = str(refusal), 409
    else:
        vacancy = get_object_or_404(Vacancy, public_id=key, favourites__worker=me)
        services.let_go(me, vacancy)
        said = _("Đã bỏ lưu “%(title)s”.") % {"title": masked(vacancy.title)}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"kept": is_kept and status == 200, "said": said}, status=status)
    link = format_html('{} <a class="link" href="{}">{}</a>', said, reverse("saved:home"), _("Xem việc đã lưu"))
    messages.add_message(request, messages.SUCCESS if status == 200 else messages.ERROR, link)
    return redirect(own_address(request, "saved:home"))


def _wait(request: HttpRequest, key: str) -> HttpResponse:
    """Without a profile: what was to be kept waits while its owner registers or signs in."""
    vacancy = get_object_or_404(Vacancy.objects.published(), public_id=key)
    waiting.put(request, vacancy=vacancy.public_id)
    messages.info(request, _("Đăng ký hoặc đăng nhập là việc “%(title)s” được lưu.") % {"title": masked(vacancy.title)})
    return redirect(f"{reverse('workers:register')}?{urlencode({'next': reverse('saved:home')})}")


@allow(worker)
@require_POST
def note(request: HttpRequest, public_id: str) -> HttpResponse:
    """My own words to a vacancy I keep."""
    kept = get_object_or_404(favourites(own(request)), vacancy__public_id=public_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        services.annotate(kept, form.cleaned_data["note"])
        messages.success(request, _("Đã ghi."))
    else:
        messages.error(request, _("Ghi chú dài quá 300 chữ."))
    return redirect(own_address(request, "saved:home"))

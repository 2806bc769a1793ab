"""Searches I keep: saving from the search page, names, news or silence, and the one-click end of a search's news."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs.saved import searches, waiting
from jobs.saved.enums import Frequency
from jobs.saved.forms import SearchForm
from jobs.saved.models import SavedSearch
from jobs.saved.permissions import job_seeker
from jobs.seeking.views.home import own
from jobs.services.errors import NotPossible
from portal.accounts.access import actor_of, allow, anyone, worker


def _mine(request: HttpRequest, public_id: str) -> SavedSearch:
    return get_object_or_404(SavedSearch, worker=own(request), public_id=public_id)


@allow(worker)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My searches, newest first, each with what is new since I last looked."""
    waiting.claim(request, actor_of(request).user_or_none)
    kept = list(SavedSearch.objects.filter(worker=own(request)).order_by("-created_at", "-id"))
    new = searches.new_counts(kept)
    context = {
        "rows": [(one, new.get(one.pk, 0)) for one in kept],
        "counted": searches.COUNTED,
        # The two boxes of each row are written in the template: as form fields they would take half the page's time.
        "frequencies": Frequency.choices,
    }
    return render(request, "jobs/saved/searches.html", context)


@allow(job_seeker)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search whose query is in ``query``; visitors register first, and it is kept then."""
    query = searches.canonical(request.POST.get("query", ""))
    if not actor_of(request).worker_id:
        waiting.put(request, query=query)
        messages.info(request, _("Đăng ký hoặc đăng nhập là tìm kiếm này được lưu, có tin mới là báo anh chị."))
        return redirect(f"{reverse('workers:register')}?{urlencode({'next': reverse('saved:searches')})}")
    back = f"{reverse('jobs:search')}?{query}"
    try:
        kept = searches.save(own(request), query)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    said = _("Đã lưu “%(name)s”. Có tin mới là báo anh chị mỗi sáng.") % {"name": kept.name}
    link = reverse("saved:searches")
    messages.success(request, format_html('{} <a class="link" href="{}">{}</a>', said, link, _("Tìm kiếm đã lưu")))
    return redirect(back)


@allow(worker)
@require_safe
def open_search(request: HttpRequest, public_id: str) -> HttpResponse:
    """On to the results; from now on they are no news."""
    kept = _mine(request, public_id)
    searches.look(kept)
    return redirect(f"{reverse('jobs:search')}?{kept.criteria.having(sort='new').address().removeprefix('?')}")


@allow(worker)
@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name and frequency."""
    kept = _mine(request, public_id)
    form = SearchForm(request.POST, prefix=kept.public_id)
    if form.is_valid():
        frequency = Frequency(form.cleaned_data["frequency"])
        searches.change(kept, name=form.cleaned_data["name"], frequency=frequency)
        messages.success(request, _("Đã lưu thay đổi."))
    else:
        messages.error(request, _("Chưa lưu được: tên dài quá 80 chữ, hoặc chưa chọn cách báo."))
    return redirect("saved:searches")


@allow(worker)
@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    kept = _mine(request, public_id)
    kept.delete()
    messages.success(request, _("Đã xóa tìm kiếm “%(name)s”.") % {"name": kept.name})
    return redirect("saved:searches")


@allow(anyone)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in each message. Opening it asks, as programs open links too; mail programs post to it (RFC 8058).

    No sign-in and no form token: the signed link is the proof, and all it can do is silence this search.
    """
    kept = searches.of_token(token)
    if kept is None:
        raise Http404
    if request.method == "POST":
        frequency = Frequency.DAILY if request.POST.get("again") == "on" else Frequency.OFF
        searches.change(kept, name=kept.name, frequency=frequency)
    context = {"search": kept, "tells": kept.frequency == Frequency.DAILY, "token": token}
    return render(request, "jobs/saved/stop.html", context)

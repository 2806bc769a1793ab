"""Employers as the centre's staff find them: by name, tax code or telephone; registering one that calls or comes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from employers.forms import OnBehalfForm
from employers.models import Employer
from employers.services import Refused
from employers.verification.services import register_on_behalf
from jobs.enums import VacancyState
from jobs.hiring.own import frame, opened, user_of
from jobs.hiring.views.home import listed
from portal.accounts.access import allow, staff
from portal.codes.text import fold_words

PAGE = 20


@allow(staff)
@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Found by any word of the name, the beginning of the tax code, or the telephone; else the newest."""
    asked = request.GET.get("q", "").strip()[:100]
    rows = Employer.objects.select_related("commune")
    for word in fold_words(asked).split() if not asked.replace("-", "").replace(" ", "").isdigit() else []:
        rows = rows.filter(folded_name__contains=word)
    if asked and asked.replace("-", "").replace(" ", "").isdigit():
        digits = asked.replace(" ", "")
        rows = rows.filter(Q(tax_code__startswith=digits) | Q(phone=digits))
    page = Paginator(rows.order_by("-created_at", "-id"), PAGE).get_page(request.GET.get("page"))
    keys = [one.pk for one in page]
    counted = Employer.objects.filter(pk__in=keys).annotate(
        n=Count("vacancies", filter=Q(vacancies__state=VacancyState.PUBLISHED))
    )
    open_now = dict(counted.order_by("pk").values_list("pk", "n"))
    context = {"page": page, "asked": asked, "open_now": open_now}
    return render(request, "employers/list.html", context)


@allow(staff)
def register_employer(request: HttpRequest) -> HttpResponse:
    """At the counter or by telephone; colleagues of the employer are invited afterwards."""
    form = OnBehalfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        company, code = form.cleaned_data["company"], form.cleaned_data["tax_code"]
        try:
            made, is_new = register_on_behalf(company, code, form.cleaned_data["phone"], user_of(request))
        except Refused as refusal:
            form.add_error("tax_code", str(refusal))
        else:
            if is_new:
                messages.success(request, _("Đã đăng ký %(name)s. Ghi tiếp phiếu Mẫu 03.") % {"name": made.name})
                return redirect("hiring:step", made.public_id, "ten")
            messages.info(request, _("Mã số thuế này đã có hồ sơ; đây là hồ sơ ấy."))
            return redirect("hiring:case", made.public_id)
    return render(request, "employers/register.html", {"form": form})


@allow(staff)
@require_safe
def vacancies_of(request: HttpRequest, public_id: str) -> HttpResponse:
    """An employer's vacancies as its members see them, for staff on its behalf."""
    one = opened(request, public_id)
    context = frame(request, one, "home") | listed([one.pk]) | {"employers": [one]}
    return render(request, "jobs/hiring/home.html", context)

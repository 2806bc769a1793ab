"""Letters of the office: what the employer said, what the person said."""

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobs.desk.access import user_of
from jobs.models import Referral
from jobs.outcomes import services
from jobs.outcomes.forms.word import PhoneForm, RefusalForm
from jobs.outcomes.links import confirmation_address, ends_on, is_over
from jobs.outcomes.models import Mailing
from jobs.outcomes.reading import open_referrals, warning_for, with_letter
from jobs.outcomes.views.tabs import tabs
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import User
from workers.looks.asking import opened

PAGE = 25


@allow(staff)
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Letters nobody has answered; with ``?xem=tu-choi`` those the person or the employer said no to."""
    today, office = timezone.localdate(), actor_of(request).office_id
    shown = "tu-choi" if request.GET.get("xem") == "tu-choi" else ""
    found = open_referrals(today).filter(office=office)
    if shown:
        no = Q(refusal__isnull=False) | Q(application__state="not_hired")
        found = Referral.objects.filter(no, office=office).order_by("-issued_on", "-id")
    page = Paginator(with_letter(found).select_related("refusal"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": shown, "today": today, "tabs": tabs(request, "letters")}
    return render(request, "outcomes/letters.html", context)


def _own(request: HttpRequest, public_id: str) -> Referral:
    of = Q(office=actor_of(request).office_id) | Q(application__worker__office=actor_of(request).office_id)
    found = with_letter(Referral.objects.select_related("refusal")).filter(of)
    one = get_object_or_404(found, public_id=public_id)
    opened(request, one.application.worker)
    return one


def _page(
    request: HttpRequest,
    one: Referral,
    *,
    phone: PhoneForm | None = None,
    refusal: RefusalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    vacancy = one.application.vacancy
    context = {
        "letter": one,
        "worker": one.application.worker,
        "vacancy": vacancy,
        "phone_form": phone or PhoneForm(prefix="dt"),
        "refusal_form": refusal or RefusalForm(prefix="tc"),
        "words": one.words.select_related("recorded_by").order_by("-at", "-id"),
        "said_no": getattr(one, "refusal", None),
        "mailings": one.mailings.order_by("-at", "-id"),
        "link": confirmation_address(one),
        "link_ends": ends_on(one),
        "is_over": is_over(one),
        "is_settled": services.is_settled(one),
        "email": vacancy.contact_email or vacancy.employer.email,
        "warned": warning_for(one.application.worker_id),
    }
    return render(request, "outcomes/letter.html", context, status=status)


@allow(staff)
@require_GET
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter with everything said about it."""
    one = _own(request, public_id)
    return _page(request, one)


@allow(staff)
@require_POST
def phone(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the employer said on the telephone."""
    one = _own(request, public_id)
    form = PhoneForm(request.POST, prefix="dt")
    if not form.is_valid():
        return _page(request, one, phone=form, status=422)
    try:
        said = services.hear(one, form.said(), user_of(request))
        messages.success(request, _("Đã ghi: %(word)s.") % {"word": said.get_word_display()})
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    return redirect("outcomes:letter", one.public_id)


@allow(staff)
@require_POST
def refusal(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person's no, with its reason."""
    one = _own(request, public_id)
    form = RefusalForm(request.POST, prefix="tc")
    if not form.is_valid():
        return _page(request, one, refusal=form, status=422)
    try:
        services.refuse(one, form.no(), user_of(request))
        messages.success(request, _("Đã ghi việc từ chối và lý do."))
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    return redirect("outcomes:letter", one.public_id)


@allow(staff)
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the employer the link, once a day at most."""
    one = _own(request, public_id)
    vacancy = one.application.vacancy
    email = vacancy.contact_email or vacancy.employer.email
    if not email or is_over(one) or services.is_settled(one):
        messages.error(request, _("Không gửi được: đơn vị chưa có thư điện tử, hoặc giấy này không cần xác nhận nữa."))
    elif _mail(one, email, user_of(request)):
        messages.success(request, _("Đã gửi thư xin xác nhận tới %(email)s.") % {"email": email})
    else:
        messages.info(request, _("Hôm nay đã gửi thư cho giấy này."))
    return redirect("outcomes:letter", one.public_id)


@transaction.atomic
def _mail(one: Referral, email: str, by: User) -> bool:
    held = Referral.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if held.mailings.filter(at__date=timezone.localdate()).exists():
        return False
    Mailing.objects.create(referral=held, email=email, sent_by=by)
    said = {
        "title": one.application.vacancy.title,
        "number": one.number,
        "centre": settings.CENTRE_NAME,
        "link": confirmation_address(one),
        "day": f"{ends_on(one):%d/%m/%Y}",
    }
    subject = _("Xin xác nhận kết quả giấy giới thiệu %(number)s") % said
    text = _(
        "Kính gửi đơn vị,\n\n%(centre)s đã giới thiệu một người lao động tới vị trí “%(title)s” (giấy giới thiệu số "
        "%(number)s). Xin đơn vị cho biết kết quả, không cần tài khoản, trước ngày %(day)s:\n\n%(link)s\n\n"
        "Trân trọng cảm ơn."
    )
    transaction.on_commit(lambda: send_mail(subject, text % said, None, [email], fail_silently=True))
    return True

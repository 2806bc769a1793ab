"""The picture that a shared address shows in chats: 1200 × 630 points, drawn when first asked for."""

import io
from collections.abc import Mapping
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe
from PIL import Image

from employers.models import Employer
from jobs.contacts import masked
from jobs.models import Vacancy, VacancyIndex
from jobs.templatetags.jobs import pay, where
from portal.accounts.access import allow, anyone
from portal.documents import typesetting
from portal.ui import number

DOCUMENT = "share.typ"
KEPT_SECONDS = 7 * 86_400
WIDTH, HEIGHT = 1200, 630

Content = Mapping[str, str]


def of_vacancy(one: Vacancy) -> Content:
    """Needs employer and places loaded. Never a telephone or an e-mail address."""
    with override("vi"):
        return _content(masked(one.title), one.employer.name, pay(one), where(one))


def of_employer(one: Employer, vacancies: int) -> Content:
    with override("vi"):
        hiring = ngettext("Đang tuyển %(n)s vị trí", "Đang tuyển %(n)s vị trí", vacancies) % {"n": number(vacancies)}
        place = f"{one.commune.name}, {one.commune.province.short_name}" if one.commune else ""
        return _content(one.name, one.industry.label if one.industry else "", hiring if vacancies else "", place)


def of_portal() -> Content:
    with override("vi"):
        return _content(_("Việc làm gần nhà, rõ lương, rõ nơi"), _("Miễn phí với người lao động"), "", "")


def _content(title: str, under: str, strong: str, place: str) -> Content:
    return {"title": title, "under": under, "strong": strong, "place": place, "centre": settings.CENTRE_NAME}


def version(content: Content) -> str:
    """Changes with what the picture shows and with its design."""
    design = (typesetting.ROOT / DOCUMENT).stat().st_mtime_ns
    return blake2b(f"{design} {sorted(content.items())}".encode(), digest_size=9).hexdigest()


def address_of(name: str, public_id: str, content: Content) -> str:
    """The public address of the picture; a changed vacancy has another, so that chats fetch it anew."""
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=[public_id])}?v={version(content)}"


@allow(anyone)
@require_safe
def vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Of a vacancy open to readers."""
    one = get_object_or_404(Vacancy.objects.published().with_card(), public_id=public_id)
    return _answer(request, of_vacancy(one))


@allow(anyone)
@require_safe
def employer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Of an employer whose page anybody may read."""
    shown = Employer.objects.public().select_related("industry", "commune__province")
    one = get_object_or_404(shown, public_id=public_id)
    today = timezone.localdate()
    open_now = VacancyIndex.objects.filter(Q(deadline=None) | Q(deadline__gte=today), employer_id=one.pk, is_open=True)
    return _answer(request, of_employer(one, open_now.count()))


@allow(anyone)
@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Of every other page."""
    return _answer(request, of_portal())


def _answer(request: HttpRequest, content: Content) -> HttpResponse:
    name = version(content)
    etag = quote_etag(name)
    unchanged: HttpResponse | None = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(_drawn(name, content), content_type="image/png")
    response["ETag"] = etag
    # The address with the version never shows anything else.
    age = KEPT_SECONDS if request.GET.get("v") == name else 3_600
    response["Cache-Control"] = f"public, max-age={age}"
    return response


def _drawn(name: str, content: Content) -> bytes:
    key = f"share:{name}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = _lighter(typesetting.picture(DOCUMENT, content))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _lighter(png: bytes) -> bytes:
    """The same picture in 64 colours: a third of the bytes, no difference to see in plain areas and letters."""
    drawn = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()

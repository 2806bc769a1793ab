"""robots.txt and the maps of what search engines may show: open vacancies, employers who hire, and the fixed pages."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.cache import cache
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from employers.models import Employer
from jobs.models import VacancyIndex
from jobs.search import Criteria
from jobs.search.overview import overview
from portal.accounts.access import allow, anyone

CACHE_SECONDS = 3_600
PIECE = 5_000
"""Addresses in one file: made in well under a second; the limit of the format is 50,000."""
FIXED = ("jobs:home", "jobs:search", "jobs:events", "jobs:programmes", "reports:market", "reports:figures",
         "matching:how", "help", "contact", "privacy")  # fmt: skip
PERSONAL = ("/tai-khoan/", "/ho-so/", "/cua-toi/", "/tuyen-dung/", "/ban-tu-van/", "/nhap-du-lieu/", "/ghep-noi/dot/",
            "/thong-bao/", "/quan-tri/", "/api/", "/goi-y/", "/ngoai-tuyen/")  # fmt: skip
FILTERS = ("sx", "luong", "kn", "gio", "dang", "km")
"""Together they make millions of addresses of the same adverts: machines need not read them all."""

Item = tuple[str, datetime | None]
"""(path, last changed)"""


class PublicSitemap(Sitemap[Item]):
    """Addresses are the portal's public one, whatever name the request came by."""

    limit = PIECE
    protocol = urlsplit(settings.PUBLIC_ADDRESS).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def location(self, item: Item) -> str:
        return item[0]

    def lastmod(self, item: Item) -> datetime | None:
        return item[1]


class Vacancies(PublicSitemap):
    """Open today. A closed one leaves the map, and its page asks not to be shown."""

    def items(self) -> Any:
        rows = _open().order_by("vacancy_id").values_list("vacancy__public_id", "vacancy__updated_at")
        return _Paths(rows, "jobs:vacancy")


class Employers(PublicSitemap):
    """Those with an open vacancy."""

    def items(self) -> Any:
        hiring = Employer.objects.public().filter(pk__in=_open().order_by().values("employer_id"))
        return _Paths(hiring.order_by("id").values_list("public_id", "updated_at"), "jobs:employer")


class Pages(PublicSitemap):
    """The fixed pages, and the searches that are pages of their own: by place and by occupation group."""

    def items(self) -> Sequence[Item]:
        whole = overview(timezone.now())
        asked = [Criteria(where=name) for name, _ in whole.communes] + [Criteria(groups=(c,)) for c, _ in whole.groups]
        search = reverse("jobs:search")
        fixed = [(address, None) for address in map(_address, FIXED) if address]
        return [*fixed, *((f"{search}{one.address()}", None) for one in asked)]


class _Paths:
    """Rows of (public id, changed) as (path, changed), read a piece at a time."""

    ordered = True

    def __init__(self, rows: Any, name: str) -> None:
        self.rows, self.name = rows, name

    def count(self) -> int:
        return int(self.rows.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, piece: slice) -> list[Item]:
        before, after = reverse(self.name, args=["-0-"]).split("-0-")
        return [(f"{before}{public_id}{after}", changed) for public_id, changed in self.rows[piece]]


SECTIONS: dict[str, type[PublicSitemap]] = {"trang": Pages, "viec-lam": Vacancies, "doanh-nghiep": Employers}


def _open() -> Any:
    today = timezone.localdate()
    return VacancyIndex.objects.filter(Q(deadline=None) | Q(deadline__gte=today), is_open=True)


def _address(name: str) -> str:
    """The path of a page, or nothing where the portal is built without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@allow(anyone)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Pages of people and of the centre's work, and combinations of filters, are not for machines."""
    # Invented people and employers must not turn up in anybody's search.
    refused = ["/"] if settings.DEMO else [*PERSONAL, *(f"/*?*{name}=" for name in FILTERS)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    lines += ["", f"Sitemap: {settings.PUBLIC_ADDRESS}{reverse('world:sitemaps')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@allow(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The map of the maps."""
    return _kept(request, "index", _index)


@allow(anyone)
@require_safe
def section(request: HttpRequest, section: str, page: int) -> HttpResponse:
    """One piece of one map; pieces are counted from 1."""
    if section not in SECTIONS or not 0 < page < 10_000:
        raise Http404
    return _kept(request, f"{section}:{page}", lambda: _section(section, page))


def _index() -> str:
    places = [
        f"{settings.PUBLIC_ADDRESS}{reverse('world:sitemap', args=[name, page])}"
        for name, kind in SECTIONS.items()
        for page in kind().paginator.page_range
    ]
    return render_to_string("sitemap_index.xml", {"sitemaps": [{"location": place} for place in places]})


def _section(name: str, page: int) -> str | None:
    wanted = SECTIONS[name]()
    if page not in wanted.paginator.page_range:
        return None
    return render_to_string("sitemap.xml", {"urlset": wanted.get_urls(page)})


def _kept(request: HttpRequest, name: str, make: Any) -> HttpResponse:
    """What ``make`` makes (``None``: there is no such piece), kept for an hour."""
    key = f"sitemap:{settings.PUBLIC_ADDRESS}:{name}"
    content: str | None = cache.get(key)
    if content is None:
        content = make()
        if content is None:
            raise Http404
        cache.set(key, content, CACHE_SECONDS)
    etag = quote_etag(blake2b(content.encode(), digest_size=12).hexdigest())
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response

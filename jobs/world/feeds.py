"""Any search as a feed (Atom or RSS): what is new, for readers, other sites and machines that look again and again."""

from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.contacts import masked
from jobs.models import Vacancy
from jobs.search import Criteria
from jobs.search.run import PAGE, newest
from jobs.templatetags.jobs import pay, where
from portal.accounts.access import allow, anyone

MAX_AGE = 600
KINDS: dict[str, type[SyndicationFeed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


class KindConverter:
    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Newest(NamedTuple):
    """A search and the newest vacancies it finds."""

    asked: Criteria
    vacancies: list[Vacancy]

    @property
    def changed(self) -> datetime:
        """The newest change among them; the beginning of time when there are none."""
        return max((one.updated_at for one in self.vacancies), default=datetime.fromtimestamp(0, tz=UTC))


class VacancyFeed(Feed[Vacancy, Newest]):
    """Addresses are the portal's public one. Telephones and e-mail addresses are never in it."""

    def get_object(self, request: HttpRequest, *args: Any, **options: Any) -> Newest:
        found: Newest = options["found"]
        return found

    def title(self, found: Newest) -> str:
        asked = " · ".join(filter(None, [found.asked.text, found.asked.where]))
        return _("Việc làm mới: %(asked)s") % {"asked": asked} if asked else _("Việc làm mới")

    def subtitle(self, found: Newest) -> str:
        return _("Tin tuyển dụng mới đăng trên cổng của %(centre)s. Miễn phí với người lao động.") % {
            "centre": settings.CENTRE_NAME
        }

    description = subtitle

    def link(self, found: Newest) -> str:
        return f"{settings.PUBLIC_ADDRESS}{reverse('jobs:search')}{found.asked.address()}"

    def feed_url(self, found: Newest) -> str:
        kind = "atom" if self.feed_type is Atom1Feed else "rss"
        return f"{settings.PUBLIC_ADDRESS}{reverse('world:feed', args=[kind])}{found.asked.address()}"

    def author_name(self, found: Newest) -> str:
        return str(settings.CENTRE_NAME)

    def items(self, found: Newest) -> list[Vacancy]:
        return found.vacancies

    def item_title(self, item: Vacancy) -> str:
        return masked(f"{item.title} – {item.employer.name}")

    def item_description(self, item: Vacancy) -> str:
        until = _("Hạn %(day)s") % {"day": item.deadline.strftime("%d/%m/%Y")} if item.deadline else ""
        return " · ".join(filter(None, [pay(item), where(item), until]))

    def item_link(self, item: Vacancy) -> str:
        return f"{settings.PUBLIC_ADDRESS}{reverse('jobs:vacancy', args=[item.public_id])}"

    item_guid = item_link
    item_guid_is_permalink = True

    def item_pubdate(self, item: Vacancy) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Vacancy) -> datetime:
        return item.updated_at


class VacancyAtom(VacancyFeed):
    feed_type = Atom1Feed


class VacancyRss(VacancyFeed):
    feed_type = Rss201rev2Feed


FEEDS: dict[str, VacancyFeed] = {"atom": VacancyAtom(), "rss": VacancyRss()}


@allow(anyone)
@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The 20 newest vacancies of the search in the address; unchanged ones cost the reader nothing (304)."""
    asked = Criteria.of(request.GET).without("sort")
    keys = newest(PAGE, timezone.localdate(), asked)
    by_key = Vacancy.objects.with_card().in_bulk(keys)
    found = Newest(asked, [by_key[key] for key in keys if key in by_key])
    seen = [(one.public_id, one.updated_at.timestamp()) for one in found.vacancies]
    state = f"{kind} {get_language()} {asked.address()} {seen}"
    etag = quote_etag(blake2b(state.encode(), digest_size=12).hexdigest())
    changed = int(found.changed.timestamp())
    # Only the tag is asked: a vacancy that left the search changes the feed without being newer.
    response = get_conditional_response(request, etag=etag) or FEEDS[kind](request, found=found)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    if response.status_code == 200 and changed:
        response["Last-Modified"] = http_date(changed)
    return response

"""The portal on a phone: its name and icons, the worker that answers without a line, the vacancies it keeps."""

import json
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.contacts import masked
from jobs.models import Vacancy
from jobs.saved.models import Favourite
from jobs.templatetags.jobs import pay, until, where
from portal.accounts.access import actor_of, allow, anyone
from portal.env import BASE_DIR

KEPT = 30
PAPER, JADE = "#fbfaf5", "#0b5c63"
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("mask-512.png", "512x512", "maskable"),
)
SHELL = ("portal.css", "fonts/be-vietnam-pro-regular.woff2", "fonts/be-vietnam-pro-semibold.woff2", "js/portal.js",
         "js/offline.js", "img/mark.svg")  # fmt: skip
"""Static files the page without a line needs."""
SOURCE = BASE_DIR / "static" / "js" / "worker.js"


@allow(anyone)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icons of the installed portal, in the reader's language."""
    shortcuts = [(_("Tìm việc"), "jobs:search"), (_("Việc hợp với tôi"), "seeking:matches")]
    content = {
        "id": "/",
        "name": f"Cầu Việc · {settings.CENTRE_NAME}",
        "short_name": "Cầu Việc",
        "description": _("Tìm việc làm miễn phí cùng %(centre)s.") % {"centre": settings.CENTRE_NAME},
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": JADE,
        "categories": ["business", "government"],
        "icons": [
            {"src": static(f"icons/{file}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for file, sizes, purpose in ICONS
        ],
        "shortcuts": [{"name": name, "url": reverse(address)} for name, address in shortcuts],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    response["Cache-Control"] = "max-age=3600"
    return response


@allow(anyone)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it may answer for the whole portal; asked for anew each time."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return response


@lru_cache(maxsize=1)
def _built(_changed: int) -> str:
    source = SOURCE.read_text()
    files = [static(name) for name in SHELL]
    offline = reverse("world:offline")
    page = (BASE_DIR / "templates" / "world" / "offline.html").stat().st_mtime_ns
    build = {
        "version": blake2b(f"{files} {page} {source}".encode(), digest_size=6).hexdigest(),
        "files": files,
        "statics": f"/{settings.STATIC_URL.strip('/')}/",
        # Names that change with the content never need to be asked for again.
        "hashed": hasattr(staticfiles_storage, "hashed_files"),
        "offline": {code: f"{offline}?lang={code}" for code, _name in settings.LANGUAGES},
        "saved": reverse("world:saved"),
    }
    return f"const BUILD = {json.dumps(build)};\n{source}"


def _worker() -> str:
    return _built(SOURCE.stat().st_mtime_ns)


@allow(anyone)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a line: the vacancies this phone keeps (static/js/offline.js puts them in)."""
    return render(request, "world/offline.html")


@allow(anyone)
@require_safe
@never_cache
def saved(request: HttpRequest) -> JsonResponse:
    """The open vacancies the signed-in person saved, newest first, for the phone to keep; nobody else's, at most 30."""
    return JsonResponse({"saved": [_line(one) for one in _favourites(request)]})


def _favourites(request: HttpRequest) -> list[Vacancy]:
    worker_id = actor_of(request).worker_id
    if worker_id is None:
        return []
    favourites = Favourite.objects.filter(worker=worker_id).order_by("-at", "-id")
    keys = list(favourites.values_list("vacancy_id", flat=True)[:KEPT])
    by_key = Vacancy.objects.published().with_card().in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _line(one: Vacancy) -> dict[str, Any]:
    address = reverse("jobs:vacancy", args=[one.public_id])
    return {
        "address": address,
        # Fetched without cookies: what the phone keeps is the page as any visitor gets it.
        "page": f"{address}?lang={get_language()}",
        "version": int(one.updated_at.timestamp()),
        "title": masked(one.title),
        "employer": one.employer.name,
        "facts": " · ".join([pay(one), where(one), *([until(one.deadline)] if one.deadline else [])]),
    }

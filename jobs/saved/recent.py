"""Vacancies looked at lately, the newest twenty: of workers in the database, of visitors in their browser's cookie."""

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jobs.models import Vacancy
from jobs.saved.models import Viewed
from portal.accounts.access import actor_of
from portal.codes.fields import ALPHABET

KEPT = 20
COOKIE = "da_xem"
COOKIE_AGE = timedelta(days=60)
_IDENTIFIER = re.compile(rf"[{ALPHABET}]{{12}}")

_NOTE = """
WITH noted AS (
  INSERT INTO saved_viewed (worker_id, vacancy_id, at) VALUES (%(worker)s, %(vacancy)s, %(now)s)
  ON CONFLICT (worker_id, vacancy_id) DO UPDATE SET at = excluded.at)
DELETE FROM saved_viewed WHERE id IN (
  SELECT id FROM saved_viewed WHERE worker_id = %(worker)s AND vacancy_id <> %(vacancy)s
   ORDER BY at DESC, id DESC OFFSET %(others)s)
"""


def note(request: HttpRequest, response: HttpResponse, vacancy: Vacancy) -> None:
    """Whoever reads ``response`` has looked at ``vacancy``. Staff and employers leave no trace."""
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    actor = actor_of(request)
    if actor.worker_id:
        values: dict[str, Any] = {
            "worker": actor.worker_id,
            "vacancy": vacancy.pk,
            "now": timezone.now(),
            "others": KEPT - 1,
        }
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, values)
    elif not actor.is_signed_in:
        before = [one for one in of_visitor(request) if one != vacancy.public_id]
        response.set_cookie(
            COOKIE,
            ".".join([vacancy.public_id, *before][:KEPT]),
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def of_visitor(request: HttpRequest) -> list[str]:
    """Identifiers in the visitor's cookie, newest first; whatever else stands in it is passed over."""
    said = request.COOKIES.get(COOKIE, "")[: KEPT * 13].split(".")
    return list(dict.fromkeys(one for one in said if _IDENTIFIER.fullmatch(one)))[:KEPT]


def keys(request: HttpRequest) -> list[int]:
    """Keys of the vacancies the reader looked at, newest first."""
    actor = actor_of(request)
    if actor.worker_id:
        own = Viewed.objects.filter(worker=actor.worker_id).order_by("-at", "-id")[:KEPT]
        return list(own.values_list("vacancy", flat=True))
    if actor.is_signed_in:
        return []
    said = of_visitor(request)
    known = dict(Vacancy.objects.published().filter(public_id__in=said).order_by().values_list("public_id", "pk"))
    return [known[one] for one in said if one in known]


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Forget all of it."""
    actor = actor_of(request)
    if actor.worker_id:
        Viewed.objects.filter(worker=actor.worker_id).delete()
    response.delete_cookie(COOKIE, samesite="Lax")

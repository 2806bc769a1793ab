"""What boxes with suggestions offer while someone types; without a script nobody asks."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from portal.accounts.access import allow, anyone
from portal.codes import occupations, places
from portal.codes.form_fields import describe

LONGEST = 80


@allow(anyone)
@require_GET
@cache_control(private=True, max_age=300)
def suggest_places(request: HttpRequest) -> JsonResponse:
    """Places of before and after 1 July 2025; an old one says what it is today."""
    found = places.suggest(request.GET.get("q", "")[:LONGEST])
    return JsonResponse(
        [
            {
                "text": describe(place),
                "more": "" if place.current else _("nay là %(name)s") % {"name": places.today(place)},
                "value": place.code,
            }
            for place in found
        ],
        safe=False,
    )


@allow(anyone)
@require_GET
@cache_control(private=True, max_age=300)
def suggest_occupations(request: HttpRequest) -> JsonResponse:
    """Occupations of QĐ 34/2020 by their names and by what people call them."""
    found = occupations.suggest(request.GET.get("q", "")[:LONGEST])
    return JsonResponse(
        [
            {
                "text": offer.said or offer.occupation.label,
                "more": offer.occupation.label if offer.said else "",
                "value": offer.occupation.code,
            }
            for offer in found
        ],
        safe=False,
    )

"""How many job seekers a vacancy suits now, before it is matched: a count, made at once from a few conditions."""

from dataclasses import dataclass
from math import cos, radians

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Abs, Cast, Coalesce

from jobs.models import Vacancy
from portal.codes.models import Commune
from workers.models import WantedOccupation, WantedPlace, Worker, WorkWish

_KM = 111.0
_FAR = 30
"""Kilometres within which a place counts for somebody who named a commune but no distance."""


@dataclass(frozen=True)
class Suited:
    """People who look for work and agreed to be matched."""

    occupation: int
    """Want this occupation."""
    nearby: int
    """Of those, want to work where it is, for what it pays."""


def suited(vacancy: Vacancy) -> Suited | None:
    """``None`` while occupation or place are unknown. Two queries; the nightly matching then looks at every demand."""
    place = vacancy.places.select_related("commune").exclude(commune=None).order_by("pk").first()
    if vacancy.occupation_id is None or place is None or place.commune is None:
        return None
    wanted = WantedOccupation.objects.filter(worker=OuterRef("pk"), occupation=vacancy.occupation_id)
    people = Worker.objects.matchable().shown_to(vacancy.employer_id).filter(Exists(wanted))
    near = people.filter(Exists(_reaching(place.commune, place.province_id)))
    top = vacancy.monthly_max or vacancy.monthly_min
    if top:
        dearer = WorkWish.objects.filter(worker=OuterRef("pk"), pay_min__gt=top, pay_negotiable=False)
        near = near.exclude(Exists(dearer))
    return Suited(people.count(), near.count())


def _reaching(commune: Commune, province_id: int) -> QuerySet[WantedPlace]:
    """Wanted places that reach ``commune``: its province as a whole, or a commune near enough (a square, not a
    circle: this is a first count)."""
    rows = WantedPlace.objects.filter(worker=OuterRef("pk"))
    if commune.latitude is None or commune.longitude is None:
        return rows.filter(Q(province=province_id) | Q(commune=commune))
    north, east = commune.latitude, commune.longitude
    shrink = max(0.1, cos(radians(north)))
    radius = Cast(Coalesce(F("radius_km"), Value(_FAR)), FloatField())
    rows = rows.annotate(
        up=Abs(F("commune__latitude") - Value(north)) * Value(_KM) - radius,
        across=Abs(F("commune__longitude") - Value(east)) * Value(_KM * shrink) - radius,
    )
    return rows.filter(Q(province=province_id) | Q(commune=commune) | Q(up__lte=0, across__lte=0))

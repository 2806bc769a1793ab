"""What a wanted place comes down to: a province of today, or a commune of today with a radius around it."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from portal.codes import places
from portal.codes.places import Kind, Place
from workers.models import WantedPlace

LEAST_RADIUS_KM = 5


@dataclass(frozen=True)
class Understood:
    """As the columns of :class:`workers.models.WantedPlace`."""

    province_id: int | None = None
    commune_id: int | None = None
    park_id: int | None = None
    radius_km: int | None = None


def understand(place: Place, radius_km: int | None = None) -> Understood:
    """A province of today is meant whole. A place of several communes (an abolished district or province, a divided
    commune) is the circle around its middle that holds them all, so that nobody has to list them."""
    if place.kind == Kind.PROVINCE and not place.communes:
        return Understood(province_id=place.province_id)
    if len(place.communes) == 1:
        park = place.id if place.kind == Kind.PARK else None
        return Understood(commune_id=place.communes[0], park_id=park, radius_km=radius_km)
    middle = _middle(place)
    reach = max(places.distance_km(middle, key) for key in place.communes)
    return Understood(commune_id=middle, radius_km=max(LEAST_RADIUS_KM, ceil(reach), radius_km or 0))


def _middle(place: Place) -> int:
    """The commune that carries the place's own name, else the one nearest to the centre of all."""
    communes = [places.commune(key) for key in place.communes]
    for commune in communes:
        if commune.name.endswith(f" {place.short}"):
            return commune.id
    latitude = float(np.mean([commune.latitude for commune in communes]))
    longitude = float(np.mean([commune.longitude for commune in communes]))
    nearest = min(communes, key=lambda c: ((c.latitude - latitude) ** 2 + (c.longitude - longitude) ** 2, c.code))
    return nearest.id


def text_of(wanted: WantedPlace) -> str:
    """The place as a box shows it again, found by the same words."""
    if wanted.park:
        return wanted.park.name
    if wanted.commune:
        return f"{wanted.commune.name}, {wanted.commune.province.name}"
    return wanted.province.name if wanted.province else ""

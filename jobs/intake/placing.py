"""Places read from a text as the rows vacancies and wishes keep: provinces and communes of today."""

from dataclasses import dataclass

from jobs.intake.gazetteer import PlaceKind
from jobs.intake.parsed import Parsed
from jobs.intake.places import Places
from portal.codes.models import Commune, Province

MOST_COMMUNES = 15
"""A former district covers up to about so many communes of today; a wider area is kept as its province."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Keys of a province of today and, where known, a commune and a park in it."""

    province: int
    commune: int | None
    park: int | None
    text: str


class Atlas:
    """The provinces of today and the communes' provinces, read once."""

    def __init__(self) -> None:
        self.provinces = dict(Province.objects.filter(valid_to=None).values_list("pk", "name"))
        self.province_of = dict(Commune.objects.filter(valid_to=None).values_list("pk", "province_id"))

    def spots(self, places: Parsed[Places] | None) -> list[Spot]:
        """Each place once. The whole country is all its provinces; places abroad have no row."""
        if places is None or places.value is None:
            return []
        found: dict[tuple[int, int | None, int | None], Spot] = {}
        for place in places.value.places:
            communes = [c for c in place.communes if c in self.province_of]
            park = place.key if place.kind is PlaceKind.PARK else None
            if not communes or len(communes) > MOST_COMMUNES:
                found.setdefault((place.province, None, None), Spot(place.province, None, None, place.name))
            for commune in communes if len(communes) <= MOST_COMMUNES else ():
                key = (self.province_of[commune], commune, park)
                found.setdefault(key, Spot(*key, place.name))
        if places.value.nationwide:
            for province, name in self.provinces.items():
                found.setdefault((province, None, None), Spot(province, None, None, name))
        return list(found.values())

"""A few wishes of a person as plain values: read, written, compared.

A patch maps a name to its value: a field of :class:`workers.models.WorkWish`, ``places``, ``occupations`` (all rows, in
order), or ``blocked:<employer>`` (whether the person blocks it).
"""

from typing import Any

from workers.models import BlockedEmployer, WantedOccupation, WantedPlace, Worker, WorkWish
from workers.services.profile import wish_of

Patch = dict[str, Any]
PLACES, OCCUPATIONS, BLOCKED = "places", "occupations", "blocked:"
_PLACE = ("rank", "province_id", "commune_id", "park_id", "radius_km")
_OCCUPATION = ("rank", "title", "occupation_id", "confidence")


def read(worker: Worker, names: "list[str] | Patch") -> Patch:
    """The values as they stand."""
    wish = wish_of(worker)
    return {name: _value(worker, wish, name) for name in names}


def _value(worker: Worker, wish: WorkWish, name: str) -> Any:
    if name == PLACES:
        return list(worker.wanted_places.order_by("rank").values(*_PLACE))
    if name == OCCUPATIONS:
        return list(worker.wanted_occupations.order_by("rank").values(*_OCCUPATION))
    if name.startswith(BLOCKED):
        return BlockedEmployer.objects.filter(worker=worker, employer=_employer(name)).exists()
    return getattr(wish, name)


def write(worker: Worker, patch: Patch) -> None:
    """Make the values those of ``patch``; inside the transaction that holds the worker."""
    wish = WorkWish.objects.select_for_update(of=("self",)).filter(worker=worker).first() or WorkWish(worker=worker)
    for name, value in patch.items():
        if name == PLACES:
            worker.wanted_places.all().delete()
            WantedPlace.objects.bulk_create([WantedPlace(worker=worker, **row) for row in value])
        elif name == OCCUPATIONS:
            worker.wanted_occupations.all().delete()
            WantedOccupation.objects.bulk_create([WantedOccupation(worker=worker, **row) for row in value])
        elif name.startswith(BLOCKED):
            _block(worker, _employer(name), is_blocked=value)
        else:
            setattr(wish, name, value)
    wish.save()


def _block(worker: Worker, employer: int, *, is_blocked: bool) -> None:
    if is_blocked:
        BlockedEmployer.objects.get_or_create(worker=worker, employer_id=employer)
    else:
        BlockedEmployer.objects.filter(worker=worker, employer=employer).delete()


def _employer(name: str) -> int:
    return int(name.removeprefix(BLOCKED))

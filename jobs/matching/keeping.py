"""Saving what a person decided after a what-if: wishes alone, each by their word."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jobs.matching.changes import MASKS, WISHES, Change, Kind
from portal.codes.models import Occupation
from workers.forms.wishes import OCCUPATIONS, PLACES
from workers.models import WantedOccupation, WantedPlace, Worker, WorkWish
from workers.services.profile import save_step

_FLAGS = {
    Kind.MOVE: "accepts_move",
    Kind.MANUAL: "any_manual_work",
    Kind.SHIFTS: "can_shifts",
    Kind.TRAVEL: "can_travel",
    Kind.SECONDMENT: "can_secondment",
}
_ARRAYS = {
    Kind.WORKING_TIME: "working_times",
    Kind.CONTRACT: "contract_types",
    Kind.PURPOSE: "purposes",
}


class NoRoom(Exception):
    """The profile has as many occupations or places as it holds; nothing was saved. The text says so."""


def keep(worker: Worker, version: int, changes: Iterable[Change]) -> Worker:
    """Save the ``changes`` that are wishes; others are left out, since saying so makes nobody able.

    Raises :class:`NoRoom`, and :class:`workers.services.profile.Outdated` unless ``version`` is that of the profile.
    """
    wishes = [change for change in changes if change.kind in WISHES]

    def store(locked: Worker) -> None:
        wish = WorkWish.objects.select_for_update(of=("self",)).filter(worker=locked).first()
        wish = wish or WorkWish.objects.create(worker=locked)
        for change in wishes:
            _store(change, locked, wish)
        wish.save()

    return save_step(worker, version, store)


def _store(change: Change, worker: Worker, wish: WorkWish) -> None:
    kind, value, level = change
    if kind in _FLAGS:
        setattr(wish, _FLAGS[kind], True)
    elif kind is Kind.PAY:
        wish.pay_min = value or None
    elif kind in _ARRAYS:
        said = getattr(wish, _ARRAYS[kind])
        chosen = list(MASKS[kind][1])
        more = [str(choice) for bit, choice in enumerate(chosen) if value >> bit & 1 and choice not in said]
        # Nothing said means content with each; see jobs.matching.changes.
        setattr(wish, _ARRAYS[kind], [*said, *more] if said else said)
    elif kind is Kind.OCCUPATION:
        _add_occupation(worker, value)
    elif kind is Kind.RADIUS:
        _widen(worker, value)
    elif kind is Kind.COMMUNE:
        _add_commune(worker, value, level)
    elif kind is Kind.PROVINCE and not worker.wanted_places.filter(province=value).exists():
        WantedPlace.objects.create(worker=worker, rank=_rank(worker, PLACES), province_id=value)


def _add_occupation(worker: Worker, key: int) -> None:
    """A person's word for it replaces what the automatic coding was unsure of."""
    held = worker.wanted_occupations.filter(occupation=key)
    if held.update(confidence=None):
        return
    rank = max(worker.wanted_occupations.values_list("rank", flat=True), default=0) + 1
    if worker.wanted_occupations.count() >= OCCUPATIONS:
        raise NoRoom(_("Hồ sơ đã ghi đủ %(n)d công việc mong muốn; hãy bỏ bớt một việc trước.") % {"n": OCCUPATIONS})
    occupation = Occupation.objects.get(pk=key)
    WantedOccupation.objects.create(worker=worker, rank=rank, title=occupation.name[:200], occupation=occupation)


def _add_commune(worker: Worker, key: int, radius_km: int) -> None:
    held = worker.wanted_places.filter(commune=key)
    for place in held:
        place.radius_km = max(place.radius_km or 0, radius_km) or None
        place.save()
    if not held:
        rank = _rank(worker, PLACES)
        WantedPlace.objects.create(worker=worker, rank=rank, commune_id=key, radius_km=radius_km or None)


def _widen(worker: Worker, radius_km: int) -> None:
    """Every commune named, or the home when none is."""
    if not worker.wanted_places.filter(commune__isnull=False).exists():
        if home := worker.commune_id or worker.permanent_commune_id:
            _add_commune(worker, home, radius_km)
        return
    for place in worker.wanted_places.filter(commune__isnull=False):
        place.radius_km = max(place.radius_km or 0, radius_km)
        place.save()


def _rank(worker: Worker, room: int) -> int:
    if worker.wanted_places.count() >= room:
        raise NoRoom(_("Hồ sơ đã ghi đủ %(n)d nơi muốn làm; hãy bỏ bớt một nơi trước.") % {"n": room})
    return max(worker.wanted_places.values_list("rank", flat=True), default=0) + 1

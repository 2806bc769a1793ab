"""Which changes of wishes would answer a reason, before anybody has checked that they do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jobs.enums import DismissReason
from jobs.lessons.patches import BLOCKED, OCCUPATIONS, PLACES, Patch, read
from jobs.models import Vacancy
from portal.codes import places
from portal.codes.enums import Handling, Hearing, Lifting, Sight, Standing, WorkingTime
from portal.ui import millions
from workers.models import Worker
from workers.services.profile import wish_of

ROUND = 100_000
"""đồng: least pay is raised to the next round amount."""
RADII = (50, 30, 20, 15, 10, 5)
MOST_PAY = 1_000_000_000


@dataclass(frozen=True)
class Candidate:
    """``key`` names it in addresses; ``criterion`` is the rule that must come to exclude the vacancy."""

    key: str
    text: str
    patch: Patch
    criterion: str


def candidates(worker: Worker, vacancy: Vacancy, reason: DismissReason) -> list[Candidate]:
    """In the order a person would think of them; those with the same key are tried one after the other."""
    makers = {
        DismissReason.EMPLOYER: _employer,
        DismissReason.PAY: _pay,
        DismissReason.FAR: _far,
        DismissReason.HOURS: _hours,
        DismissReason.CONDITIONS: _conditions,
        DismissReason.WORK: _work,
    }
    return list(makers[reason](worker, vacancy)) if reason in makers else []


def _employer(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    text = _("Không đề xuất việc nào của %(name)s nữa. Đơn vị này cũng không thấy hồ sơ của tôi.")
    yield Candidate(
        "don-vi", text % {"name": vacancy.employer.name}, {f"{BLOCKED}{vacancy.employer_id}": True}, "barred"
    )


def _pay(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    """Just above the most this vacancy pays; one that does not say so cannot be excluded by pay."""
    if not vacancy.monthly_max:
        return
    least = (vacancy.monthly_max // ROUND + 1) * ROUND
    if least <= MOST_PAY:
        text = _("Lương thấp nhất tôi nhận: %(pay)s một tháng.") % {"pay": millions(least)}
        yield Candidate("luong", text, {"pay_min": least}, "pay")


def _far(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    """Nearer circles around the places wanted (or the home), the widest that leaves the workplaces out."""
    sites = [key for key in vacancy.places.values_list("commune", flat=True) if key]
    rows = read(worker, [PLACES])[PLACES]
    home = worker.commune_id or worker.permanent_commune_id
    if not sites:
        return
    circles = [row for row in rows if row["commune_id"]]
    if len(circles) == len(rows) and circles:
        yield from _circles(circles, sites, worker)
    elif home and home not in sites:
        row = {"rank": 1, "province_id": None, "commune_id": home, "park_id": None, "radius_km": None}
        yield from _circles([row], sites, worker, around_home=True)


def _circles(rows: list[Patch], sites: list[int], worker: Worker, *, around_home: bool = False) -> Iterator[Candidate]:
    nearest = [min(places.distance_km(row["commune_id"], site) for site in sites) for row in rows]
    if min(nearest) == 0:
        return
    new = [
        {**row, "radius_km": _under(km, RADII[0] if around_home else row["radius_km"])}
        for row, km in zip(rows, nearest, strict=True)
    ]
    widest = max((row["radius_km"] or 0) for row in new)
    names = ", ".join(places.commune(row["commune_id"]).name for row in new)
    if widest:
        text = _("Chỉ tìm việc trong vòng %(km)s km quanh %(places)s.") % {"km": widest, "places": names}
    else:
        text = _("Chỉ tìm việc ngay tại %(places)s.") % {"places": names}
    yield Candidate("xa", text, {PLACES: new}, "place")
    # Somebody ready to live away is offered places with a dormitory wherever they are.
    if wish_of(worker).accepts_move:
        stay = _("Không đi làm xa, dù có ký túc xá.")
        yield Candidate("xa", f"{text} {stay}", {PLACES: new, "accepts_move": False}, "place")
        yield Candidate("xa", stay, {"accepts_move": False}, "place")


def _under(km: float, radius: int | None) -> int | None:
    """The widest usual radius that is less than ``km`` and no wider than before; ``None``: the place itself."""
    return next((one for one in RADII if one < km and one <= (radius or 0)), None)


def _hours(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    if vacancy.needs_shifts:
        yield Candidate("ca", _("Tôi không làm ca."), {"can_shifts": False}, "shifts")
    if vacancy.needs_travel:
        yield Candidate("cong-tac", _("Tôi không đi công tác."), {"can_travel": False}, "travel")
    if vacancy.needs_secondment:
        yield Candidate("biet-phai", _("Tôi không đi biệt phái."), {"can_secondment": False}, "secondment")
    if vacancy.working_time:
        other = WorkingTime.PART if vacancy.working_time == WorkingTime.FULL else WorkingTime.FULL
        text = _("Tôi chỉ nhận việc %(time)s.") % {"time": str(other.label).lower()}
        yield Candidate("thoi-gian", text, {"working_times": [other.value]}, "working_time")


def _conditions(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    """One level below what the vacancy demands; who already said less is not asked."""
    limits = (
        ("nang", "max_lifting", "lifting", Lifting, _("Tôi chỉ nâng được: %(level)s.")),
        ("dung", "max_standing", "standing", Standing, _("Tôi đứng, đi lại được: %(level)s.")),
        ("nghe", "hearing", "hearing", Hearing, _("Tôi nghe, nói được: %(level)s.")),
        ("nhin", "sight", "sight", Sight, _("Thị lực của tôi: %(level)s.")),
        ("tay", "handling", "handling", Handling, _("Tôi thao tác bằng tay được: %(level)s.")),
    )
    for key, field, demand, levels, text in limits:
        asked = getattr(vacancy, demand)
        if asked:
            said = text % {"level": str(levels(asked - 1).label).lower()}
            yield Candidate(key, said, {field: asked - 1}, demand)


def _work(worker: Worker, vacancy: Vacancy) -> Iterator[Candidate]:
    """The fewest wishes that lead to this vacancy: first any manual work, then one occupation, then both."""
    rows = read(worker, [OCCUPATIONS])[OCCUPATIONS]
    manual = wish_of(worker).any_manual_work
    refuse = _("Không nhận mọi việc lao động phổ thông.")
    if manual:
        yield Candidate("viec", refuse, {"any_manual_work": False}, "occupation")
    for row in rows if len(rows) > 1 else []:
        left = [{**one, "rank": n} for n, one in enumerate((one for one in rows if one is not row), 1)]
        text = _("Bỏ “%(title)s” khỏi việc muốn làm.") % {"title": row["title"]}
        yield Candidate("viec", text, {OCCUPATIONS: left}, "occupation")
        if manual:
            yield Candidate("viec", f"{text} {refuse}", {OCCUPATIONS: left, "any_manual_work": False}, "occupation")

"""What can be printed about a person, an employer or a vacancy, with what was printed before."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Employer
from jobs.models import Referral, Vacancy
from jobs.printing import month
from jobs.printing.kinds import NUMBERS, Kind
from jobs.printing.models import Paper, Printing
from workers.models import Worker
from workers.slips.required import missing_01, missing_01a


@dataclass(frozen=True)
class Offer:
    """One paper to print. ``lacking``: labels of required fields nobody has said; they are dotted lines on paper."""

    kind: Kind
    key: str = ""
    about: str = ""
    lacking: list[str] = field(default_factory=list)
    paper: Paper | None = None
    """The one printed last."""
    times: int = 0
    renewable: bool = True
    """Another number can be given when the records say something else by now."""
    valid_until: date | None = None

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def form_number(self) -> str:
        return NUMBERS[self.kind]


def printings_of(**subject: object) -> list[Printing]:
    """Every printing of papers about the subject, newest first; ``is_emptied`` where nothing stands on one any more.

    What stands on them stays unread: it is long, and encrypted.
    """
    rows: QuerySet[Printing] = Printing.objects.filter(**{f"paper__{name}": one for name, one in subject.items()})
    rows = rows.annotate(is_emptied=Q(paper__content=""))
    rows = rows.select_related("paper", "by").defer("paper__content").order_by("-at", "-id")
    return list(rows[:200])


def of_person(worker: Worker, printed: Iterable[Printing]) -> list[Offer]:
    letters = (
        Referral.objects.filter(application__worker=worker)
        .select_related("application__vacancy__employer")
        .only("public_id", "number", "valid_until", "application__vacancy__title",
              "application__vacancy__employer__name")
        .order_by("-issued_on", "-id")[:10]
    )  # fmt: skip
    offers = [
        Offer(Kind.WORKER, lacking=[label for label, _step in missing_01(worker)]),
        Offer(Kind.SEEKER, lacking=[label for label, _step in missing_01a(worker)]),
    ]
    offers += [
        Offer(
            Kind.LETTER,
            one.public_id,
            f"{one.number}: {one.application.vacancy.title}, {one.application.vacancy.employer.name}",
            renewable=False,
            valid_until=one.valid_until,
        )
        for one in letters
    ]
    return with_papers([*offers, *_notices(worker)], printed)


def _notices(worker: Worker) -> list[Offer]:
    """Of the benefit the person draws; where none is recorded, of this month and the one before."""
    known = [
        Offer(
            Kind.NOTICE,
            one.public_id,
            _("Tháng hưởng thứ %(month)s, thông báo %(first)s – %(last)s")
            % {"month": one.month, "first": f"{one.opens_on:%d/%m}", "last": f"{one.due_on:%d/%m/%Y}"},
        )
        for one in month.noticed(worker)
    ]
    if known:
        return known
    return [
        Offer(Kind.NOTICE, month.key_of(first), _("Tháng %(month)s") % {"month": f"{first:%m/%Y}"})
        for first in month.recent()
    ]


def of_employer(employer: Employer, lacking: list[str], printed: Iterable[Printing]) -> list[Offer]:
    return with_papers([Offer(Kind.EMPLOYER, lacking=lacking)], printed)


def of_vacancy(vacancy: Vacancy, lacking: list[str], printed: Iterable[Printing]) -> list[Offer]:
    return with_papers([Offer(Kind.VACANCY, lacking=lacking)], printed)


def with_papers(offers: list[Offer], printed: Iterable[Printing]) -> list[Offer]:
    """``offers`` with the paper printed last and how often it was; ``printed`` is newest first."""
    last: dict[tuple[str, str], Paper] = {}
    times: dict[int, int] = {}
    for one in printed:
        times[one.paper_id] = times.get(one.paper_id, 0) + 1
        key = (one.paper.kind, one.paper.key)
        if key not in last or one.paper_id > last[key].pk:
            last[key] = one.paper
    found = []
    for offer in offers:
        paper = last.get((offer.kind, offer.key))
        found.append(replace(offer, paper=paper, times=times[paper.pk]) if paper else offer)
    return found

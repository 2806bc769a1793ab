"""A published vacancy's life: what may change of it, how it ends, and what is kept of both.

Without a new approval only what takes nothing from those who applied may change: a later deadline, more seats,
whom to call. Everything else is a new vacancy.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import CloseReason, VacancyState
from jobs.models import Vacancy
from jobs.posting.enums import Change
from jobs.posting.models import Closing, VacancyChange
from jobs.services import NotPossible, vacancies
from jobs.signals import vacancy_changed, vacancy_closed
from portal.accounts.models import User

OPEN = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED})
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Contact:
    """Whom applicants and the centre ask."""

    name: str
    position: str
    phone: str
    email: str


@dataclass(frozen=True)
class Ending:
    """How a vacancy ended, as told when it is closed."""

    outcome: CloseReason
    hired_elsewhere: int | None = None
    note: str = ""


def extend(vacancy: Vacancy, actor: User, until: date) -> Vacancy:
    """Take applications until a later day. Raises :class:`NotPossible` for an earlier one."""
    with transaction.atomic():
        locked = _open(vacancy)
        if locked.deadline == until:
            return locked
        if locked.deadline is not None and until < locked.deadline:
            raise NotPossible(_("Chỉ lùi hạn được thôi: có người đang tính theo hạn đã đăng."))
        today = timezone.localdate()
        if not today <= until <= today + LONGEST:
            raise NotPossible(_("Hạn mới phải từ hôm nay tới một năm nữa."))
        return _changed(locked, actor, Change.DEADLINE, {"deadline": until})


def raise_headcount(vacancy: Vacancy, actor: User, headcount: int) -> Vacancy:
    """More seats. Raises :class:`NotPossible` for fewer."""
    with transaction.atomic():
        locked = _open(vacancy)
        if locked.headcount == headcount:
            return locked
        if not locked.headcount < headcount <= 20_000:
            raise NotPossible(_("Số lượng chỉ tăng được. Tuyển đủ sớm thì đóng tin và ghi số đã tuyển."))
        return _changed(locked, actor, Change.HEADCOUNT, {"headcount": headcount})


def change_contact(vacancy: Vacancy, actor: User, contact: Contact) -> Vacancy:
    """Other people to call."""
    with transaction.atomic():
        locked = _open(vacancy)
        fields = {f"contact_{name}": value for name, value in vars(contact).items()}
        if all(getattr(locked, name) == value for name, value in fields.items()):
            return locked
        if not contact.phone and not contact.email:
            raise NotPossible(_("Hãy ghi điện thoại hoặc thư điện tử để người lao động hỏi."))
        return _changed(locked, actor, Change.CONTACT, fields)


def _open(vacancy: Vacancy) -> Vacancy:
    locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    if locked.state not in OPEN:
        raise NotPossible(_("Chỉ đổi được tin đang đăng hoặc tạm dừng."))
    return locked


def _changed(locked: Vacancy, actor: User, what: Change, fields: dict[str, object]) -> Vacancy:
    before = _words(locked, what)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    VacancyChange.objects.create(vacancy=locked, what=what, before=before, after=_words(locked, what), actor=actor)
    transaction.on_commit(lambda: vacancy_changed.send(sender=Vacancy, vacancy_id=locked.pk))
    return locked


def _words(vacancy: Vacancy, what: Change) -> str:
    if what is Change.DEADLINE:
        return f"{vacancy.deadline:%d/%m/%Y}" if vacancy.deadline else "–"
    if what is Change.HEADCOUNT:
        return str(vacancy.headcount)
    told = (vacancy.contact_name, vacancy.contact_position, vacancy.contact_phone, vacancy.contact_email)
    return " · ".join(filter(None, told))[:255]


def close(vacancy: Vacancy, actor: User | None, ending: Ending) -> Vacancy:
    """End a vacancy, with its numbers; closed twice, the first ending stands."""
    with transaction.atomic():
        locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
        if locked.state == VacancyState.CLOSED:
            return locked
        closed = vacancies.close(locked, actor, ending.outcome)
        Closing.objects.create(
            vacancy=closed,
            hired_here=locked.filled,
            hired_elsewhere=ending.hired_elsewhere,
            note=ending.note,
            actor=actor,
        )
        outcome = ending.outcome.value
        transaction.on_commit(
            lambda: vacancy_closed.send(
                sender=Vacancy, vacancy_id=closed.pk, outcome=outcome, actor_id=actor.pk if actor else None
            )
        )
    return closed

"""Saving the text and demands of a vacancy, never over somebody else's newer version."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from employers.models import Employer
from jobs.enums import VacancyOrigin, VacancyState
from jobs.models import Vacancy
from jobs.services.errors import NotPossible
from jobs.services.vacancies import record_created
from portal.accounts.models import User

EDITABLE = frozenset({VacancyState.DRAFT, VacancyState.RETURNED})
"""Once handed in, what people apply to does not change under them."""


@transaction.atomic
def create(employer: Employer, actor: User, change: Callable[[Vacancy], None], origin: VacancyOrigin) -> Vacancy:
    """A new draft; ``change`` sets its fields before and its related rows after the first save (called twice)."""
    vacancy = Vacancy(employer=employer, created_by=actor, origin=origin)
    change(vacancy)
    vacancy.save()
    change(vacancy)
    record_created(vacancy, actor)
    return vacancy


@transaction.atomic
def edit(vacancy: Vacancy, version: int, change: Callable[[Vacancy], None]) -> Vacancy:
    """Change a draft or a returned vacancy; raises :class:`NotPossible` for others and when newer than ``version``."""
    locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    if locked.state not in EDITABLE:
        raise NotPossible(_("Tin đã gửi đi nên không sửa được nữa; hãy nhân bản thành tin mới."))
    if locked.version != version:
        raise NotPossible(
            _("Tin vừa được người khác sửa. Chưa lưu gì cả: hãy xem lại bản mới nhất rồi bấm lưu lần nữa.")
        )
    change(locked)
    locked.version += 1
    locked.save()
    return locked

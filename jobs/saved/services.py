"""Keeping vacancies and letting them go. Every step may be repeated: a double press changes nothing more."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.models import Vacancy
from jobs.saved.models import Favourite
from jobs.services.errors import NotPossible
from workers.models import Worker

MOST = 200
"""Vacancies one person keeps: more is a list nobody reads."""


@transaction.atomic
def keep(worker: Worker, vacancy: Vacancy) -> Favourite:
    """Keep a vacancy. Raises :class:`NotPossible` when the list is full."""
    Worker.objects.select_for_update(of=("self",), no_key=True).get(pk=worker.pk)
    kept = Favourite.objects.filter(worker=worker, vacancy=vacancy).first()
    if kept:
        return kept
    if Favourite.objects.filter(worker=worker).count() >= MOST:
        raise NotPossible(_("Anh chị đã lưu %(n)d việc, hãy bỏ bớt việc không cần nữa.") % {"n": MOST})
    return Favourite.objects.create(worker=worker, vacancy=vacancy)


def let_go(worker: Worker, vacancy: Vacancy) -> None:
    """The note goes with it."""
    Favourite.objects.filter(worker=worker, vacancy=vacancy).delete()


def annotate(favourite: Favourite, note: str) -> None:
    """Change the owner's note; empty takes it away."""
    favourite.note = note
    favourite.save(update_fields=["note"])

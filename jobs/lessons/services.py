"""Accepting a change that was offered, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import DismissReason
from jobs.lessons.models import Lesson
from jobs.lessons.offers import Offer
from jobs.lessons.patches import read, write
from jobs.models import Vacancy
from jobs.services import NotPossible
from workers.models import Worker
from workers.services.profile import Outdated, save_step


@transaction.atomic
def accept(worker: Worker, version: int, vacancy: Vacancy, reason: DismissReason, offer: Offer) -> Lesson:
    """Change the wishes as the offer says. A second press finds them changed and makes no second lesson.

    Raises :class:`NotPossible` when the profile was changed since the offer was read.
    """
    patch = offer.candidate.patch
    before = read(worker, patch)
    try:
        save_step(worker, version, lambda locked: write(locked, patch))
    except Outdated:
        raise NotPossible(_("Hồ sơ vừa được sửa ở nơi khác nên chưa đổi gì. Hãy xem lại đề nghị.")) from None
    return Lesson.objects.create(
        worker=worker, vacancy=vacancy, reason=reason, text=offer.text[:255], before=before, after=patch
    )


@transaction.atomic
def undo(lesson: Lesson) -> None:
    """Put back what stood before. Raises :class:`NotPossible` when it was changed since by other means."""
    worker = Worker.objects.select_for_update(of=("self",)).get(pk=lesson.worker_id)
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    if lesson.undone_at:
        return
    if read(worker, lesson.after) != lesson.after:
        raise NotPossible(_("Nguyện vọng này đã được sửa sau đó. Hãy sửa tiếp trong hồ sơ."))
    save_step(worker, worker.version, lambda locked: write(locked, lesson.before))
    lesson.undone_at = timezone.now()
    lesson.save(update_fields=["undone_at"])

"""Two vacancies that are one: whatever hangs on the duplicate goes to the survivor, nothing is lost.

What describes the duplicate's own text and history stays with it; every other row that names a vacancy moves, whichever
room it belongs to. A row that cannot move (the survivor has its equal) stays with the duplicate and is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import APPLICATION_LIVE, ApplicationState, CloseReason, VacancyState
from jobs.models import Application, ApplicationTransition, Vacancy
from jobs.posting.enums import Change
from jobs.posting.models import Closing, Merge, VacancyChange
from jobs.services import NotPossible, vacancies
from jobs.signals import vacancy_changed
from portal.accounts.models import User

STAYS = frozenset({
    # The text, and what was asked and offered in it.
    "jobs.VacancyPlace", "jobs.VacancySkill", "jobs.VacancyLanguage", "jobs.VacancyComputing", "jobs.VacancyLicence",
    "jobs.Vacancy_benefits", "jobs.Vacancy_soft_skills", "jobs.Vacancy_reserved_groups", "posting.Registration",
    # Its history.
    "jobs.VacancyTransition", "posting.VacancyChange", "posting.Closing", "posting.Merge", "intake.IntakeRow",
    # Kept by the database, and by matching, from the vacancies as they are.
    "jobs.VacancyIndex", "matching.Match",
})  # fmt: skip
MERGEABLE = frozenset(
    {VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED, VacancyState.PUBLISHED, VacancyState.PAUSED}
)
_FURTHER = [
    ApplicationState.PROPOSED, ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.INTERVIEW,
    ApplicationState.OFFERED,
]  # fmt: skip
"""Live states, the further along the later."""


@dataclass(frozen=True)
class Link:
    """A column of some table that names a vacancy."""

    model: type[models.Model]
    column: str

    @property
    def name(self) -> str:
        return self.model._meta.label


def links() -> Iterator[Link]:
    """Every column of every table that names a vacancy."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Vacancy and not model._meta.proxy:
                yield Link(model, field.attname)


@transaction.atomic
def merge(duplicate: Vacancy, survivor: Vacancy, actor: User) -> Merge:
    """Join ``duplicate`` to ``survivor``; done already, the merge made then. Raises :class:`NotPossible`."""
    pair = Vacancy.objects.select_for_update(of=("self",)).filter(pk__in=[duplicate.pk, survivor.pk]).order_by("pk")
    locked = {one.pk: one for one in pair}
    gone, kept = locked[duplicate.pk], locked[survivor.pk]
    done = Merge.objects.filter(duplicate=gone).first()
    if done is not None and done.survivor_id == kept.pk:
        return done
    if gone.pk == kept.pk or gone.employer_id != kept.employer_id:
        raise NotPossible(_("Chỉ gộp hai tin khác nhau của cùng một doanh nghiệp."))
    if gone.state not in MERGEABLE or kept.state not in MERGEABLE:
        raise NotPossible(_("Tin đã đóng thì không gộp được nữa."))
    _settle_pairs(gone, kept, actor)
    moved = {link.name: _move(link, gone, kept) for link in links() if link.name not in STAYS}
    _join_seats(gone, kept)
    closed = vacancies.close(gone, actor, CloseReason.CANCELLED)
    Closing.objects.create(vacancy=closed, note=_("Gộp vào tin trùng"), actor=actor)
    for one, other in ((gone, kept), (kept, gone)):
        VacancyChange.objects.create(
            vacancy=one, what=Change.MERGED, before=gone.public_id, after=other.public_id, actor=actor
        )
    transaction.on_commit(lambda: vacancy_changed.send(sender=Vacancy, vacancy_id=kept.pk))
    return Merge.objects.create(duplicate=closed, survivor=kept, moved=moved, actor=actor)


def _settle_pairs(gone: Vacancy, kept: Vacancy, actor: User) -> None:
    """Where a person has a live application to both, the one less far along ends, saying why; both are kept."""
    live = Application.objects.select_for_update(of=("self",)).filter(state__in=APPLICATION_LIVE)
    here = {one.worker_id: one for one in live.filter(vacancy=kept).order_by("pk")}
    for theirs in live.filter(vacancy=gone).order_by("pk"):
        mine = here.get(theirs.worker_id)
        if mine is None:
            continue
        lesser = min(mine, theirs, key=lambda one: (_FURTHER.index(ApplicationState(one.state)), one is theirs))
        before = lesser.state
        ended = ApplicationState.DECLINED if before == ApplicationState.PROPOSED else ApplicationState.WITHDRAWN
        lesser.state, lesser.changed_at = ended, timezone.now()
        lesser.reason = _("Gộp với hồ sơ khác của cùng người khi hai tin trùng được gộp.")
        lesser.save()
        ApplicationTransition.objects.create(
            application=lesser, before=before, after=ended, actor=actor, reason=lesser.reason
        )


def _move(link: Link, gone: Vacancy, kept: Vacancy) -> list[int]:
    """[rows moved, rows that stay]: all at once, or one by one where some meet their equal."""
    rows = link.model._base_manager.filter(**{link.column: gone.pk})
    try:
        with transaction.atomic():
            return [rows.update(**{link.column: kept.pk}), 0]
    except IntegrityError:
        moved = stayed = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                moved += link.model._base_manager.filter(pk=key).update(**{link.column: kept.pk})
        except IntegrityError:
            stayed += 1
    return [moved, stayed]


def _join_seats(gone: Vacancy, kept: Vacancy) -> None:
    """The hires went along, and the two adverts were for the same seats: the larger number of them."""
    filled = gone.filled + kept.filled
    kept.headcount, kept.filled = max(gone.headcount, kept.headcount, filled), filled
    kept.save()
    gone.filled = 0
    gone.save()

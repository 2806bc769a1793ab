"""Vacancies from draft to closed; every change is locked, checked and logged."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import Verification
from jobs.checking import blocking, check_advert
from jobs.enums import VACANCY_TRANSITIONS, CloseReason, VacancyOrigin, VacancyState
from jobs.models import Vacancy, VacancyPlace, VacancyTransition
from jobs.services.errors import NotPossible
from jobs.services.pay import too_low
from jobs.signals import vacancy_changed
from portal.accounts.models import User
from portal.codes.enums import PayUnit

NEVER_COPIED = {"source_key", "published_at", "closed_at", "deadline", "starts_by", "programme_id"}
"""What belongs to one vacancy's life and not to its text."""


def record_created(vacancy: Vacancy, actor: User | None) -> None:
    """The first line of a new vacancy's log."""
    VacancyTransition.objects.create(vacancy=vacancy, before="", after=vacancy.state, actor=actor)


def submit(vacancy: Vacancy, actor: User) -> Vacancy:
    """Hand in a draft or a returned vacancy; it then waits for the centre.

    Raises :class:`NotPossible` when something the centre must refuse anyway is wrong, the wording included.
    """
    problems = [*publishing_problems(vacancy), *wording_problems(vacancy)]
    if problems:
        raise NotPossible(" ".join(problems))
    return _move(vacancy, VacancyState.SUBMITTED, actor)


def publish(vacancy: Vacancy, actor: User, accepted: str = "") -> Vacancy:
    """The centre's approval, or the end of a pause; the vacancy is matched at once.

    ``accepted`` says why wording that the check forbids stays (the work itself demands it); it is kept in the log.
    """
    problems = publishing_problems(vacancy)
    if vacancy.state == VacancyState.SUBMITTED and not accepted.strip():
        problems += wording_problems(vacancy)
    if vacancy.employer.verification not in {Verification.VERIFIED, Verification.COLLECTED}:
        problems.append(_("Doanh nghiệp chưa được xác minh nên tin chưa thể đăng."))
    if problems:
        raise NotPossible(" ".join(problems))
    return _move(vacancy, VacancyState.PUBLISHED, actor, accepted.strip()[:255])


def send_back(vacancy: Vacancy, actor: User, reason: str) -> Vacancy:
    """Return a submitted vacancy to the employer, saying what to mend."""
    if not reason.strip():
        raise NotPossible(_("Hãy ghi rõ cần sửa điều gì."))
    return _move(vacancy, VacancyState.RETURNED, actor, reason)


def pause(vacancy: Vacancy, actor: User) -> Vacancy:
    return _move(vacancy, VacancyState.PAUSED, actor)


def close(vacancy: Vacancy, actor: User | None, outcome: CloseReason) -> Vacancy:
    return _move(vacancy, VacancyState.CLOSED, actor, str(outcome.label), close_reason=outcome)


def wording_problems(vacancy: Vacancy) -> list[str]:
    """What the language check forbids, said with its rule."""
    return [
        _("“%(excerpt)s”: %(rule)s (%(law)s).")
        % {"excerpt": one.excerpt, "rule": str(one.rule.title).lower(), "law": one.rule.law}
        for one in blocking(check_advert(vacancy))
    ]


def publishing_problems(vacancy: Vacancy) -> list[str]:
    """What stands against showing this vacancy, said to the employer."""
    today = timezone.localdate()
    problems = []
    places = list(vacancy.places.select_related("commune"))
    if not places:
        problems.append(_("Hãy cho biết nơi làm việc."))
    if vacancy.deadline is None or vacancy.deadline < today:
        problems.append(_("Hạn nộp hồ sơ phải từ hôm nay trở đi."))
    lowest = vacancy.pay_max if vacancy.pay_min is None else vacancy.pay_min
    if lowest is None and not vacancy.pay_negotiable and not vacancy.pay_commission:
        problems.append(_("Hãy cho biết mức lương, hoặc chọn thỏa thuận."))
    communes = [place.commune for place in places if place.commune]
    low = too_low(lowest, PayUnit(vacancy.pay_unit), vacancy.working_time, communes, today)
    return [*problems, low] if low else problems


@transaction.atomic
def duplicate(vacancy: Vacancy, actor: User) -> Vacancy:
    """A new draft with the text and demands of ``vacancy``: posting again takes a look and a date."""
    source = Vacancy.objects.get(pk=vacancy.pk)
    skipped = NEVER_COPIED | {"id", "public_id", "created_at", "updated_at"}
    fields = {f.attname: getattr(source, f.attname) for f in Vacancy._meta.concrete_fields if f.attname not in skipped}
    draft = Vacancy(
        **fields
        | {
            "created_by_id": actor.pk,
            "origin": VacancyOrigin.EMPLOYER,
            "state": VacancyState.DRAFT,
            "close_reason": "",
            "filled": 0,
            "version": 0,
        }
    )
    draft.save()
    for name in ("benefits", "soft_skills", "reserved_groups"):
        getattr(draft, name).set(getattr(source, name).all())
    for place in source.places.all():
        VacancyPlace.objects.create(
            vacancy=draft, province_id=place.province_id, commune_id=place.commune_id, park_id=place.park_id,
            text=place.text,
        )  # fmt: skip
    for related in (source.skills, source.languages, source.computing, source.licences):
        for row in related.all():
            row.pk, row.vacancy = None, draft
            row.save(force_insert=True)
    record_created(draft, actor)
    return draft


@transaction.atomic
def _move(
    vacancy: Vacancy, after: VacancyState, actor: User | None, reason: str = "", close_reason: str = ""
) -> Vacancy:
    locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    before = VacancyState(locked.state)
    if before == after:
        return locked
    if after not in VACANCY_TRANSITIONS[before]:
        raise NotPossible(
            _("Không thể chuyển tin từ “%(before)s” sang “%(after)s”.") % {"before": before.label, "after": after.label}
        )
    locked.state, locked.close_reason = after, close_reason
    now = timezone.now()
    if after == VacancyState.PUBLISHED and locked.published_at is None:
        locked.published_at = now
    if after == VacancyState.CLOSED:
        locked.closed_at = now
    locked.save()
    VacancyTransition.objects.create(vacancy=locked, before=before, after=after, actor=actor, reason=reason)
    transaction.on_commit(lambda: vacancy_changed.send(sender=Vacancy, vacancy_id=locked.pk))
    return locked

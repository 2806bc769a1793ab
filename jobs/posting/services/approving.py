"""The centre's decision on a vacancy handed in: one decision, by whoever was first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.posting.enums import ReturnReason
from jobs.posting.messages import PUBLISHED, RETURNED
from jobs.posting.models import Return
from jobs.posting.services.deadlines import tell_members
from jobs.services import NotPossible, vacancies
from portal.accounts.models import User


@dataclass(frozen=True)
class Decision:
    """``version`` is the vacancy's as it was read. ``accepted``: why forbidden wording stays."""

    version: int
    accepted: str = ""
    reasons: tuple[ReturnReason, ...] = ()
    words: str = ""


@transaction.atomic
def publish(vacancy: Vacancy, actor: User, decision: Decision) -> Vacancy:
    """Show it to readers. Raises :class:`NotPossible`, also when somebody decided or changed it meanwhile."""
    locked = _waiting(vacancy, decision.version)
    shown = vacancies.publish(locked, actor, decision.accepted)
    tell_members(PUBLISHED, _key(shown), shown, {})
    return shown


@transaction.atomic
def send_back(vacancy: Vacancy, actor: User, decision: Decision) -> Vacancy:
    """Return it with coded reasons, words, or both."""
    if not decision.reasons and not decision.words.strip():
        raise NotPossible(_("Hãy chọn ít nhất một lý do, hoặc ghi rõ cần sửa điều gì."))
    locked = _waiting(vacancy, decision.version)
    words = decision.words.strip() or "; ".join(str(reason.label) for reason in decision.reasons)
    back = vacancies.send_back(locked, actor, words[:255])
    if decision.reasons:
        line = back.transitions.order_by("-at", "-id")[0]
        Return.objects.create(transition=line, reasons=[reason.value for reason in decision.reasons])
    tell_members(RETURNED, _key(back), back, {})
    return back


def publish_clean(chosen: Iterable[tuple[Vacancy, int]], actor: User) -> tuple[int, list[str]]:
    """Publish several (vacancy, version as read), each by itself; (how many, what stood against the others)."""
    done, refused = 0, []
    for vacancy, version in chosen:
        try:
            publish(vacancy, actor, Decision(version))
            done += 1
        except NotPossible as refusal:
            refused.append(f"{vacancy.title}: {refusal}")
    return done, refused


def _waiting(vacancy: Vacancy, version: int) -> Vacancy:
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("employer").get(pk=vacancy.pk)
    if locked.state != VacancyState.SUBMITTED:
        line = locked.transitions.select_related("actor").order_by("-at", "-id").first()
        raise NotPossible(
            _("%(who)s đã xử lý tin này lúc %(at)s: %(state)s. Quyết định của anh chị chưa được ghi.")
            % {
                "who": (line and line.actor) or _("Người khác"),
                "at": f"{timezone.localtime(line.at):%H:%M %d/%m/%Y}" if line else "–",
                "state": locked.get_state_display().lower(),
            }
        )
    if locked.version != version:
        raise NotPossible(_("Tin vừa được sửa sau khi anh chị mở. Hãy đọc lại rồi quyết định."))
    return locked


def _key(vacancy: Vacancy) -> str:
    """One notice for each decision: a vacancy may be returned more than once."""
    return f"{vacancy.pk}:{vacancy.transitions.count()}"

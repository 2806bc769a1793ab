"""What happened, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import ApplicationOrigin, ApplicationState
from jobs.interviews.enums import InterviewState
from jobs.models import PlacementCheck
from jobs.outcomes.enums import PersonReason, Word
from portal.reports.ledger.chain import Event
from workers.counselling.enums import Channel, Topic

_ENDS = {
    ApplicationState.HIRED,
    ApplicationState.NOT_HIRED,
    ApplicationState.WITHDRAWN,
}
_SENT: dict[str, str | Promise] = {
    ApplicationOrigin.WORKER: gettext_lazy("Tự ứng tuyển"),
    ApplicationOrigin.MATCH: gettext_lazy("Nhận lời mời của doanh nghiệp"),
    ApplicationOrigin.AGREEMENT: gettext_lazy("Ứng tuyển theo thỏa thuận cung ứng"),
    ApplicationOrigin.FAIR: gettext_lazy("Ứng tuyển tại phiên giao dịch"),
}


def title(event: Event) -> str:
    """The line's heading."""
    if event.kind == "turn":
        return _("Lượt tư vấn")
    if event.kind == "letter":
        return _("Giấy giới thiệu số %(number)s") % {"number": event.words}
    if event.kind == "sent":
        return str(_SENT.get(event.code, _("Ứng tuyển")))
    if event.kind == "moved":
        return str(ApplicationState(event.code).label)
    if event.kind == "met":
        return _("Phỏng vấn: %(state)s") % {"state": str(InterviewState(event.code).label).lower()}
    if event.kind == "word":
        return _("Đơn vị trả lời: %(word)s") % {"word": str(Word(event.code).label).lower()}
    if event.kind == "refused":
        return _("Người lao động không nhận việc")
    if event.kind == "started":
        return _("Bắt đầu đi làm")
    outcome = str(PlacementCheck.Outcome(event.code).label).lower()
    return _("Hỏi thăm sau %(month)s tháng: %(outcome)s") % {"month": event.words, "outcome": outcome}


def detail(event: Event) -> str:
    """What stands under it; may be empty."""
    if event.kind == "turn":
        topics = ", ".join(str(Topic(topic).label) for topic in event.words.split(","))
        return f"{Channel(event.code).label} · {topics}"
    if event.kind == "refused":
        return " · ".join(part for part in (str(PersonReason(event.code).label), event.words) if part)
    return event.words if event.kind in {"moved", "word"} else ""


def tone(event: Event) -> str:
    """How the line looks: "now" – a step forward worth seeing, "care" – an end without work, "" – anything else."""
    if event.kind in {"letter", "started"} or (event.kind == "check" and event.code == PlacementCheck.Outcome.WORKING):
        return "now"
    if event.kind == "refused" or (event.kind == "check" and event.code == PlacementCheck.Outcome.LEFT):
        return "care"
    if event.kind == "moved" and event.code in _ENDS:
        return "now" if event.code == ApplicationState.HIRED else "care"
    return ""

"""What the centre needs to know of an employer, what of it is missing, and how long it usually takes to look."""

from datetime import timedelta
from statistics import median
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from employers.enums import Verification
from employers.models import Employer
from employers.verification.enums import Outcome, PaperKind, ReturnCode
from employers.verification.models import Handover, Paper, Registration

NEEDED: dict[str, tuple[tuple[str, str | Promise], ...]] = {
    "ten": (("ownership", _("loại hình")),),
    "nganh": (("industry_id", _("ngành chính")), ("product", _("sản phẩm")), ("size_band", _("quy mô"))),
    "dia-chi": (("commune_id", _("xã, phường")), ("address", _("địa chỉ cụ thể"))),
    "lien-he": (
        ("phone", _("điện thoại")), ("email", _("thư điện tử")), ("representative", _("người đại diện")),
    ),
}  # fmt: skip
"""What Mẫu 03 marks as required, by step."""
WHERE_MENDED = {
    ReturnCode.NAME: "ten",
    ReturnCode.ADDRESS: "dia-chi",
    ReturnCode.CONTACT: "lien-he",
    ReturnCode.CERTIFICATE: "giay-to",
    ReturnCode.AUTHORISATION: "giay-to",
    ReturnCode.OTHER: "",
}


class Missing(NamedTuple):
    step: str
    """Key of the step, or ``giay-to``."""
    what: str


def missing(employer: Employer, papers: list[Paper]) -> list[Missing]:
    """What must be there before the registration can be handed in; no query."""
    found = [
        Missing(step, str(words))
        for step, fields in NEEDED.items()
        for name, words in fields
        if not getattr(employer, name)
    ]
    if not any(paper.kind == PaperKind.CERTIFICATE for paper in papers):
        found.append(Missing("giay-to", str(PaperKind.CERTIFICATE.label)))
    return found


def registration_of(employer: Employer) -> Registration:
    """The stored form, or a fresh one (not stored); no query where it came with the employer."""
    stored: Registration | None = getattr(employer, "registration", None)
    return stored or Registration(employer=employer)


def last_handover(employer: Employer) -> Handover | None:
    return employer.handovers.select_related("by").order_by("-at", "-id").first()


def waiting() -> "QuerySet[Handover]":
    """What the centre has to look at, longest waiting first."""
    return (
        Handover.objects.filter(outcome="", employer__verification=Verification.PENDING)
        .select_related("employer__commune", "by")
        .order_by("at", "id")
    )


def usual_hours() -> int | None:
    """Half of the registrations of the last 90 days were answered within so many hours; ``None`` below five."""
    since = timezone.now() - timedelta(days=90)
    answered = Handover.objects.filter(decided_at__gte=since, outcome__in=[Outcome.VERIFIED, Outcome.RETURNED])
    took = [done - at for at, done in answered.order_by("-decided_at").values_list("at", "decided_at")[:200] if done]
    if len(took) < 5:
        return None
    return max(1, round(median(span.total_seconds() for span in took) / 3600))

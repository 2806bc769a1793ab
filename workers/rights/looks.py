"""Who looked at a person's data, in words for that person."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import AccessLog
from workers.looks.enums import WORDS_OF_WHY, Action, Sensitive

WORDS: dict[str, str | Promise] = {
    **dict(Action.choices),
    "candidate-open": _("Xem hồ sơ của ứng viên"),
    "candidate-anonymous": _("Xem hồ sơ ẩn danh: không thấy tên và cách liên hệ"),
    "data-request": _("Xử lý yêu cầu về dữ liệu"),
    "policy_trial": _("Xem thử cách ghép nối"),
    "ledger-xlsx": _("Xuất danh sách lượt tư vấn, việc làm ra bảng tính"),
    "training": _("Đưa vào danh sách lớp nghề"),
    "training-csv": _("Tải danh sách lớp nghề"),
    "mau-04": _("Tải danh sách Mẫu 04"),
    "merged": _("Gộp hoặc tách hồ sơ trùng"),
    "paper": _("Mở giấy tờ đã nộp"),
    "application-paper": _("Mở giấy tờ kèm hồ sơ ứng tuyển"),
    "messages": _("Đọc tin nhắn bị báo"),
}
_SIGNER = signing.Signer(salt="looks")


class Look(NamedTuple):
    at: datetime
    who: str
    """Name with role and office, or the employer."""
    is_employer: bool
    what: str | Promise
    why: str
    token: str = ""
    """Names the look to whoever it is shown to, in an address."""
    is_sensitive: bool = False


def read(log: "QuerySet[AccessLog]") -> list[Look]:
    """In the order of ``log``; two queries."""
    rows: Iterable[AccessLog] = log.select_related("actor__staff__office")
    return [look(one) for one in rows]


def by_day(found: Iterable[Look]) -> list[tuple[date, list[Look]]]:
    """Looks in the order given, by day of the centre's zone."""
    return [(day, list(some)) for day, some in groupby(found, key=lambda one: timezone.localdate(one.at))]


def look(one: AccessLog) -> Look:
    staff = getattr(one.actor, "staff", None)
    token, is_sensitive = _SIGNER.sign_object(one.pk), bool(one.fields) or one.action == Action.SENSITIVE
    if staff:
        who = f"{one.actor}, {staff.get_role_display().lower()}, {staff.office}"
        return Look(one.at, who, False, what_of(one), why_of(one), token, is_sensitive)
    employer, _colon, vacancy = one.reason.partition(": ")
    return Look(one.at, employer or str(one.actor), True, what_of(one), vacancy, token)


def what_of(one: AccessLog) -> str | Promise:
    """What was done, with the sensitive fields by name."""
    known = WORDS.get(one.action) or (_("Tải danh sách") if "csv" in one.action or "xlsx" in one.action else _("Xem"))
    if not one.fields:
        return known
    labels = [str(Sensitive(name).label) for name in one.fields.split(",") if name in Sensitive.values]
    return f"{known}: {', '.join(labels)}"


def why_of(one: AccessLog) -> str:
    """The reason chosen and what was said with it."""
    return " – ".join(str(part) for part in (WORDS_OF_WHY.get(one.kind), one.reason) if part)


def named(token: str, subject_id: str) -> AccessLog | None:
    """The look a token names, of that person."""
    try:
        key = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    return AccessLog.objects.select_related("actor__staff__office").filter(pk=key, subject_id=subject_id).first()

"""Who looked at a person's data, in words for that person."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import AccessLog

WORDS: dict[str, str | Promise] = {
    "counselling": _("Mở hồ sơ để tư vấn"),
    "sensitive": _("Xem số định danh và thông tin nhạy cảm"),
    "reason": _("Ghi lý do để mở hồ sơ của văn phòng khác"),
    "candidate-open": _("Xem hồ sơ của ứng viên"),
    "candidate-anonymous": _("Xem hồ sơ ẩn danh: không thấy tên và cách liên hệ"),
    "data-request": _("Xử lý yêu cầu về dữ liệu"),
    "policy_trial": _("Xem thử cách ghép nối"),
    "training": _("Đưa vào danh sách lớp nghề"),
    "training-csv": _("Tải danh sách lớp nghề"),
}


class Look(NamedTuple):
    at: datetime
    who: str
    """Name with role and office, or the employer."""
    is_employer: bool
    what: str | Promise
    why: str


def read(log: "QuerySet[AccessLog]") -> list[Look]:
    """In the order of ``log``; two queries."""
    rows: Iterable[AccessLog] = log.select_related("actor__staff__office")
    return [look(one) for one in rows]


def look(one: AccessLog) -> Look:
    what = WORDS.get(one.action) or (_("Tải danh sách") if "csv" in one.action or "xlsx" in one.action else _("Xem"))
    staff = getattr(one.actor, "staff", None)
    if staff:
        return Look(one.at, f"{one.actor}, {staff.get_role_display().lower()}, {staff.office}", False, what, one.reason)
    employer, _colon, vacancy = one.reason.partition(": ")
    return Look(one.at, employer or str(one.actor), True, what, vacancy)

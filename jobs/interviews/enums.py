"""How an interview is held and what became of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    ONSITE = "onsite", _("Gặp trực tiếp")
    PHONE = "phone", _("Qua điện thoại")
    ONLINE = "online", _("Gọi video")


class InterviewState(TextChoices):
    OFFERED = "offered", _("Chờ chọn giờ")
    BOOKED = "booked", _("Đã hẹn")
    NONE_FITS = "none_fits", _("Không giờ nào hợp")
    CANCELLED = "cancelled", _("Đã hủy")
    HELD = "held", _("Đã phỏng vấn")
    NO_SHOW = "no_show", _("Không đến")


_S = InterviewState
INTERVIEW_LIVE = frozenset({_S.OFFERED, _S.BOOKED})
INTERVIEW_TRANSITIONS: dict[InterviewState, frozenset[InterviewState]] = {
    _S.OFFERED: frozenset({_S.BOOKED, _S.NONE_FITS, _S.CANCELLED}),
    # Back to offered: the employer moved the time, the person chooses anew.
    _S.BOOKED: frozenset({_S.OFFERED, _S.NONE_FITS, _S.CANCELLED, _S.HELD, _S.NO_SHOW}),
    _S.NONE_FITS: frozenset(),
    _S.CANCELLED: frozenset(),
    # A wrong mark is put right.
    _S.HELD: frozenset({_S.NO_SHOW}),
    _S.NO_SHOW: frozenset({_S.HELD}),
}

"""What becomes of an appointment, and of a number taken at the counter."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class AppointmentState(TextChoices):
    BOOKED = "booked", _("Đã hẹn")
    CAME = "came", _("Đã đến")
    MISSED = "missed", _("Lỡ hẹn")
    CANCELLED = "cancelled", _("Đã hủy")


_A = AppointmentState
APPOINTMENT_TRANSITIONS: dict[AppointmentState, frozenset[AppointmentState]] = {
    _A.BOOKED: frozenset({_A.CAME, _A.MISSED, _A.CANCELLED}),
    # Late, or marked wrongly.
    _A.MISSED: frozenset({_A.CAME}),
    _A.CAME: frozenset({_A.MISSED}),
    _A.CANCELLED: frozenset(),
}


class Happening(TextChoices):
    """What a line of an appointment's log says."""

    BOOKED = "booked", _("Đặt hẹn")
    MOVED = "moved", _("Đổi giờ")
    CAME = "came", _("Đã đến")
    MISSED = "missed", _("Lỡ hẹn")
    CANCELLED = "cancelled", _("Hủy hẹn")
    FOLLOWED = "followed", _("Đã liên lạc sau khi lỡ hẹn")


class TicketState(TextChoices):
    WAITING = "waiting", _("Đang chờ")
    SERVING = "serving", _("Đang tiếp")
    SERVED = "served", _("Đã tiếp xong")
    LEFT = "left", _("Đã về")


class Weekday(IntegerChoices):
    """As :meth:`datetime.date.weekday` counts."""

    MONDAY = 0, _("Thứ hai")
    TUESDAY = 1, _("Thứ ba")
    WEDNESDAY = 2, _("Thứ tư")
    THURSDAY = 3, _("Thứ năm")
    FRIDAY = 4, _("Thứ sáu")
    SATURDAY = 5, _("Thứ bảy")
    SUNDAY = 6, _("Chủ nhật")

"""How appointments are told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.notices.enums import Category
from portal.notices.messages import Message
from workers.appointments import telling


class _ToWorker(Message):
    category = Category.APPOINTMENTS
    icon = "calendar"

    @property
    def address(self) -> str:
        return reverse("appointments:mine")


class Booked(_ToWorker):
    kind = telling.BOOKED
    icon = "calendar-check"

    @property
    def title(self) -> str:
        return _("Trung tâm đã đặt hẹn tư vấn cho anh chị lúc %(time)s tại %(office)s") % self.payload


class Cancelled(_ToWorker):
    kind = telling.CANCELLED
    icon = "calendar-x"
    urgent = True

    @property
    def title(self) -> str:
        if self.payload.get("reason"):
            return _("Trung tâm phải hủy hẹn tư vấn lúc %(time)s: %(reason)s. Hãy chọn giờ khác.") % self.payload
        return _("Trung tâm phải hủy hẹn tư vấn lúc %(time)s. Hãy chọn giờ khác.") % self.payload


class Tomorrow(_ToWorker):
    kind = telling.REMIND
    icon = "calendar-clock"
    urgent = True

    @property
    def title(self) -> str:
        return _("Nhắc hẹn: gặp cán bộ tư vấn lúc %(time)s tại %(office)s") % self.payload


class Missed(_ToWorker):
    kind = telling.MISSED
    icon = "calendar-x"

    @property
    def title(self) -> str:
        return _(
            "Anh chị chưa đến buổi hẹn lúc %(time)s tại %(office)s. Anh chị đặt lại giờ khác lúc nào cũng được."
        ) % (self.payload)

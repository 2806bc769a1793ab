"""How interviews are told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.interviews import telling
from portal.notices.enums import Category
from portal.notices.messages import Message


class _ToWorker(Message):
    category = Category.APPOINTMENTS
    icon = "calendar"

    @property
    def address(self) -> str:
        return reverse("seeking:application", args=[self.payload["application"]]) + "#phong-van"


class _ToMember(Message):
    category = Category.APPOINTMENTS
    icon = "calendar"

    @property
    def address(self) -> str:
        return reverse("hiring:candidate", args=[self.payload["vacancy"], self.payload["person"]])


class Offered(_ToWorker):
    kind = telling.OFFERED
    urgent = True

    @property
    def title(self) -> str:
        return _("%(employer)s mời anh chị phỏng vấn: %(title)s. Hãy chọn giờ.") % self.payload


class Moved(_ToWorker):
    kind = telling.MOVED
    icon = "calendar-clock"
    urgent = True

    @property
    def title(self) -> str:
        return _("%(employer)s đổi giờ phỏng vấn sang %(time)s: %(reason)s. Hãy chọn lại.") % self.payload


class Ended(_ToWorker):
    kind = telling.ENDED
    icon = "calendar-x"
    urgent = True

    @property
    def title(self) -> str:
        return _("%(employer)s hủy hẹn phỏng vấn “%(title)s”: %(reason)s") % self.payload


class Missed(_ToWorker):
    kind = telling.MISSED
    icon = "calendar-x"

    @property
    def title(self) -> str:
        return (
            _("%(employer)s ghi anh chị không đến phỏng vấn lúc %(time)s. Nếu không đúng, hãy báo lại.") % self.payload
        )


class Chosen(_ToMember):
    kind = telling.CHOSEN
    icon = "calendar-check"

    @property
    def title(self) -> str:
        return _("%(name)s sẽ đến phỏng vấn lúc %(time)s: %(title)s") % self.payload


class NoneFits(_ToMember):
    kind = telling.NONE_FITS
    icon = "calendar-x"
    urgent = True

    @property
    def title(self) -> str:
        return _("%(name)s không đến phỏng vấn được: %(reason)s") % self.payload


class Tomorrow(Message):
    """To both sides; where it leads depends on whose it is, so it leads to one's own list."""

    category = Category.APPOINTMENTS
    kind = telling.REMIND
    icon = "calendar-clock"
    urgent = True

    @property
    def title(self) -> str:
        return _("Nhắc hẹn: phỏng vấn lúc %(time)s, %(title)s, %(employer)s") % self.payload

    @property
    def address(self) -> str:
        return reverse("interviews:mine")

"""How applications, answers and lapsed promises are told."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.answers import telling
from jobs.enums import ApplicationState
from portal.notices.enums import Category
from portal.notices.messages import Line, Message


class _ToWorker(Message):
    """About one's own application."""

    category = Category.APPLICATIONS

    @property
    def address(self) -> str:
        return reverse("seeking:application", args=[self.payload["application"]])


class _ToMember(Message):
    """About one person at one vacancy."""

    category = Category.APPLICATIONS

    @property
    def address(self) -> str:
        return reverse("hiring:candidate", args=[self.payload["vacancy"], self.payload["person"]])


class Applied(_ToMember):
    kind = telling.APPLIED
    icon = "user-plus"

    @property
    def title(self) -> str:
        return _("%(name)s nộp hồ sơ: %(title)s") % self.payload


class Withdrawn(_ToMember):
    kind = telling.WITHDRAWN
    icon = "user-minus"

    @property
    def title(self) -> str:
        return _("%(name)s rút hồ sơ: %(title)s") % self.payload

    @property
    def address(self) -> str:
        return reverse("hiring:vacancy", args=[self.payload["vacancy"]])


class Invited(_ToWorker):
    kind = telling.INVITED
    icon = "mail"

    @property
    def title(self) -> str:
        return _("%(employer)s mời anh chị ứng tuyển: %(title)s") % self.payload


class Decided(_ToWorker):
    kind = telling.DECIDED
    icon = "mail-check"
    urgent = True

    @property
    def title(self) -> str:
        said = {
            ApplicationState.OFFERED: _("%(employer)s muốn nhận anh chị: %(title)s"),
            ApplicationState.HIRED: _("%(employer)s đã tuyển anh chị: %(title)s"),
        }.get(ApplicationState(self.payload["state"]), _("%(employer)s đã trả lời hồ sơ của anh chị: %(title)s"))
        return said % self.payload


class Helped(_ToWorker):
    kind = telling.HELPED
    icon = "messages-square"

    @property
    def title(self) -> str:
        return _("Trung tâm đã hỏi giúp anh chị về “%(title)s”: %(answer)s") % self.payload


class Closed(_ToWorker):
    kind = telling.CLOSED
    icon = "calendar-x"

    @property
    def title(self) -> str:
        return _("“%(title)s” đã đóng, không nhận thêm hồ sơ. %(employer)s vẫn phải trả lời anh chị.") % self.payload


class NoReply(_ToWorker):
    """To the candidate, on the day after the promised one."""

    kind = telling.NO_REPLY
    icon = "clock-alert"

    @property
    def title(self) -> str:
        return _("%(employer)s chưa trả lời đúng hẹn về “%(title)s”. Anh chị có thể làm gì tiếp?") % self.payload


class _Reminder(Message):
    """To an employer's members: people wait; one notice a vacancy."""

    category = Category.APPLICATIONS
    icon = "clock"

    @property
    def address(self) -> str:
        return reverse("answers:queue")

    @property
    def lines(self) -> list[Line]:
        where = reverse("hiring:vacancy", args=[self.payload["vacancy"]])
        count = self.payload["count"]
        return [Line(self.payload["title"], ngettext("%(n)d người", "%(n)d người", count) % {"n": count}, where)]


class ReplySoon(_Reminder):
    kind = telling.REPLY_SOON

    @property
    def title(self) -> str:
        return _("Còn hai ngày để trả lời người ứng tuyển “%(title)s”") % self.payload


class ReplyToday(_Reminder):
    kind = telling.REPLY_TODAY

    @property
    def title(self) -> str:
        return _("Hôm nay là ngày hẹn trả lời người ứng tuyển “%(title)s”") % self.payload


class ReplyLate(_Reminder):
    kind = telling.REPLY_LATE
    icon = "clock-alert"

    @property
    def title(self) -> str:
        return _("Đã quá hẹn trả lời người ứng tuyển “%(title)s”; họ đã được báo") % self.payload

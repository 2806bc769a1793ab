"""How the centre's answers are told to an employer's members and to those who asked to become one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from employers.verification.claims import KIND as CLAIM
from employers.verification.enums import ReturnCode
from employers.verification.services import REINSTATED, RETURNED, SUSPENDED, VERIFIED
from portal.notices.enums import Category
from portal.notices.messages import Line, Message


class _AboutEmployer(Message):
    """What the centre decided: vacancies show, or no longer do, from this moment on."""

    icon = "building-2"
    category = Category.ACCOUNT
    urgent = True

    @property
    def address(self) -> str:
        return reverse("hiring:employer", args=[self.payload["employer"]])


class Returned(_AboutEmployer):
    kind = RETURNED

    @property
    def title(self) -> str:
        return _("Hồ sơ %(name)s cần bổ sung trước khi trung tâm xác minh") % {"name": self.payload["name"]}

    @property
    def lines(self) -> list[Line]:
        known = [code for code in self.payload["codes"] if code in ReturnCode.values]
        return [Line(str(ReturnCode(code).label), self.payload["words"], self.address) for code in known]

    @property
    def text(self) -> str:
        """What to mend takes more words than fit."""
        return self.brief.title


class Verified(_AboutEmployer):
    kind = VERIFIED

    @property
    def title(self) -> str:
        return _("Trung tâm đã xác minh %(name)s: tin đăng của anh chị nay hiện với người tìm việc") % {
            "name": self.payload["name"]
        }


class Suspended(_AboutEmployer):
    kind = SUSPENDED

    @property
    def title(self) -> str:
        return _("%(name)s tạm ngừng trên cổng: %(why)s") % {"name": self.payload["name"], "why": self.payload["words"]}


class Reinstated(_AboutEmployer):
    kind = REINSTATED

    @property
    def title(self) -> str:
        return _("%(name)s hoạt động trở lại trên cổng") % {"name": self.payload["name"]}


class ClaimDecided(Message):
    kind = CLAIM
    icon = "building-2"
    category = Category.ACCOUNT
    urgent = True

    @property
    def title(self) -> str:
        if self.payload["granted"]:
            return _("Trung tâm đã chấp nhận yêu cầu quản lý %(name)s của anh chị") % {"name": self.payload["name"]}
        return _("Trung tâm không chấp nhận yêu cầu quản lý %(name)s: %(why)s") % {
            "name": self.payload["name"],
            "why": self.payload["words"],
        }

    @property
    def address(self) -> str:
        if self.payload["granted"]:
            return reverse("hiring:employer", args=[self.payload["employer"]])
        return reverse("hiring:claim", args=[self.payload["claim"]])

"""How a new registration for work abroad is told to the office that guides it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.notices.enums import Category
from portal.notices.messages import Line, Message
from workers.overseas.services import INTEREST


class NewInterest(Message):
    """To an office's counsellors and managers: who wants to go, and with which programme."""

    kind = INTEREST
    icon = "plane"
    category = Category.APPLICATIONS

    @property
    def title(self) -> str:
        return _("Có người đăng ký đi làm việc ở nước ngoài")

    @property
    def lines(self) -> list[Line]:
        return [Line(self.payload["name"], self.payload["programme"], self.address)]

    @property
    def address(self) -> str:
        return reverse("desk:person", args=[self.payload["worker"]])

"""How people are told what becomes of their requests."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.notices.enums import Category
from portal.notices.messages import Message
from workers.rights.enums import Kind


class RequestAnswered(Message):
    kind = "rights-answered"
    icon = "shield-user"
    category = Category.ACCOUNT
    urgent = True

    @property
    def title(self) -> str:
        return _("Trung tâm đã trả lời yêu cầu “%(what)s” của anh chị") % {"what": Kind(self.payload["kind"]).label}

    @property
    def address(self) -> str:
        return reverse("rights:mine")


class ExportReady(Message):
    kind = "rights-export"
    icon = "download"
    category = Category.ACCOUNT

    @property
    def title(self) -> str:
        return _("Bản sao dữ liệu của anh chị đã sẵn sàng để tải về")

    @property
    def address(self) -> str:
        return reverse("rights:take")

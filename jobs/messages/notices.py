"""How a new letter is told; its words stay on the portal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.messages.models import Side
from jobs.messages.services import WRITTEN
from portal.notices.enums import Category
from portal.notices.messages import Message


class Written(Message):
    category = Category.APPLICATIONS
    kind = WRITTEN
    icon = "message-square"

    @property
    def title(self) -> str:
        side = self.payload["side"]
        if side == Side.CENTRE:
            return _("Trung tâm nhắn cho anh chị về “%(title)s”") % self.payload
        if side == Side.EMPLOYER:
            return _("%(employer)s nhắn cho anh chị về “%(title)s”") % self.payload
        return _("%(name)s nhắn cho anh chị về “%(title)s”") % self.payload

    @property
    def address(self) -> str:
        return reverse("letters:thread", args=[self.payload["application"]])

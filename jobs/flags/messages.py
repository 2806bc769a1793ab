"""How people who reported an advert with their account are told what came of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.contacts import masked
from jobs.flags.enums import Outcome
from jobs.flags.services import DECIDED
from portal.notices.enums import Category
from portal.notices.messages import Message


class FlagDecided(Message):
    """What the centre wrote to the employer is between those two."""

    kind = DECIDED
    icon = "flag"
    category = Category.NEWS

    @property
    def title(self) -> str:
        said = {
            Outcome.DISMISS: _("Trung tâm đã xem tin “%(title)s” anh chị báo: không thấy sai, tin vẫn đăng."),
            Outcome.RETURN: _("Trung tâm đã xem tin “%(title)s” anh chị báo: doanh nghiệp phải sửa rồi mới đăng lại."),
            Outcome.CLOSE: _("Trung tâm đã gỡ tin “%(title)s” anh chị báo. Cảm ơn anh chị."),
            Outcome.SUSPEND: _("Trung tâm đã tạm ngừng doanh nghiệp của tin “%(title)s” anh chị báo. Cảm ơn anh chị."),
        }[Outcome(self.payload["outcome"])]
        return said % {"title": masked(self.payload["title"])}

    @property
    def address(self) -> str:
        """The advert where it still stands."""
        if self.payload["outcome"] == Outcome.DISMISS:
            return reverse("jobs:vacancy", args=[self.payload["vacancy"]])
        return reverse("jobs:search")

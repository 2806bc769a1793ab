"""What employers are told of their vacancies."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from employers.models import EmployerMember
from portal.notices.enums import Category
from portal.notices.messages import Message

ENDS_SOON, ENDED, RETURNED, PUBLISHED = "vacancy-ends", "vacancy-ended", "vacancy-returned", "vacancy-published"


class _OfVacancy(Message):
    """``payload``: key and title of the vacancy, and what else the title needs."""

    category = Category.APPLICATIONS

    @property
    def address(self) -> str:
        return reverse("hiring:vacancy", args=[self.payload["key"]])

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        members = EmployerMember.objects.filter(user__in=users, is_active=True)
        return set(members.order_by().values_list("user", flat=True))


class EndsSoon(_OfVacancy):
    kind = ENDS_SOON
    icon = "calendar-clock"

    @property
    def title(self) -> str:
        return _("Tin “%(title)s” hết hạn ngày %(day)s. Còn tuyển thì gia hạn, đủ người thì đóng.") % self.payload


class Ended(_OfVacancy):
    kind = ENDED
    icon = "calendar-x"

    @property
    def title(self) -> str:
        return _("Tin “%(title)s” đã hết hạn và được đóng. Cần tuyển tiếp thì nhân bản thành tin mới.") % self.payload


class Returned(_OfVacancy):
    kind = RETURNED
    icon = "undo-2"
    urgent = True

    @property
    def title(self) -> str:
        return _("Trung tâm đề nghị sửa tin “%(title)s”.") % self.payload


class Published(_OfVacancy):
    kind = PUBLISHED
    icon = "circle-check"

    @property
    def title(self) -> str:
        return _("Tin “%(title)s” đã được đăng.") % self.payload

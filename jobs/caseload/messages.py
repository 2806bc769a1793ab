"""How cases that changed hands are told to colleagues."""

from django.urls import reverse
from django.utils.translation import ngettext

from jobs.caseload import telling
from portal.notices.enums import Category
from portal.notices.messages import Message


class _ToColleague(Message):
    category = Category.NEWS
    icon = "folder-input"

    @property
    def address(self) -> str:
        return reverse("caseload:list")


class Handed(_ToColleague):
    kind = telling.HANDED

    @property
    def title(self) -> str:
        count = self.payload["count"]
        return ngettext(
            "%(by)s giao cho anh chị %(count)d hồ sơ phụ trách",
            "%(by)s giao cho anh chị %(count)d hồ sơ phụ trách",
            count,
        ) % {"by": self.payload["by"], "count": count}


class Away(_ToColleague):
    kind = telling.AWAY
    icon = "folder-output"

    @property
    def title(self) -> str:
        count = self.payload["count"]
        return ngettext(
            "%(by)s đã chuyển %(count)d hồ sơ của anh chị cho người khác phụ trách",
            "%(by)s đã chuyển %(count)d hồ sơ của anh chị cho người khác phụ trách",
            count,
        ) % {"by": self.payload["by"], "count": count}


class Undone(_ToColleague):
    kind = telling.UNDONE
    icon = "folder-output"

    @property
    def title(self) -> str:
        count = self.payload["count"]
        return ngettext(
            "%(by)s đã rút lại %(count)d hồ sơ vừa giao cho anh chị",
            "%(by)s đã rút lại %(count)d hồ sơ vừa giao cho anh chị",
            count,
        ) % {"by": self.payload["by"], "count": count}

"""How new results of a saved search are told (:mod:`jobs.saved.alerts` finds them)."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.saved.enums import Frequency
from jobs.saved.models import SavedSearch
from jobs.saved.searches import stop_token
from portal.notices.enums import Category
from portal.notices.messages import Line, Message

NEW_RESULTS = "new_results"


class NewResults(Message):
    """To a person: vacancies published since the last time that a search of theirs finds."""

    kind = NEW_RESULTS
    icon = "search-check"
    category = Category.MATCHES

    @property
    def title(self) -> str:
        count = self.payload["count"]
        words = ngettext("%(n)d tin mới cho “%(name)s”", "%(n)d tin mới cho “%(name)s”", count)
        return words % {"n": count, "name": self.payload["name"]}

    @property
    def lines(self) -> list[Line]:
        found = [Line(title, employer, reverse("jobs:vacancy", args=[key])) for key, title, employer in self.named]
        stop = reverse("saved:stop", args=[stop_token(self.payload["search"])])
        return [*found, Line(_("Thôi báo tìm kiếm này"), "", stop)]

    @property
    def named(self) -> list[list[str]]:
        """(public identifier, title, employer) of the newest."""
        named: list[list[str]] = self.payload["named"]
        return named

    @property
    def address(self) -> str:
        return reverse("saved:open_search", args=[self.payload["search"]])

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        """Those who still have a search that tells: they asked for it, and each message has the way out."""
        telling = SavedSearch.objects.filter(worker__user__in=users, frequency=Frequency.DAILY)
        return {user for user in telling.order_by().values_list("worker__user", flat=True) if user}

"""How new jobs and new candidates are told (:mod:`jobs.matching.news` finds them)."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.enums import Verification
from employers.models import EmployerMember
from jobs.matching.news import NEW_JOBS, NEW_PEOPLE
from portal.notices.enums import Category
from portal.notices.messages import Line, Message
from workers.enums import ConsentPurpose
from workers.models import Worker


class NewJobs(Message):
    """To a person: vacancies that were not in their list before."""

    kind = NEW_JOBS
    icon = "briefcase"
    category = Category.MATCHES

    @property
    def title(self) -> str:
        count = self.payload["count"]
        return ngettext("%(n)d việc mới hợp với anh chị", "%(n)d việc mới hợp với anh chị", count) % {"n": count}

    @property
    def lines(self) -> list[Line]:
        return [
            Line(title, _("%(share)d %% phù hợp") % {"share": points // 10}, reverse("seeking:pair", args=[key]))
            for key, title, points in self.payload["named"]
        ]

    @property
    def address(self) -> str:
        return reverse("seeking:matches")

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        """Those who look for work and agreed to matching and to messages about jobs."""
        agreed = Worker.objects.matchable().consented(ConsentPurpose.MESSAGES).filter(user__in=users)
        return {user for user in agreed.order_by().values_list("user", flat=True) if user}


class NewPeople(Message):
    """To an employer's members: how many people a vacancy has found; who they are stays on the portal."""

    kind = NEW_PEOPLE
    icon = "users"
    category = Category.MATCHES

    @property
    def title(self) -> str:
        count = self.payload["count"]
        return ngettext("%(n)d người mới hợp với tin của anh chị", "%(n)d người mới hợp với tin của anh chị", count) % {
            "n": count
        }

    @property
    def lines(self) -> list[Line]:
        return [
            Line(title, ngettext("%(n)d người", "%(n)d người", n) % {"n": n}, reverse("hiring:vacancy", args=[key]))
            for key, title, n in self.payload["named"]
        ]

    @property
    def address(self) -> str:
        return reverse("hiring:home")

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        """Active members of verified employers."""
        members = EmployerMember.objects.filter(
            user__in=users, is_active=True, employer__verification=Verification.VERIFIED
        )
        return set(members.order_by().values_list("user", flat=True))

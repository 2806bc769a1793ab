"""What an employer's standing with the centre means for its vacancies and for the people on their way to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from employers.enums import Verification
from employers.models import Employer
from jobs.enums import APPLICATION_LIVE, VacancyState
from jobs.models import Application, Vacancy
from jobs.signals import vacancy_changed
from portal.notices.enums import Category
from portal.notices.messages import Message
from portal.notices.services import tell

PAUSED = "employer_paused"


class EmployerPaused(Message):
    """To somebody in process: the employer is suspended for now; why is between it and the centre."""

    kind = PAUSED
    icon = "building-2"
    category = Category.APPLICATIONS
    urgent = True

    @property
    def title(self) -> str:
        return _(
            "%(name)s đang tạm ngừng trên cổng nên hồ sơ “%(job)s” của anh chị tạm dừng. Trung tâm sẽ báo tiếp."
        ) % {
            "name": self.payload["name"],
            "job": self.payload["job"],
        }

    @property
    def text(self) -> str:
        return _("%(name)s tạm ngừng trên cổng; hồ sơ “%(job)s” của anh chị tạm dừng") % self.brief.payload

    @property
    def address(self) -> str:
        return reverse("seeking:application", args=[self.payload["application"]])


def on_verification_changed(employer_id: int, before: str, after: str, change_id: int, **_: Any) -> None:
    """Suspended: nobody new comes to its vacancies (they show nowhere), and those in process are told. Both when it is
    suspended and when it comes back, its published vacancies are matched anew."""
    if Verification.SUSPENDED not in {before, after}:
        return
    for key in Vacancy.objects.filter(employer=employer_id, state=VacancyState.PUBLISHED).values_list("pk", flat=True):
        vacancy_changed.send(sender=Vacancy, vacancy_id=key)
    if after == Verification.SUSPENDED:
        _tell(employer_id, change_id)


def _tell(employer_id: int, change_id: int) -> None:
    live = Application.objects.filter(
        vacancy__employer=employer_id, state__in=sorted(APPLICATION_LIVE), worker__user__isnull=False
    ).select_related("vacancy__employer", "worker")
    for one in live.order_by("pk"):
        payload = {
            "application": one.public_id,
            "name": one.vacancy.employer.name,
            "job": one.vacancy.title,
        }
        tell(PAUSED, f"{change_id}-{one.pk}", [(int(one.worker.user_id or 0), payload)])


def on_employers_merged(employer_id: int, **_: Any) -> None:
    """Whom people have blocked, and whose vacancies are shown, changed with the owner of the vacancies."""
    if Employer.objects.filter(pk=employer_id).exists():
        rows = Vacancy.objects.filter(employer=employer_id, state=VacancyState.PUBLISHED)
        for key in rows.order_by("pk").values_list("pk", flat=True):
            vacancy_changed.send(sender=Vacancy, vacancy_id=key)

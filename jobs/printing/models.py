"""Official papers given out: each with its number and what stood on it, and every time it was printed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.printing.kinds import NUMBERS, Kind
from portal.accounts.crypto import EncryptedTextField
from portal.codes.fields import PublicIdField
from workers.models import Worker


class PaperQuerySet(models.QuerySet["Paper"]):
    def about(self, worker: Worker) -> Self:
        """Papers that say something of the person, lists with others included."""
        return self.filter(Q(worker=worker) | Q(people=worker)).distinct()


class Paper(models.Model):
    """One number of the register. A copy shows what stood on it, whatever the records say today."""

    public_id = PublicIdField()
    kind = models.CharField(_("loại giấy"), max_length=12, choices=Kind)
    number = models.CharField(_("số"), max_length=40)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name=_("văn phòng"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người cấp")
    )
    issued_on = models.DateField(_("ngày cấp"))
    valid_until = models.DateField(_("có giá trị đến hết ngày"), null=True, blank=True)
    worker = models.ForeignKey("workers.Worker", models.PROTECT, null=True, blank=True, related_name="printed_papers")
    employer = models.ForeignKey(
        "employers.Employer", models.PROTECT, null=True, blank=True, related_name="printed_papers"
    )
    vacancy = models.ForeignKey("jobs.Vacancy", models.PROTECT, null=True, blank=True, related_name="printed_papers")
    key = models.CharField(max_length=80, blank=True)
    """Tells apart papers of one kind about the same: a referral, a month, a group, a period."""
    people = models.ManyToManyField("workers.Worker", blank=True, related_name="+")
    """Named on a list; a paper about one person has it in ``worker``."""
    content = EncryptedTextField(_("nội dung"), blank=True)
    """The filled form as JSON; empty once somebody on it had their data erased."""

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy tờ đã cấp")
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["worker", "kind"], name="printed_worker"),
            models.Index(fields=["vacancy", "kind"], name="printed_vacancy"),
            models.Index(fields=["employer", "kind"], name="printed_employer"),
            models.Index(fields=["office", "kind", "-issued_on"], name="printed_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "number"], name="printed_number_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("issued_on")), name="printed_validity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def form_number(self) -> str:
        return NUMBERS[Kind(self.kind)]

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_emptied(self) -> bool:
        """Nothing to print any more."""
        return not self.content


class Printing(models.Model):
    """Append-only: who printed the paper when. The first is the paper itself, every later one a copy (bản sao)."""

    public_id = PublicIdField()
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="printings")
    copy = models.PositiveSmallIntegerField(_("bản sao số"))
    """0: the paper itself."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lần in")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["paper", "copy"], name="printing_copy_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} · {self.copy}"

"""Training gaps of a run, and cohort lists drafted from them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.training.enums import MemberState
from portal.codes.fields import PublicIdField, TidyCharField


class GapReport(models.Model):
    """The gaps of one run are worked out; one row a run."""

    run = models.OneToOneField("matching.MatchRun", models.CASCADE, related_name="gap_report")
    at = models.DateTimeField(default=timezone.now)
    short_vacancies = models.PositiveIntegerField(default=0)
    """Vacancies with more seats than people eligible for them."""
    missing_seats = models.PositiveIntegerField(default=0)
    """Seats of these for which nobody is eligible."""

    class Meta:
        ordering = ["-run"]

    def __str__(self) -> str:
        return f"{self.run_id}"


class AskedFields(models.Model):
    """What is lacking: an occupation, a criterion and what the vacancies ask for by it."""

    occupation = models.ForeignKey("codes.Occupation", models.PROTECT, null=True, blank=True, related_name="+")
    """Empty: the vacancies have none yet."""
    criterion = models.CharField(max_length=16)
    """Code of a trainable :data:`jobs.matching.criteria.CRITERIA`."""
    asked = models.JSONField(default=list)
    """[key of the code list (0 for levels of qualification), level] of each thing asked for."""

    class Meta:
        abstract = True

    @property
    def what(self) -> str:
        """What would have to be learnt, in the reader's language."""
        from jobs.training.wording import asked_text

        return asked_text(self.criterion, self.asked)


class TrainingGap(AskedFields):
    """Vacancies of one occupation that are short of people, and people who miss them by one trainable thing alone."""

    public_id = PublicIdField()
    report = models.ForeignKey(GapReport, models.CASCADE, related_name="gaps")
    seats = models.PositiveIntegerField(_("chỗ"))
    missing_seats = models.PositiveIntegerField(_("chỗ chưa có người"))
    people = models.PositiveIntegerField(_("người chỉ thiếu điều này"))
    could_fill = models.PositiveIntegerField(_("chỗ có thể lấp"))
    """The lesser of missing seats and people."""
    nearest = ArrayField(models.BigIntegerField())
    """Keys of the people, best points first; at most :data:`jobs.training.gaps.KEPT`."""
    vacancies = ArrayField(models.BigIntegerField())

    class Meta:
        ordering = ["-could_fill", "-missing_seats", "id"]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.criterion}"


class Cohort(AskedFields):
    """Danh sách dự kiến đi học: people for one course, and the employers who would hire."""

    public_id = PublicIdField()
    name = TidyCharField(_("tên danh sách"), max_length=160)
    note = models.TextField(_("ghi chú"), blank=True)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("danh sách dự kiến đi học")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class CohortMember(models.Model):
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="members")
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    """Nearest first, as drafted."""
    state = models.CharField(_("tình trạng"), max_length=8, choices=MemberState, default=MemberState.LISTED)
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    """Taken off the list; can be put back."""

    class Meta:
        ordering = ["cohort", "position"]
        constraints = [models.UniqueConstraint(fields=["cohort", "worker"], name="cohort_member_once")]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.worker_id}"


class CohortEmployer(models.Model):
    """Who would hire, as it stood when the list was drafted."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="employers")
    employer = models.ForeignKey("employers.Employer", models.CASCADE, related_name="+")
    vacancies = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()

    class Meta:
        ordering = ["cohort", "-seats", "id"]
        constraints = [models.UniqueConstraint(fields=["cohort", "employer"], name="cohort_employer_once")]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.employer_id}"

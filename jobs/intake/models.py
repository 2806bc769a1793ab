"""What was handed in, what became of each row, and what waits for a person."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.intake.enums import BatchState, Kind, Outcome, Reason
from jobs.intake.querysets import IntakeBatchQuerySet, IntakeRowQuerySet
from portal.codes.fields import PublicIdField, TidyCharField


def private_files() -> FileSystemStorage:
    """Uploads lie beside the database, never where files are served from."""
    return FileSystemStorage(settings.STATE_DIR / "intake", base_url=None, file_permissions_mode=0o600)


class IntakeBatch(models.Model):
    """One file on its way in."""

    public_id = PublicIdField()
    kind = models.CharField(_("nội dung"), max_length=10, choices=Kind)
    state = models.CharField(_("trạng thái"), max_length=10, choices=BatchState, default=BatchState.UPLOADED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, blank=True, related_name="+")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, null=True, blank=True, related_name="+")
    """Handed in by this employer for itself: every row is its own, and becomes a draft."""
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    """When the running import last wrote: a silent one is taken up again."""
    file = models.FileField(storage=private_files, upload_to="%Y/%m", blank=True)
    """Empty for files imported from the command line."""
    file_name = TidyCharField(_("tên tệp"), max_length=200)
    digest = models.CharField(max_length=64)
    """SHA-256 of the file's bytes."""
    format = models.CharField(_("định dạng"), max_length=80, blank=True)
    mapping = models.JSONField(default=list)
    """One entry a sheet: name and :meth:`jobs.intake.columns.Mapping.as_json`."""
    consented = models.BooleanField(_("đã có phiếu đồng ý trên giấy"), default=False)
    collected_on = models.DateField(_("ngày thu thập"), null=True, blank=True)
    """The day "hôm nay" means in the file and deadlines are judged by; empty: the day of import."""
    position = models.PositiveBigIntegerField(default=0)
    """Rows committed so far, counted over all sheets: where a killed import goes on."""
    rows_total = models.PositiveBigIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    """:meth:`jobs.intake.tally.Tally.as_json`."""
    error = models.CharField(max_length=255, blank=True)

    objects = IntakeBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt nhập dữ liệu")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_total=None) | Q(position__lte=F("rows_total")), name="intake_position_within"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_finished(self) -> bool:
        return self.state in {BatchState.DONE, BatchState.FAILED, BatchState.DISCARDED}

    @property
    def percent(self) -> int:
        """Share of rows committed, 0–100."""
        return min(100, self.position * 100 // self.rows_total) if self.rows_total else 0


class IntakeRow(models.Model):
    """What became of one row of a file, or a title written in the portal that waits for its occupation."""

    batch = models.ForeignKey(IntakeBatch, models.CASCADE, null=True, blank=True, related_name="rows")
    """Empty: written in the portal (:mod:`jobs.intake.freetext`)."""
    ordinal = models.PositiveBigIntegerField()
    """Counted over all sheets, from 1."""
    kind = models.CharField(max_length=10, choices=Kind)
    sheet = models.CharField(max_length=80, blank=True)
    number = models.PositiveBigIntegerField(_("dòng"))
    """The row's number as people see it in the file."""
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome)
    reason = models.CharField(_("lý do"), max_length=24, choices=Reason, blank=True)
    """Why the row was not imported."""
    problems = models.JSONField(default=dict)
    """Column → reason, for texts that were not fully understood."""
    cells = models.JSONField(null=True)
    """The row as found, kept for rows that were not imported; of what was written in the portal ``{"title": …}``."""
    source_key = models.CharField(max_length=80, null=True)
    content_key = models.CharField(max_length=64, null=True)
    vacancy = models.ForeignKey("jobs.Vacancy", models.SET_NULL, null=True, blank=True, related_name="intake_rows")
    worker = models.ForeignKey("workers.Worker", models.CASCADE, null=True, blank=True, related_name="intake_rows")
    """Deleted with the person: nothing of them stays behind."""
    awaits_occupation = models.BooleanField(default=False)
    """The occupation was not coded surely: a counsellor looks at it."""
    alternatives = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    """Occupation codes proposed, likeliest first."""
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng đã đọc")
        ordering = ["batch", "ordinal"]
        indexes = [
            models.Index(fields=["id"], condition=Q(awaits_occupation=True), name="intake_row_queue"),
            models.Index(fields=["batch", "outcome", "ordinal"], name="intake_row_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="intake_row_once"),
            models.UniqueConstraint(
                fields=["kind", "content_key"], condition=Q(outcome="imported"), name="intake_content_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="imported", reason="") | ~Q(outcome="imported") & ~Q(reason=""),
                name="intake_row_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id or '–'}:{self.number} {self.outcome}"

    @property
    def title(self) -> str:
        """The words whose occupation is asked for."""
        if self.batch_id is None and isinstance(self.cells, dict):
            return str(self.cells["title"])
        if self.vacancy is not None:
            return self.vacancy.title
        wanted = list(self.worker.wanted_occupations.all()) if self.worker is not None else []
        return wanted[0].title if wanted else ""

    @property
    def problem_labels(self) -> list[tuple[str, str]]:
        """(column, reason) in the reader's language."""
        from jobs.intake.enums import Column

        return [(str(Column(column).label), str(Reason(reason).label)) for column, reason in self.problems.items()]

    def subject(self) -> Any:
        """The vacancy or the worker the row became."""
        return self.vacancy or self.worker

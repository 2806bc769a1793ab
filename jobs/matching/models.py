"""Runs of the matching, their lists and the policy they follow.

For pages::

    Match.objects.for_worker(worker)    # published list of one person, best first; .select_related("vacancy__employer")
    Match.objects.for_vacancy(vacancy)  # published list of one vacancy, best first; .select_related("worker")
    match.points                        # 0–1000, as it stood when the pair was matched
    match.fit, match.preference         # the same points in two: what the employer needs, what the worker wants
    match.known                         # 0–1000: how much of the pair is known at all
    match.price                         # what a person's list took off for the seats; its order is points - price
    MatchSeat.objects.filter(run=run)   # seats, people suited and price of each vacancy of a run
    MatchRun.objects.published().first()  # when, how many, figures

Lists are read; only :mod:`jobs.matching.runs` and :mod:`jobs.matching.single` write them. A list row can be older than
the last edit by the seconds the single matching takes: filter what you show by ``Vacancy.objects.published()``.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.matching.enums import RUN_ACTIVE, RunOrigin, RunState, Side, TrialState
from jobs.matching.querysets import MatchQuerySet, MatchRunQuerySet
from portal.codes.fields import PublicIdField

FULL_POINTS = 1000


class MatchPolicy(models.Model):
    """One version of the weights; never changed, replaced by a newer version. Runs name theirs."""

    version = models.PositiveIntegerField(_("phiên bản"), unique=True)
    occupation = models.PositiveSmallIntegerField(_("nghề"), default=350)
    skills = models.PositiveSmallIntegerField(_("kỹ năng"), default=200)
    place = models.PositiveSmallIntegerField(_("nơi làm việc"), default=150)
    pay = models.PositiveSmallIntegerField(_("mức lương"), default=120)
    experience = models.PositiveSmallIntegerField(_("kinh nghiệm"), default=80)
    qualification = models.PositiveSmallIntegerField(_("trình độ vừa với việc"), default=50)
    conditions = models.PositiveSmallIntegerField(_("điều kiện, phúc lợi"), default=50)
    reason = models.TextField(_("lý do thay đổi"), blank=True, db_default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("chính sách tính điểm")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    occupation=FULL_POINTS
                    - models.F("skills")
                    - models.F("place")
                    - models.F("pay")
                    - models.F("experience")
                    - models.F("qualification")
                    - models.F("conditions")
                ),
                name="match_policy_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.version}"

    def clean(self) -> None:
        if sum(self.weights().values()) != FULL_POINTS:
            raise ValidationError(_("Tổng các trọng số phải bằng 1000."))

    @classmethod
    def current(cls) -> "MatchPolicy":
        """The newest version; the first is made of the declared weights."""
        return cls.objects.first() or cls.objects.get_or_create(version=1)[0]

    def weights(self) -> dict[str, int]:
        """Points of each term of :mod:`jobs.matching.points`, by its code; they add up to 1000."""
        from jobs.matching.points import TERMS

        return {term.code: int(getattr(self, term.code)) for term in TERMS}


class MatchRun(models.Model):
    """Một đợt ghép nối: every matchable worker × every matchable vacancy of one moment."""

    state = models.CharField(_("trạng thái"), max_length=10, choices=RunState, default=RunState.QUEUED)
    origin = models.CharField(_("khởi động"), max_length=8, choices=RunOrigin)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    policy = models.ForeignKey(MatchPolicy, models.PROTECT, related_name="runs")
    depth = models.PositiveSmallIntegerField(_("độ dài danh sách"), default=50)
    day = models.DateField(_("ngày tính"))
    """The day ages, deadlines and licences are judged on."""
    created_at = models.DateTimeField(default=timezone.now)
    snapshot_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    """People have been told of what is new in the lists."""
    workers = models.PositiveIntegerField(_("người lao động"), default=0)
    vacancies = models.PositiveIntegerField(_("tin tuyển dụng"), default=0)
    skill_rarity = models.JSONField(default=dict, blank=True)
    """How rare each skill was (key of the skill → whole number); kept so that a pair explained later adds up alike."""
    figures = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt ghép nối")
        ordering = ["-id"]
        constraints = [
            # One pointer to the lists readers see, and one run at a time: constants made unique.
            models.UniqueConstraint(
                models.Value(1), condition=Q(state=RunState.PUBLISHED), name="match_run_published_once"
            ),
            models.UniqueConstraint(models.Value(1), condition=Q(state__in=RUN_ACTIVE), name="match_run_active_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_state_display()}"

    def rarities(self) -> dict[int, int]:
        """:attr:`skill_rarity` with whole-number keys, as JSON cannot keep them."""
        return {int(key): rarity for key, rarity in self.skill_rarity.items()}

    @property
    def progress(self) -> tuple[int, int]:
        """Shards finished and shards in all."""
        done = self.shards.filter(done_at__isnull=False).count()
        return done, self.shards.count()


class MatchShard(models.Model):
    """A stretch of one side of a run; done once, with its rows in the same transaction."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="shards")
    side = models.PositiveSmallIntegerField(choices=Side)
    low = models.PositiveIntegerField()
    """First row of the snapshot; ``high`` is the end."""
    high = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    peak_bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["run", "side", "low"]
        constraints = [models.UniqueConstraint(fields=["run", "side", "low"], name="match_shard_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.get_side_display()} {self.low}–{self.high}"


class MatchSnapshot(models.Model):
    """The columns a run works on, so that every shard, on any machine and after any crash, sees the same."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="snapshot")
    part = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["run", "part"]
        constraints = [models.UniqueConstraint(fields=["run", "part"], name="match_snapshot_once")]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.part}"


class MatchFound(models.Model):
    """What a shard found: the best of its owners by points, until the run's lists are made of it."""

    shard = models.OneToOneField(MatchShard, models.CASCADE, primary_key=True, related_name="found")
    data = models.BinaryField()
    """Rows :data:`jobs.matching.engine.ROW`."""
    suited = models.BinaryField(default=bytes)
    """Of vacancies: how many people each could be proposed to, int32 in the order of the shard."""

    class Meta:
        ordering = ["shard"]

    def __str__(self) -> str:
        return f"{self.shard_id}"


class MatchSeat(models.Model):
    """How sought after the seats of a vacancy were in a run."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="seats")
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="+", db_constraint=False)
    seats = models.PositiveIntegerField(_("chỗ còn"))
    suited = models.PositiveIntegerField(_("người hợp"))
    """People for whom every criterion holds."""
    price = models.SmallIntegerField(_("giá chỗ"))

    class Meta:
        verbose_name = _("chỗ làm của đợt")
        ordering = ["run", "vacancy"]
        constraints = [models.UniqueConstraint(fields=["run", "vacancy"], name="match_seat_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.vacancy_id}: {self.price}"

    @property
    def suited_per_seat(self) -> int | None:
        """Whole people, at least 1 where anybody suits; ``None`` without a seat left."""
        return max(1, round(self.suited / self.seats)) if self.seats and self.suited else 0 if self.seats else None


class MatchChange(models.Model):
    """A worker or vacancy changed and is to be matched alone; removed by the run whose snapshot has it."""

    side = models.PositiveSmallIntegerField(choices=Side)
    item = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)
    applied_to = models.PositiveBigIntegerField(default=0)
    """Key of the run whose lists have it; 0 none yet."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.side} {self.item}"


class Match(models.Model):
    """One row of one list. Partitioned by run: an old run leaves as a whole table."""

    pk = models.CompositePrimaryKey("run_id", "side", "worker_id", "vacancy_id")
    run = models.ForeignKey(MatchRun, models.DO_NOTHING, related_name="matches", db_constraint=False)
    side = models.PositiveSmallIntegerField(choices=Side)
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="matches", db_constraint=False)
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="matches", db_constraint=False)
    rank = models.PositiveSmallIntegerField(_("thứ tự"))
    """From 1 in the list."""
    points = models.PositiveSmallIntegerField(_("điểm"))
    fit = models.PositiveSmallIntegerField(_("đáp ứng yêu cầu của việc"))
    preference = models.PositiveSmallIntegerField(_("hợp nguyện vọng người lao động"))
    known = models.PositiveSmallIntegerField(_("phần đã biết"))
    price = models.SmallIntegerField(_("giá chỗ"), default=0, db_default=0)
    """Points a person's list takes off for how sought after the vacancy's seats are; 0 in vacancies' lists."""

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả ghép nối")
        ordering = ["run", "side", "worker", "rank"]

    def __str__(self) -> str:
        return f"{self.worker_id} × {self.vacancy_id}: {self.points}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("Lists are written by runs only.")


class PolicyTrial(models.Model):
    """What other weights would have done to the lists of a run: worked out on its kept snapshot, saved nowhere else."""

    public_id = PublicIdField()
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="trials")
    weights = models.JSONField()
    """Points of each term by its code; they add up to 1000."""
    state = models.CharField(_("trạng thái"), max_length=8, choices=TrialState, default=TrialState.QUEUED)
    done = models.PositiveSmallIntegerField(default=0)
    """Per cent."""
    result = models.JSONField(default=dict, blank=True)
    """As :func:`jobs.matching.trials.compare` gives it."""
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("thử chính sách")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.public_id} {self.get_state_display()}"


class WithoutSuggestion(models.Model):
    """Somebody the runs consider whose list has been empty since a day; gone once there is a suggestion."""

    worker = models.OneToOneField("workers.Worker", models.CASCADE, related_name="without_suggestion")
    since = models.DateField(_("từ ngày"), db_index=True)

    class Meta:
        verbose_name = _("người chưa có việc hợp")
        ordering = ["since", "worker"]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.since}"

"""What people were told, the e-mails that carried it, and who wants none."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField
from portal.notices.enums import Category, Channel
from portal.notices.querysets import NoticeQuerySet


class Digest(models.Model):
    """The e-mail of one day to one person; there is at most one.

    It is written down before it is handed to the mail server: whoever is interrupted in between leaves a digest without
    ``sent_at``, which nobody sends again.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(_("ngày"))
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)
    """Why the mail server refused this recipient for good."""

    class Meta:
        verbose_name = _("thư tóm tắt")
        ordering = ["-day", "recipient"]
        constraints = [models.UniqueConstraint(fields=["recipient", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day}"


class Notice(models.Model):
    """One thing told to one person."""

    public_id = PublicIdField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=32)
    """Of the class that words it."""
    key = models.CharField(max_length=48)
    """What it is about: the same is not told twice."""
    payload = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    seen_at = models.DateTimeField(_("đã xem lúc"), null=True, blank=True)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["recipient", "kind", "key"], name="notice_told_once")]
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="notice_newest"),
            models.Index(fields=["recipient"], condition=Q(seen_at=None), name="notice_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.kind} {self.key}"

    @property
    def message(self) -> Any:
        """Its words (:class:`portal.notices.messages.Message`); ``None`` when nobody words this kind any more."""
        from portal.notices.messages import message_of

        return message_of(self)


class Delivery(models.Model):
    """An urgent notice on its way through one channel; it is claimed before it is handed over, and only once.

    Whoever is interrupted in between leaves a claim without ``sent_at``, which nobody sends again.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=5, choices=Channel)
    due_at = models.DateTimeField(default=timezone.now)
    """Not before: quiet hours, or the next try."""
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("lượt gửi")
        ordering = ["due_at", "id"]
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(claimed_at=None), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"


class Choice(models.Model):
    """What somebody said of one channel for one category; who said nothing has the usual (``preferences.USUAL``)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    category = models.CharField(max_length=12, choices=Category)
    channel = models.CharField(max_length=5, choices=Channel)
    wanted = models.BooleanField()

    class Meta:
        verbose_name = _("cách nhận tin")
        ordering = ["user", "category", "channel"]
        constraints = [models.UniqueConstraint(fields=["user", "category", "channel"], name="notice_choice_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.category} {self.channel}: {self.wanted}"


class QuietHours(models.Model):
    """From when until when somebody is left alone; both the same: never."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    starts = models.TimeField(_("từ"))
    ends = models.TimeField(_("đến"))

    class Meta:
        verbose_name = _("giờ yên lặng")
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts:%H:%M}–{self.ends:%H:%M}"


class NoDigest(models.Model):
    """Somebody who wants no daily e-mail; the notices on the portal stay."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="no_digest")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("không nhận thư")
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user_id}"

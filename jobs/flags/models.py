"""Reports of suspicious adverts, the centre's decisions on them, and how often contacts were asked for."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.flags.enums import FlagReason, FlagState, Outcome
from portal.codes.fields import PublicIdField, TidyCharField

if TYPE_CHECKING:
    from jobs.models import Vacancy


class Decision(models.Model):
    """Append-only: what the centre decided on a vacancy's open reports, who and why."""

    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="flag_decisions")
    outcome = models.CharField(_("quyết định"), max_length=8, choices=Outcome)
    note = TidyCharField(_("vì sao"), max_length=255)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("quyết định về tin bị báo")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.vacancy_id}: {self.outcome}"


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> Self:
        """Nobody has decided on them yet."""
        return self.filter(state=FlagState.OPEN)

    def on(self, vacancy: "Vacancy") -> Self:
        return self.filter(vacancy=vacancy)


class Flag(models.Model):
    """What one person says against one advert; who they are need not be said."""

    public_id = PublicIdField()
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="flags")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form it came by: a form sent twice makes one report."""
    reason = models.CharField(_("lý do"), max_length=8, choices=FlagReason)
    text = models.TextField(_("nói rõ hơn"), blank=True)
    contact = TidyCharField(_("cách liên lạc lại"), max_length=120, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("trạng thái"), max_length=9, choices=FlagState, default=FlagState.OPEN)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo tin đáng ngờ")
        ordering = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["vacancy", "at"], condition=Q(state="open"), name="flag_open")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", decision=None) | ~Q(state="open") & Q(decision__isnull=False),
                name="flag_decided_has_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id}: {self.reason}"


class ContactCount(models.Model):
    """How often in a day a vacancy's contacts were shown, and refused to somebody asking too much."""

    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="+")
    day = models.DateField(default=timezone.localdate)
    shown = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "vacancy"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["vacancy", "day"], name="contact_count_once")]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.day}: {self.shown}"

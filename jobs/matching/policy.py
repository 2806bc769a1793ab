"""The weights in force and those before them: saved as a new version, never changed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jobs.matching.models import FULL_POINTS, MatchPolicy, PolicyTrial
from jobs.matching.points import BY_CODE, TERMS, Term
from jobs.services import NotPossible
from portal.accounts.models import User

_RUNS_NAMED = 3


class PolicyForm(forms.Form):
    """The seven weights; together they make exactly 1000."""

    def __init__(self, data: Any = None, *, current: MatchPolicy) -> None:
        super().__init__(data, initial=current.weights())
        for term in TERMS:
            self.fields[term.code] = forms.IntegerField(
                label=str(term.label),
                min_value=0,
                max_value=FULL_POINTS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", "step": 5}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        total = sum(cleaned.values())
        if total < FULL_POINTS:
            raise ValidationError(
                _("Tổng mới được %(total)d, còn thiếu %(gap)d điểm."),
                params={"total": total, "gap": FULL_POINTS - total},
            )
        if total > FULL_POINTS:
            raise ValidationError(
                _("Tổng là %(total)d, thừa %(gap)d điểm."), params={"total": total, "gap": total - FULL_POINTS}
            )
        return cleaned

    def weights(self) -> dict[str, int]:
        """Of a valid form."""
        return {term.code: self.cleaned_data[term.code] for term in TERMS}


class SaveForm(forms.Form):
    """Why the weights of a trial are to be used from now on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Lý do thay đổi"),
        help_text=_("Ghi vào lịch sử để ai cũng hiểu vì sao đổi. Ít nhất 10 chữ cái."),
        min_length=10,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Change:
    term: Term
    before: int
    after: int

    @property
    def by(self) -> int:
        return self.after - self.before


def changes(before: dict[str, int], after: dict[str, int]) -> list[Change]:
    """Terms whose weight differs, in declared order."""
    return [
        Change(BY_CODE[code], before[code], after[code])
        for code in BY_CODE
        if code in before and code in after and before[code] != after[code]
    ]


def save(trial: PolicyTrial, based_on: int, user: User | None, reason: str) -> MatchPolicy:
    """A new version with the weights of ``trial``, for the next run.

    Raises :class:`NotPossible` when somebody has saved another version than ``based_on`` meanwhile, or nothing changes.
    """
    current = MatchPolicy.current()
    if current.version != based_on:
        raise NotPossible(
            _("Người khác vừa lưu phiên bản %(version)d. Hãy xem lại rồi thử tiếp từ đó.")
            % {"version": current.version}
        )
    if not changes(current.weights(), trial.weights):
        raise NotPossible(_("Những trọng số này đang được dùng rồi."))
    made = MatchPolicy(version=current.version + 1, created_by=user, reason=reason, **trial.weights)
    made.full_clean()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise NotPossible(_("Người khác vừa lưu một phiên bản mới. Hãy xem lại rồi thử tiếp từ đó.")) from error
    return made


@dataclass(frozen=True)
class Version:
    """One line of the history."""

    policy: MatchPolicy
    changes: list[Change]
    run_count: int
    last_runs: list[int]
    """Numbers of the latest runs that used it."""


def history() -> list[Version]:
    """All versions, newest first."""
    policies = list(MatchPolicy.objects.select_related("created_by").prefetch_related("runs"))
    made = []
    for policy, older in zip(policies, [*policies[1:], None], strict=True):
        used = sorted((run.pk for run in policy.runs.all()), reverse=True)
        changed = changes(older.weights(), policy.weights()) if older else []
        made.append(Version(policy, changed, len(used), used[:_RUNS_NAMED]))
    return made

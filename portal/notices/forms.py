"""How somebody wants to be told: categories by channels, and the hours of peace."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.notices import preferences, services
from portal.notices.enums import Category, Channel
from portal.notices.models import NoDigest


def _hours() -> list[tuple[str, str]]:
    return [(f"{one:%H:%M}", f"{one:%H:%M}") for one in preferences.half_hours()]


def _time(text: str) -> time:
    return time.fromisoformat(text)


class SettingsForm(forms.Form):
    digest = forms.BooleanField(label=_("Gửi cho tôi thư tóm tắt hằng ngày"), required=False)
    quiet_from = forms.TypedChoiceField(label=_("Từ"), choices=_hours, coerce=_time)
    quiet_to = forms.TypedChoiceField(label=_("Đến"), choices=_hours, coerce=_time)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        starts, ends = preferences.quiet_hours_of(user)
        self.initial = {
            "digest": not NoDigest.objects.filter(user=user).exists(),
            "quiet_from": f"{starts:%H:%M}",
            "quiet_to": f"{ends:%H:%M}",
        }
        for (category, channel), wanted in preferences.choices_of(user).items():
            self.fields[f"{category}_{channel}"] = forms.BooleanField(
                label=channel.label, required=False, initial=wanted
            )

    @cached_property
    def rows(self) -> list[tuple[Category, list[forms.BoundField]]]:
        """Each category with its channels' boxes."""
        return [(category, [self[f"{category}_{channel}"] for channel in Channel]) for category in Category]

    def _pairs(self) -> Iterator[tuple[Category, Channel]]:
        return ((category, channel) for category in Category for channel in Channel)

    def save(self) -> None:
        data = self.cleaned_data
        preferences.choose(self.user, {pair: data[f"{pair[0]}_{pair[1]}"] for pair in self._pairs()})
        preferences.keep_quiet(self.user, data["quiet_from"], data["quiet_to"])
        services.want_digest(self.user, data["digest"])

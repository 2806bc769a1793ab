"""Who wants what through which channel, and when to be left alone."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notices.enums import Category, Channel
from portal.notices.models import Choice, QuietHours

USUAL: dict[Channel, frozenset[Category]] = {
    Channel.EMAIL: frozenset(Category),
    # Text messages are for what cannot wait, about the person's own affairs.
    Channel.SMS: frozenset({Category.APPLICATIONS, Category.APPOINTMENTS, Category.ACCOUNT}),
}
"""What people get who have said nothing."""


def choices_of(user: User) -> dict[tuple[Category, Channel], bool]:
    """Every category and channel with whether ``user`` wants it; one query."""
    said = {(one.category, one.channel): one.wanted for one in Choice.objects.filter(user=user)}
    return {
        (category, channel): said.get((category, channel), category in USUAL[channel])
        for category in Category
        for channel in Channel
    }


def unwanted(users: Collection[int], channel: Channel) -> dict[Category, set[int]]:
    """For each category, those of ``users`` (keys) who do not want it through ``channel``; one query."""
    no = {category: set() if category in USUAL[channel] else set(users) for category in Category}
    for one in Choice.objects.filter(user__in=users, channel=channel).order_by():
        (no[Category(one.category)].discard if one.wanted else no[Category(one.category)].add)(one.user_id)
    return no


@transaction.atomic
def choose(user: User, wanted: Mapping[tuple[Category, Channel], bool]) -> None:
    """Keep what ``user`` wants. Safe to repeat."""
    rows = [Choice(user=user, category=key[0], channel=key[1], wanted=value) for key, value in wanted.items()]
    Choice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "category", "channel"], update_fields=["wanted"]
    )


def quiet_hours_of(user: User) -> tuple[time, time]:
    own = QuietHours.objects.filter(user=user).first()
    usual: tuple[time, time] = settings.QUIET_HOURS
    return (own.starts, own.ends) if own else usual


def keep_quiet(user: User, starts: time, ends: time) -> None:
    QuietHours.objects.update_or_create(user=user, defaults={"starts": starts, "ends": ends})


def quiet_until(hours: tuple[time, time], now: datetime) -> datetime | None:
    """When the quiet that ``now`` falls into ends, by the centre's clock; ``None`` when it is not quiet.

    ``hours`` may cross midnight; two equal times mean never.
    """
    starts, ends = hours
    local = timezone.localtime(now)
    at = local.time()
    is_quiet = starts <= at < ends if starts <= ends else at >= starts or at < ends
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1) if starts > ends and at >= starts else local.date()
    return timezone.make_aware(datetime.combine(day, ends))


def half_hours() -> Iterable[time]:
    return (time(n // 2, 30 * (n % 2)) for n in range(48))

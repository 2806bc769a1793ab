"""What turns are grouped by and narrowed to: for each its key in the database, its name in addresses and for people."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Office, User
from portal.codes.models import Commune, PriorityGroup
from portal.reports.ledger.enums import By
from portal.reports.ledger.expressions import Unnest
from workers.counselling.enums import Channel, Topic
from workers.models import Worker

NONE = "khong"
"""In addresses: turns that stand in no group (nobody's commune known, a walk-in without a record)."""
FORMER = "-cu"
"""After a commune's code: the one of before July 2025, whose code is used again."""
Text = str | Promise


class Member(NamedTuple):
    """One value of a dimension."""

    key: Any
    """In the database."""
    value: str
    """In addresses."""
    name: str


@dataclass(frozen=True)
class Dimension:
    by: By
    parameter: str
    """In addresses."""
    key: Callable[[str], Expression | F]
    """What is grouped by, for rows that reach the turn by a prefix."""
    narrowed: Callable[[Any, str], Q]
    """(key, prefix): the turns of one member."""
    known: Callable[[Collection[Any]], list[Member]]
    """Members by key."""
    find: Callable[[str], list[Member]]
    """The member an address names, if any."""
    nobody: Text = ""
    """Words for turns without a value, where that can be."""

    @property
    def label(self) -> str:
        return str(self.by.label)

    def members(self, keys: Collection[Any]) -> dict[Any, Member]:
        """In the order people expect them; turns without a value come last."""
        found = {one.key: one for one in self.known([key for key in keys if key is not None])}
        return {**found, **({None: self._nobody} if None in keys else {})}

    def named(self, value: str) -> Member | None:
        """What an address's value means."""
        if value == NONE:
            return self._nobody if self.nobody else None
        return next(iter(self.find(value)), None)

    @property
    def _nobody(self) -> Member:
        return Member(None, NONE, str(self.nobody))


def _stored(
    rows: Callable[[], "QuerySet[Any]"],
    value: Callable[[Any], str],
    where: Callable[[str], Q],
    name: Callable[[Any], str] = str,
) -> dict[str, Any]:
    """Members that are rows of a table; ``where`` finds the one an address names."""

    def members(found: "QuerySet[Any]") -> list[Member]:
        return [Member(row.pk, value(row), name(row)) for row in found]

    return {
        "known": lambda keys: members(rows().filter(pk__in=keys)),
        "find": lambda text: members(rows().filter(where(text))),
    }


def _listed(choices: type[Topic] | type[Channel]) -> dict[str, Any]:
    """Members that are options of a form."""

    def members(values: Collection[str]) -> list[Member]:
        return [Member(one.value, one.value, str(one.label)) for one in choices if one.value in values]

    return {"known": members, "find": lambda text: members([text])}


def _commune(text: str) -> Q:
    if text.endswith(FORMER):
        return Q(code=text.removesuffix(FORMER), valid_to__isnull=False)
    return Q(code=text, valid_to=None)


def _in_group(key: Any, prefix: str) -> Q:
    through: Any = Worker.priority_groups.through
    groups = through.objects.filter(worker=OuterRef(f"{prefix}worker"))
    return ~Q(Exists(groups)) if key is None else Q(Exists(groups.filter(prioritygroup=key)))


def _path(path: str) -> dict[str, Any]:
    return {
        "key": lambda prefix: F(f"{prefix}{path}"),
        "narrowed": lambda key, prefix: Q(**{f"{prefix}{path}{'__isnull' if key is None else ''}": key is None or key}),
    }


def _commune_value(one: Commune) -> str:
    return one.code if one.valid_to is None else f"{one.code}{FORMER}"


def _commune_name(one: Commune) -> str:
    return one.name if one.valid_to is None else _("%(place)s (cũ)") % {"place": one.name}


_DIMENSIONS = (
    Dimension(
        By.OFFICE,
        "vp",
        **_path("office_id"),
        **_stored(Office.objects.all, lambda one: one.code, lambda text: Q(code=text)),
    ),
    Dimension(
        By.COUNSELLOR,
        "tv",
        **_path("counsellor_id"),
        **_stored(
            lambda: User.objects.order_by("full_name", "id"), lambda one: one.public_id, lambda text: Q(public_id=text)
        ),
    ),
    Dimension(
        By.TOPIC,
        "nd",
        key=lambda prefix: Unnest(F(f"{prefix}topics")),
        narrowed=lambda key, prefix: Q(**{f"{prefix}topics__contains": [key]}),
        **_listed(Topic),
    ),
    Dimension(By.CHANNEL, "ht", **_path("channel"), **_listed(Channel)),
    Dimension(
        By.AUDIENCE,
        "dt",
        key=lambda prefix: F(f"{prefix}worker__priority_groups"),
        narrowed=_in_group,
        **_stored(PriorityGroup.objects.all, lambda one: one.code, lambda text: Q(code=text)),
        nobody=gettext_lazy("Không thuộc nhóm nào, hoặc chưa rõ"),
    ),
    Dimension(
        By.COMMUNE,
        "xa",
        **_path("worker__commune_id"),
        **_stored(lambda: Commune.objects.order_by("folded", "id"), _commune_value, _commune, _commune_name),
        nobody=gettext_lazy("Chưa rõ nơi ở"),
    ),
)
BY: Mapping[By, Dimension] = {dimension.by: dimension for dimension in _DIMENSIONS}

"""What the counting asks of the database beyond Django's own."""

from typing import Any

from django.db.models import Aggregate, BigIntegerField, Case, CharField, F, FloatField, Func, IntegerField, Value, When
from django.db.models.functions import Concat

from portal.codes.functions import ViFold


class Days(Func):
    """``Days(later, earlier)``: whole days between two dates."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = IntegerField()


class Median(Aggregate):
    """The middle value; empty of no rows."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class Unnest(Func):
    """One row for each element of an array."""

    function = "UNNEST"
    output_field = CharField()


class _BelowNought(Func):
    """A number that stands for a text and is never that of a row."""

    template = "(HASHTEXTEXTENDED(%(expressions)s, 0) | (-9223372036854775807 - 1))"
    output_field = BigIntegerField()


def person(prefix: str = "") -> Case:
    """One number a person: registered people by their record, others by folded name and telephone together."""
    named: Any = Concat(ViFold(F(f"{prefix}walk_in_name")), Value("/"), F(f"{prefix}walk_in_phone"))
    known = When(**{f"{prefix}worker__isnull": False}, then=F(f"{prefix}worker_id"))
    return Case(known, default=_BelowNought(named), output_field=BigIntegerField())

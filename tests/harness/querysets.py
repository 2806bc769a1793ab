"""Rows without an order come in any order, as the database is free to do."""

import random
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS

GET_LIMITS = (0, MAX_GET_RESULTS)


class UnorderedSliceError(Exception):
    """A slice of unordered rows: which rows it holds is chance."""


def install() -> None:
    """Shuffle unordered results and refuse unordered slices from now on."""
    fetch_all = QuerySet._fetch_all

    def fetch_all_shuffled(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        if fresh and self.query.is_sliced and not self.ordered:
            limits = (self.query.low_mark, self.query.high_mark)
            if limits != GET_LIMITS and self.model.__module__.partition(".")[0] in OURS:
                raise UnorderedSliceError(f"{self.model.__name__} sliced {limits} without order_by")
        fetch_all(self)
        if fresh and self._result_cache and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch_all_shuffled  # type: ignore[method-assign]  # the point of this module


OURS = {"portal", "employers", "workers", "jobs"}

"""Lists in pieces that the database can take."""

from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request

LAST = 1_000_000
"""No list is longer; a larger number would be one the database cannot hold."""


class Pieces(LimitOffsetPagination):
    """``limit`` (at most 500) rows from ``offset`` on."""

    max_limit = 500

    def get_offset(self, request: Request) -> int:
        return min(super().get_offset(request), LAST)

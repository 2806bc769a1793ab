"""Deny by default on the API too."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:
    # Views read this module for their default while they are being imported.
    from rest_framework.views import APIView


class Denied(BasePermission):
    """Nobody: what an endpoint gets until it names its own rule."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return False

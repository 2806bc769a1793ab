"""Deny by default on the API too."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView


class Denied(BasePermission):
    """Nobody: what an endpoint gets until it names its own rule."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return False

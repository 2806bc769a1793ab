"""What is refused at the door, so that no page need think of it: what no browser sends, and what comes too often."""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.core.exceptions import RateLimited
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

NUL = "\x00"
"""PostgreSQL stores no text that holds it, and looking for it is an error."""


class RefuseNulMiddleware:
    """400 for a NUL in the address or in a field; a cookie that holds one is not seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A quoted cookie may spell it "\000"; sessions are looked up by what it says.
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in value}
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Here and not earlier: by now the page that says so knows its reader."""
        if NUL in request.path or _holds_nul(request.GET) or _holds_nul(request.POST):
            raise BadRequest("NUL in a request")


def _holds_nul(query: QueryDict) -> bool:
    lists: Iterable[tuple[str, list[Any]]] = query.lists()
    return any(NUL in name or any(NUL in str(value) for value in values) for name, values in lists)


class TooOftenMiddleware:
    """429 where allauth counts too many messages wanted and its page has no answer of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return render(request, "429.html", status=429) if isinstance(exception, RateLimited) else None

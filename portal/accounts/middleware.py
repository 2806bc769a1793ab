"""Who acts, and the refusal of every view that does not say whom it lets in."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts.access import Rule, actor_of, administrator, anyone, signed_in
from portal.accounts.actor import Actor

THIRD_PARTY_RULES: dict[str, Rule] = {
    # Their own views check further; these rules say who may reach them at all.
    "allauth.account": anyone,
    "allauth.mfa": signed_in,
    "django.contrib.admin": administrator,
    "unfold": administrator,
    "django.views.i18n": anyone,
    "django.views.static": anyone,
    "django.contrib.staticfiles": anyone,
    "django.contrib.sitemaps": anyone,
}


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = Actor(request.user)  # type: ignore[attr-defined]  # read through access.actor_of
        return self.get_response(request)


class DenyByDefaultMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Pass on, send to sign-in (nobody signed in), or refuse."""
        rules = rules_of(view)
        if any(rule(request) for rule in rules):
            return None
        if rules and not actor_of(request).is_signed_in:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        raise PermissionDenied


def rules_of(view: Callable[..., Any]) -> tuple[Rule, ...]:
    """The rules a view declares; for installed packages, the rule of their module; else none."""
    declared: tuple[Rule, ...] | None = getattr(view, "access_rules", None)
    if declared is None:
        declared = getattr(getattr(view, "view_class", None), "access_rules", None)
    if declared is not None:
        return declared
    module = getattr(view, "__module__", "") or ""
    for prefix, rule in THIRD_PARTY_RULES.items():
        if module == prefix or module.startswith(prefix + "."):
            return (rule,)
    return ()

"""Who acts, and the refusal of every view that does not say whom it lets in."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.accounts.access import Rule, actor_of, administrator, anyone
from portal.accounts.actor import Actor

THIRD_PARTY_RULES: dict[str, Rule] = {
    # Their own views check further; these rules say who may reach them at all.
    "allauth.account": anyone,
    # The second step of signing in is taken by people not signed in yet.
    "allauth.mfa": anyone,
    "django.contrib.admin": administrator,
    "unfold": administrator,
    "django.views.i18n": anyone,
    "django.views.static": anyone,
    "django.contrib.staticfiles": anyone,
    "django.contrib.sitemaps": anyone,
}

ACCOUNT_PAGES = ("allauth.", "portal.accounts.", "django.views.")
"""Modules of the pages that stay open to staff who have yet to set up their second factor."""

ADMINISTRATION_CSP = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
"""The administration site's own scripts evaluate expressions; nobody but administrators is ever sent its pages."""


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = Actor(request.user)  # type: ignore[attr-defined]  # read through access.actor_of
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        response = self.get_response(request)
        # What someone signed in was shown is theirs: the next at this machine does not go back to it.
        if has_session and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class DenyByDefaultMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match and is_administration(match.func):
            response._csp_update = ADMINISTRATION_CSP  # type: ignore[attr-defined]  # read by django-csp
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Pass on, send to sign-in (nobody signed in), or refuse."""
        rules = rules_of(view)
        if any(rule(request) for rule in rules):
            return _second_factor_missing(request, view)
        if rules and not actor_of(request).is_signed_in:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        raise PermissionDenied


def _second_factor_missing(request: HttpRequest, view: Callable[..., Any]) -> HttpResponseBase | None:
    """Staff without a second factor are led to setting it up, where the deployment asks for one."""
    if not settings.STAFF_MFA_REQUIRED or actor_of(request).staff_role is None:
        return None
    if view.__module__.startswith(ACCOUNT_PAGES) or is_mfa_enabled(request.user):
        return None
    messages.warning(request, _("Cán bộ cần bật xác thực hai bước trước khi làm việc."))
    return redirect("mfa_activate_totp")


def is_administration(view: Callable[..., Any]) -> bool:
    """Whether the view bears a mark of Django's administration site, also when a domain added it there."""
    return hasattr(view, "admin_site") or hasattr(view, "model_admin")


def rules_of(view: Callable[..., Any]) -> tuple[Rule, ...]:
    """The rules a view declares; for installed packages, the rule of their module; else none."""
    if is_administration(view):
        return (administrator,)
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

"""A page's own address in both languages, and what leaves a machine with the person who signs out."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

PARAMETER = "lang"
SIGN_OUT = "account_logout"


class LanguageInAddressMiddleware:
    """``?lang=en`` shows the page in English and the next ones too: so a search engine can send readers there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.GET.get(PARAMETER) if request.method in {"GET", "HEAD"} else None
        if wanted not in dict(settings.LANGUAGES):
            return self.get_response(request)
        translation.activate(str(wanted))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, str(wanted), samesite="Lax", secure=settings.ENV.https)
        return response


class ForgetOnSigningOutMiddleware:
    """Whatever the browser keeps for the portal goes with the person: drafts, saved vacancies, the worker.

    Every answer also tells the worker (static/js/worker.js) whether somebody is signed in: a session may end by
    itself, and then the worker forgets at the next page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == SIGN_OUT:
            response["Clear-Site-Data"] = '"storage"'
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response["Portal-Signed-In"] = "1"
        return response

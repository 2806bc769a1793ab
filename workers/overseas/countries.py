"""Names of countries in the reader's language."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """ "KR" → "Hàn Quốc" (vi), "South Korea" (en); a code nobody knows as it is."""
    try:
        names = Locale.parse((get_language() or "vi").replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return code
    return str(names.get(code, code))

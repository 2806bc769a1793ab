"""Where the centre signs."""

from django.conf import settings

from portal.codes.models import Province


def centre_place() -> str:
    """The centre's province as it stands before the day: "Hưng Yên"."""
    found = Province.objects.filter(code=settings.CENTRE_PROVINCE, valid_to=None).values_list("short_name", flat=True)
    return found.first() or "………"

"""What is held of a person here, for their copy of their data (:mod:`workers.rights`)."""

from typing import Any

from django.utils.translation import gettext as _

from jobs.saved.models import Favourite, SavedSearch, Viewed
from workers.models import Worker
from workers.rights.gathering import Section, row_of


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Vacancies kept and seen, searches kept."""
    favourites = Favourite.objects.filter(worker=worker).select_related("vacancy").order_by("pk")
    seen = Viewed.objects.filter(worker=worker).select_related("vacancy").order_by("-at", "-pk")
    searches = SavedSearch.objects.filter(worker=worker).order_by("pk")
    return [
        (_("Việc đã lưu"), [row_of(one) for one in favourites]),
        (_("Đã xem gần đây"), [row_of(one) for one in seen]),
        (_("Tìm kiếm đã lưu"), [row_of(one, ["understood", "public_id"]) for one in searches]),
    ]

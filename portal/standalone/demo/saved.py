"""What the demonstration worker keeps: a few vacancies with a note, some seen, two searches with something new."""

from datetime import timedelta

from jobs.models import VacancyIndex
from jobs.saved.models import Favourite, SavedSearch, Viewed
from jobs.saved.searches import canonical, describe
from jobs.search import Criteria
from jobs.search.words import Mode
from portal.codes.text import fold_words
from portal.standalone.demo.world import World
from workers.models import Worker

_NOTES = ("Hỏi xem có xe đưa đón không", "", "Chị Lan cùng xóm làm ở đây")
_SEARCHES = (Criteria(text="may", where="Vũ Thư", radius=20), Criteria(text="công nhân", pay=9))


def keep_things(world: World) -> None:
    """For the sign-in shown on the sign-in page."""
    if world.star is None:
        return
    me = Worker.objects.get(pk=world.star.id)
    sewing = list(
        VacancyIndex.objects.filter(occupation_code__startswith="815", is_open=True)
        .order_by("-published_at", "-vacancy_id")
        .values_list("vacancy", flat=True)[:8]
    )
    for number, key in enumerate(sewing):
        at = world.now - timedelta(days=number + 1)
        Viewed.objects.create(worker=me, vacancy_id=key, at=at)
        if number < len(_NOTES):
            Favourite.objects.create(worker=me, vacancy_id=key, note=_NOTES[number], at=at)
    week_ago = world.now - timedelta(days=7)
    for criteria in _SEARCHES:
        # Read here as the search would read it: its own way of reading keeps what it learnt in the cache.
        words = fold_words(criteria.text).split()
        SavedSearch.objects.create(
            public_id=world.public_id(),
            worker=me,
            query=canonical(criteria.address().removeprefix("?")),
            name=describe(criteria),
            created_at=week_ago,
            looked_at=week_ago,
            told_until=world.now,
            understood={
                "mode": Mode.BODY.value, "asked": criteria.address(), "words": words, "codes": [], "mended": False
            },
        )  # fmt: skip

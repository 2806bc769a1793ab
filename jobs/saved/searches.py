"""Saved searches: keeping, naming, hearing of what is new or not, counting what is new since the last look."""

from collections.abc import Sequence
from datetime import date

from django.core import signing
from django.core.cache import cache
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.saved.enums import Frequency
from jobs.saved.models import SavedSearch
from jobs.saved.reading import reading_of, understand
from jobs.search import Criteria
from jobs.search.facets import conditions, group_names
from jobs.search.kept import SECONDS
from jobs.search.shelf import shelf
from jobs.search.sql import statement
from jobs.search.words import Reading
from jobs.services.errors import NotPossible
from workers.models import Worker

MOST = 20
"""Searches one person keeps."""
COUNTED = 99
"""New vacancies are counted up to here, then "99+"."""
_SALT = "jobs.saved.stop"


def canonical(query: str) -> str:
    """The query part of a search's address as it is kept: what is asked, not how results are shown."""
    return Criteria.of(QueryDict(query[:4000])).without("sort", "view").address().removeprefix("?")


def describe(criteria: Criteria) -> str:
    """A name for a search from what it asks: "may · tại Vũ Thư · từ 7 triệu"."""
    said = [criteria.text] if criteria.text else []
    said += [condition.label for condition in conditions(criteria, group_names() if criteria.groups else {})]
    return " · ".join(said)[:80] or _("Mọi tin tuyển dụng")


@transaction.atomic
def save(worker: Worker, query: str) -> SavedSearch:
    """Keep a search; the one that is there already when it is the same.

    Raises :class:`NotPossible` when there are too many or the address is too long.
    """
    Worker.objects.select_for_update(of=("self",), no_key=True).get(pk=worker.pk)
    query = canonical(query)
    kept = SavedSearch.objects.filter(worker=worker, query=query).first()
    if kept:
        return kept
    if SavedSearch.objects.filter(worker=worker).count() >= MOST:
        raise NotPossible(_("Anh chị đã lưu %(n)d tìm kiếm, hãy xóa bớt trước.") % {"n": MOST})
    if len(query) > 1500:
        raise NotPossible(_("Tìm kiếm này dài quá, hãy bớt chữ rồi lưu."))
    criteria = Criteria.of(QueryDict(query))
    return SavedSearch.objects.create(
        worker=worker, query=query, name=describe(criteria), understood=understand(criteria)
    )


def change(search: SavedSearch, *, name: str, frequency: Frequency) -> None:
    """Rename it, and hear of what is new or not; what came while it was silent is not told afterwards."""
    if frequency != search.frequency:
        search.told_until = timezone.now()
    search.name, search.frequency = name or search.name, frequency
    search.save(update_fields=["name", "frequency", "told_until"])


def look(search: SavedSearch) -> None:
    """Its owner opens the results: nothing is new from now on."""
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=timezone.now())


def new_counts(searches: Sequence[SavedSearch]) -> dict[int, int]:
    """How many vacancies came since the last look, by the search's key, up to :data:`COUNTED` + 1; kept for three
    minutes. What the search has not counted for others lately is asked of Postgres, all in one statement."""
    today = timezone.localdate()
    names = {f"saved:new:{one.pk}:{one.looked_at.timestamp()}:{today}": one for one in searches}
    counts = {names[name].pk: number for name, number in cache.get_many(names).items()}
    left = [(one, reading) for one in searches if one.pk not in counts and (reading := reading_of(one.understood))]
    on = shelf(today) if left else None
    asked = []
    for one, reading in left:
        if on and on.knows(reading):
            rows = on.found(reading, today) & on.at(reading) & on.passing(reading.criteria)
            counts[one.pk] = min(int(rows[: on.since(one.looked_at)].sum()), COUNTED + 1)
        else:
            asked.append((one, reading))
    counts |= _new_in_table(asked, today)
    cache.set_many({name: counts[one.pk] for name, one in names.items() if one.pk in counts}, SECONDS)
    return counts


def _new_in_table(searches: Sequence[tuple[SavedSearch, Reading]], today: date) -> dict[int, int]:
    if not searches:
        return {}
    with connection.cursor() as cursor:
        parts = []
        for one, reading in searches:
            found = statement(reading, today)
            sql = (
                f"SELECT %(key)s::bigint, (SELECT count(*) FROM (SELECT FROM jobs_vacancyindex WHERE {found.where()}"
                " AND published_at > %(since)s LIMIT %(upto)s) t)"
            )
            params = {**found.params, "key": one.pk, "since": one.looked_at, "upto": COUNTED + 1}
            parts.append(cursor.mogrify(sql, params).decode())
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def stop_token(public_id: str) -> str:
    """Lets whoever holds it silence this one search, and nothing else; does not run out."""
    return signing.dumps(public_id, salt=_SALT)


def of_token(token: str) -> SavedSearch | None:
    """``None`` for a token that is not ours, or whose search is gone."""
    try:
        public_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(public_id=public_id).first()

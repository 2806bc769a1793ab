"""Is this newcomer somebody the centre knows already?"""

from datetime import date
from enum import Enum
from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.crypto import search_hash
from portal.codes.text import fold_words
from workers.models import Worker


class Alike(Enum):
    IDENTITY = "identity"
    PHONE = "phone"
    NAME_AND_BIRTH = "name"

    @property
    def label(self) -> str | Promise:
        return _LABELS[self]


_LABELS: dict[Alike, Promise] = {
    Alike.IDENTITY: _("cùng số định danh"),
    Alike.PHONE: _("cùng số điện thoại"),
    Alike.NAME_AND_BIRTH: _("cùng tên và năm sinh"),
}
_MOST = 5


class Known(NamedTuple):
    worker: Worker
    why: list[Alike]

    @property
    def is_certain(self) -> bool:
        """One identity number belongs to one person."""
        return Alike.IDENTITY in self.why


def known_already(
    name: str, phone: str = "", identity: str = "", birth_date: date | None = None, birth_year: int | None = None
) -> list[Known]:
    """People recorded already who may be the same, the surest first; at most five."""
    folded, year = fold_words(name), birth_date.year if birth_date else birth_year
    same_name = Q(folded_name=folded, birth_year=year) if year else Q(pk=None)
    same_phone = Q(phone=phone) if phone else Q(pk=None)
    hashed = search_hash(identity) if identity else None
    same_identity = Q(identity_hash=hashed) if hashed else Q(pk=None)
    found = []
    for worker in Worker.objects.filter(same_identity | same_phone | same_name).select_related("commune", "office")[
        :50
    ]:
        why = []
        if hashed and worker.identity_hash == hashed:
            why.append(Alike.IDENTITY)
        if phone and worker.phone == phone:
            why.append(Alike.PHONE)
        if year and worker.folded_name == folded and worker.birth_year == year:
            both_known = worker.birth_date and birth_date
            if not both_known or worker.birth_date == birth_date:
                why.append(Alike.NAME_AND_BIRTH)
        if why:
            found.append(Known(worker, why))
    return sorted(found, key=lambda known: (not known.is_certain, -len(known.why), known.worker.pk))[:_MOST]

"""Finding a person at the counter from whatever they say first.

One box takes it all, in any order and without diacritics: "nguyen hoa 1990 vu thu", a telephone number, an
identity number, a birth date.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.crypto import search_hash
from portal.codes.places import Kind, Place, gazetteer
from portal.codes.text import fold_words
from workers.looks.scope import with_sight
from workers.models import Worker

_DATE = re.compile(r"(?<!\d)(?:(\d{1,2})[/.\- ](\d{1,2})[/.\- ]|(\d\d)(\d\d))((?:19|20)\d\d)(?![.\s]?\d)")
"""12/3/1990, 12 3 1990, 12031990."""
_NUMBER = re.compile(r"\+?\d(?:[\s.]?\d)+")
_OLDEST = 100
_LONGEST_PLACE = 5
"""Words of the longest place name looked for."""
_SHORTEST_PHONE = 4


@dataclass(frozen=True)
class Asked:
    """What a text asks for; all parts must hold, but ``tail`` may be a place or belong to the name."""

    words: tuple[str, ...] = ()
    """Folded words that stand in the name."""
    tail: tuple[str, ...] = ()
    """Folded words at the end that also name a place."""
    places: tuple[Place, ...] = ()
    """The places ``tail`` names, old and new."""
    phone: str = ""
    identity: str = ""
    year: int | None = None
    birth: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Asked()

    @property
    def understood(self) -> list[str]:
        """For people: how the text was read."""
        said = []
        if self.identity:
            said.append(_("số định danh %(digits)s") % {"digits": self.identity})
        if self.phone:
            said.append(_("điện thoại có %(digits)s") % {"digits": self.phone})
        if self.birth:
            said.append(_("sinh ngày %(day)s") % {"day": f"{self.birth:%d/%m/%Y}"})
        if self.year:
            said.append(_("sinh năm %(year)s") % {"year": self.year})
        if self.words:
            said.append(_("tên có “%(words)s”") % {"words": " ".join(self.words)})
        if self.places:
            place = self.places[0]
            name = place.name if place.current else _("%(place)s (cũ)") % {"place": place.name}
            text = _("tên có hoặc ở “%(place)s”") if not self.words else _("ở %(place)s, hoặc tên có “%(tail)s”")
            said.append(text % {"place": name, "tail": " ".join(self.tail)})
        return said


def understand(text: str, today: date | None = None) -> Asked:
    """Read a text; what cannot be anything else becomes part of the name."""
    this_year = (today or timezone.localdate()).year
    birth, text = _birth(text)
    phone = identity = ""
    year = None
    for digits in (digits for run in _NUMBER.findall(text) for digits in _numbers(run, this_year)):
        if len(digits) == 12:
            identity = digits
        elif _is_year(digits, this_year):
            year = int(digits)
        elif len(digits) >= _SHORTEST_PHONE:
            phone = "0" + digits[2:] if digits.startswith("84") and len(digits) == 11 else digits
    words = tuple(word for word in fold_words(_NUMBER.sub(" ", text)).split() if not word.isdigit())
    head, tail, places = _place(words)
    return Asked(head, tail, places, phone, identity, year, birth)


def _numbers(run: str, this_year: int) -> list[str]:
    """The numbers of a run of digits with spaces or dots: one telephone number, unless a year stands beside it."""
    parts = re.findall(r"\d+", run)
    whole = "".join(parts)
    if len(whole) <= 12 and whole.startswith(("0", "84")):
        return [whole]
    years = [part for part in parts if _is_year(part, this_year)]
    rest = "".join(part for part in parts if part not in years)
    return [*years, rest] if rest else years


def _is_year(digits: str, this_year: int) -> bool:
    return len(digits) == 4 and this_year - _OLDEST <= int(digits) <= this_year - 10


def _birth(text: str) -> tuple[date | None, str]:
    found = _DATE.search(text)
    if not found:
        return None, text
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day), text.replace(found.group(), " ")
    except ValueError:
        return None, text.replace(found.group(), " ")


def _place(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Place, ...]]:
    """Split off the longest ending that names a commune or former district."""
    known = gazetteer().by_name
    for length in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        tail = words[-length:]
        named = tuple(place for place in known.get(" ".join(tail), []) if place.kind != Kind.PARK and place.communes)
        if named:
            return words[:-length], tail, named
    return words, (), ()


def first(asked: Asked, actor: Actor, count: int) -> list[Worker]:
    """The ``count`` people who fit best, with what a line about a person shows and whether ``actor`` may open them."""
    # Half the province is called Nguyễn: only keys are sorted, the rows are read for the few that are shown.
    keys = list(find(asked, actor.office_id).values_list("pk", flat=True)[:count])
    shown = (
        Worker.objects.select_related("commune", "office")
        .only("public_id", "full_name", "birth_year", "phone", "search", "commune__name", "office__name")
        .annotate(**with_sight(actor))
    )
    by_key = shown.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def find(asked: Asked, office: int | None) -> QuerySet[Worker]:
    """People who fit, the nearest names first and those of ``office`` before others."""
    people = Worker.objects.alias(padded=Concat(Value(" "), F("folded_name")))
    if asked.is_empty:
        return people.none()
    if asked.identity:
        return people.filter(identity_hash=search_hash(asked.identity))
    if asked.phone:
        exact = len(asked.phone) == 10
        people = people.filter(phone=asked.phone) if exact else people.filter(phone__contains=asked.phone)
    if asked.birth:
        people = people.filter(birth_date=asked.birth)
    if asked.year:
        people = people.filter(birth_year=asked.year)
    if asked.tail:
        communes = {key for place in asked.places for key in place.communes}
        people = people.filter(_named(asked.words) & (_named(asked.tail) | Q(commune__in=communes)))
    elif asked.words:
        people = people.filter(_named(asked.words))
    spoken = " ".join((*asked.words, *asked.tail))
    head = " ".join(asked.words)
    nearness = Case(
        When(folded_name=spoken, then=0),
        When(folded_name=head, then=1),
        When(folded_name__endswith=f" {spoken}", then=2),
        When(folded_name__endswith=f" {head}", then=3),
        default=4,
        output_field=IntegerField(),
    )
    elsewhere = ExpressionWrapper(~Q(office=office), output_field=BooleanField())
    return people.alias(nearness=nearness, elsewhere=elsewhere).order_by("nearness", "elsewhere", "-updated_at", "-id")


def _named(words: tuple[str, ...]) -> Q:
    """Each word begins a word of the name; the bare word is there for the trigram index."""
    condition = Q()
    for word in words:
        condition &= Q(folded_name__contains=word) & Q(padded__contains=f" {word}")
    return condition

"""From the cells of a row to a draft: pure, given the gazetteer, the occupation coder, rates and the day."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from jobs.intake.coding import Coded
from jobs.intake.columns import SEVERAL, Mapping
from jobs.intake.contacts import (
    clean_title,
    employer_key,
    parse_email,
    parse_identity,
    parse_phone,
    parse_sex,
    parse_tax_code,
)
from jobs.intake.cues import Cues, cues_in, parse_working_time
from jobs.intake.deadline import parse_day
from jobs.intake.drafts import Draft, VacancyDraft, WorkerDraft
from jobs.intake.education import education_in, parse_education
from jobs.intake.enums import Column, Kind, Reading, Reason
from jobs.intake.experience import Experience, experience_in, parse_experience
from jobs.intake.gazetteer import Gazetteer
from jobs.intake.headcount import Birth, headcount_in, parse_age, parse_birth, parse_headcount
from jobs.intake.parsed import Parsed, absent, uncertain
from jobs.intake.pay import Rate, parse_pay
from jobs.intake.places import Places, parse_places
from jobs.intake.plain import plain, says_nothing
from jobs.intake.readers import Cell, Row
from portal.codes.enums import WorkingTime
from portal.codes.text import fold_words, nfc

YOUNGEST = 15
"""Legal working age (Labour Code 45/2019/QH14, art. 3)."""

_REMEMBERED = 20_000
_HOST = re.compile(r"https?://([^/\s?#]+)", re.IGNORECASE)

C = Column


@dataclass(frozen=True)
class Interpreter:
    """Reads the rows of one sheet.

    ``today`` is the day the file was collected, or the day of import when that is not known
    (``seen_on`` None: then "hôm nay" in the file stays uncertain).
    """

    kind: Kind
    mapping: Mapping
    gazetteer: Gazetteer
    code: Callable[[str, str, str], Coded]
    """Occupation coder: title, text, tags → code."""
    rates: tuple[Rate, ...]
    today: date
    seen_on: date | None = None
    sheet: str = ""
    owner: tuple[int, str] | None = None
    """(key, name) of the employer whose own file it is; what the file says of employers is then not asked."""
    _read_places: dict[str, Parsed[Places]] = field(default_factory=dict)
    """Cells of workplaces repeat: each text is read once."""

    @cached_property
    def _at(self) -> dict[Column, list[int]]:
        return {column: self.mapping.positions(column) for column in self.mapping.mapped}

    def read(self, row: Row) -> Draft:
        """The draft of a row; never raises."""
        if self.kind is Kind.VACANCIES:
            return self._vacancy(row)
        return self._worker(row)

    def _cell(self, row: Row, column: Column) -> Cell:
        """The cell of ``column``; texts of several such columns joined by lines."""
        cells = [row.cells[at] for at in self._at.get(column, ()) if at < len(row.cells)]
        filled = [cell for cell in cells if cell is not None and cell != ""]
        if column in SEVERAL and len(filled) > 1:
            return "\n".join(str(cell) for cell in filled)
        return filled[0] if filled else None

    def _text(self, row: Row, column: Column) -> str:
        cell = self._cell(row, column) if column in self._at else None
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        return str(cell).strip().replace("\x00", "")

    def _common(self, row: Row, draft: Draft) -> None:
        draft.sheet = self.sheet
        draft.rejection = row.problem
        if row.problem is None and not row.cells:
            draft.rejection = Reason.ROW_BROKEN
        draft.title = clean_title(self._text(row, C.TITLE))
        if self.kind is Kind.WORKERS and not draft.title:
            # "Ngành mong muốn: Dệt may" says what the person looks for, too.
            draft.title = clean_title(self._text(row, C.TAGS))
        draft.pay = parse_pay(self._text(row, C.PAY)[:500], self.rates)
        draft.places = self._places(self._text(row, C.PLACES))
        phone, email = parse_phone(self._text(row, C.PHONE)), parse_email(self._text(row, C.EMAIL))
        draft.phone, draft.email = phone.sure or "", email.sure or ""
        for column, parsed in ((C.PAY, draft.pay), (C.PLACES, draft.places), (C.PHONE, phone), (C.EMAIL, email)):
            draft.note(column, parsed)
        if says_nothing(plain(draft.title)) and draft.rejection is None:
            draft.rejection = Reason.ROW_NO_TITLE

    def _places(self, text: str) -> Parsed[Places]:
        known = self._read_places.get(text)
        if known is None:
            known = parse_places(text, self.gazetteer)
            if len(self._read_places) < _REMEMBERED:
                self._read_places[text] = known
        return known

    def _code(self, draft: Draft, text: str, tags: str) -> None:
        if draft.rejection is not None:
            return
        draft.occupation = self.code(draft.title, text, tags)
        if draft.occupation.code is None:
            draft.problems[C.TITLE.value] = Reason.OCCUPATION_UNKNOWN.value
        elif not draft.occupation.sure:
            draft.problems[C.TITLE.value] = Reason.OCCUPATION_UNCERTAIN.value

    def _vacancy(self, row: Row) -> VacancyDraft:
        draft = VacancyDraft(row)
        self._common(row, draft)
        draft.employer = self.owner[1] if self.owner else nfc(self._text(row, C.EMPLOYER))[:255]
        if says_nothing(plain(draft.employer)) and draft.rejection is None:
            draft.rejection = Reason.ROW_NO_EMPLOYER
        tax_code = parse_tax_code(self._text(row, C.TAX_CODE))
        if self.owner is None:
            draft.tax_code = tax_code.sure or ""
            draft.note(C.TAX_CODE, tax_code)
        draft.description, draft.requirements = self._text(row, C.DESCRIPTION), self._text(row, C.REQUIREMENTS)
        draft.benefits = self._text(row, C.BENEFITS)
        self._demands(row, draft)
        self._dates(row, draft)
        self._code(draft, f"{draft.description}\n{draft.requirements}".strip(), self._text(row, C.TAGS))
        self._identify_vacancy(row, draft)
        return draft

    def _demands(self, row: Row, draft: VacancyDraft) -> None:
        draft.experience = parse_experience(self._text(row, C.EXPERIENCE)[:500])
        if not draft.experience.present:
            draft.experience = _required(experience_in(draft.requirements))
        draft.education = parse_education(self._text(row, C.EDUCATION)[:500])
        if not draft.education.present:
            draft.education = education_in(draft.requirements)
        headcount = parse_headcount(self._text(row, C.HEADCOUNT)[:200])
        if not headcount.present:
            headcount = headcount_in(draft.title)
        # A range is a promise of its lower end; anything less clear counts as one.
        usable = headcount.sure or (headcount.value if headcount.reason is Reason.COUNT_RANGE else None)
        draft.headcount = usable or 1
        draft.note(C.EXPERIENCE, draft.experience)
        draft.note(C.EDUCATION, draft.education)
        draft.note(C.HEADCOUNT, headcount)
        if draft.description or draft.requirements or draft.benefits:
            draft.cues = cues_in(draft.title, f"{draft.description}\n{draft.benefits}", draft.requirements)
        else:
            draft.cues = cues_in(draft.title, "")
        draft.cues = _with_time(draft.cues, parse_working_time(self._text(row, C.WORKING_TIME)[:200]))

    def _dates(self, row: Row, draft: VacancyDraft) -> None:
        draft.posted = parse_day(self._cell(row, C.POSTED), self.seen_on)
        draft.deadline = parse_day(self._cell(row, C.DEADLINE), self.seen_on)
        posted, deadline = draft.posted.sure, draft.deadline.sure
        if posted and posted.on and posted.on > self.today:
            draft.posted = uncertain(Reason.DATE_FUTURE, posted)
        if posted and deadline and posted.on and deadline.on and deadline.on < posted.on:
            draft.deadline = uncertain(Reason.DATE_BEFORE_POSTED, deadline)
        draft.note(C.POSTED, draft.posted)
        draft.note(C.DEADLINE, draft.deadline)

    def _identify_vacancy(self, row: Row, draft: VacancyDraft) -> None:
        title = fold_words(draft.title)
        # An employer's own rows meet only its own: another's equal advert is no duplicate of them.
        employer = f"own:{self.owner[0]}" if self.owner else employer_key(draft.employer)
        source = self._text(row, C.SOURCE_ID)
        if source and not says_nothing(plain(source)):
            link = _HOST.match(self._text(row, C.LINK)[:500])
            # A centre's own lists count 1, 2, 3 … each month: the number alone identifies nothing.
            draft.source_key = "v:" + digest(link[1].lower() if link else "", source, title, employer)
        pay, places = self._text(row, C.PAY), self._text(row, C.PLACES)
        body = f"{draft.description}\n{draft.requirements}"
        draft.content_key = digest(
            title,
            draft.tax_code or employer,
            plain(pay),
            fold_words(places),
            fold_words(body[:4_000]),
            str(draft.headcount),
        )

    def _worker(self, row: Row) -> WorkerDraft:
        draft = WorkerDraft(row)
        self._common(row, draft)
        draft.experience = parse_experience(self._text(row, C.EXPERIENCE)[:500])
        draft.education = parse_education(self._text(row, C.EDUCATION)[:500])
        draft.note(C.EXPERIENCE, draft.experience)
        draft.note(C.EDUCATION, draft.education)
        draft.address, draft.tags = nfc(self._text(row, C.ADDRESS))[:255], self._text(row, C.TAGS)
        draft.sex = parse_sex(self._text(row, C.SEX)[:40]) or ""
        self._birth(row, draft)
        born = draft.birth.on if draft.birth else None
        identity = parse_identity(self._text(row, C.IDENTITY), born, draft.sex)
        draft.identity = identity.sure or ""
        draft.note(C.IDENTITY, identity)
        draft.cues = _with_time(cues_in(draft.title, ""), parse_working_time(self._text(row, C.WORKING_TIME)[:200]))
        source = self._text(row, C.SOURCE_ID)
        source = "" if says_nothing(plain(source)) else source[:60]
        draft.name = nfc(self._text(row, C.NAME))[:120]
        if not (draft.name or draft.phone or draft.email or draft.identity or source) and draft.rejection is None:
            draft.rejection = Reason.ROW_NO_PERSON
        self._code(draft, self._text(row, C.DESCRIPTION), draft.tags)
        self._identify_worker(row, draft, source)
        return draft

    def _birth(self, row: Row, draft: WorkerDraft) -> None:
        birth = parse_birth(self._cell(row, C.BIRTH), self.today)
        age = parse_age(self._text(row, C.AGE)[:60])
        draft.note(C.BIRTH, birth)
        draft.note(C.AGE, age)
        draft.birth = birth.sure or (Birth(self.today.year - age.sure) if age.sure else None)
        if draft.birth and self.today.year - draft.birth.year < YOUNGEST and draft.rejection is None:
            draft.rejection = Reason.ROW_UNDERAGE

    def _identify_worker(self, row: Row, draft: WorkerDraft, source: str) -> None:
        name, title = fold_words(draft.name), fold_words(draft.title)
        if source:
            draft.source_key = "w:" + digest("|".join(self.mapping.titles), source, name, title)
        if draft.identity:
            draft.content_key = digest("identity", draft.identity)
        elif draft.phone and name:
            draft.content_key = digest("phone", draft.phone, name)
        elif draft.email:
            draft.content_key = digest("email", draft.email)
        elif name and draft.birth:
            draft.content_key = digest(
                "birth", name, str(draft.birth.on or draft.birth.year), fold_words(draft.address), title
            )
        else:
            # Nothing tells two such people apart but their number in the source.
            draft.content_key = digest("source", draft.source_key or "", name, draft.phone, title)
        if not draft.name:
            draft.name = f"Người tìm việc {source or draft.phone[-4:]}".strip()


def _required(read: Parsed[Experience]) -> Parsed[Experience]:
    """Experience merely preferred requires none."""
    if read.value is not None and read.value.preferred:
        return Parsed(read.reading, Experience(0, None, preferred=True), read.reason)
    return read


def _with_time(cues: Cues, stated: WorkingTime | None) -> Cues:
    return replace(cues, working_time=stated) if stated else cues


def digest(*parts: str) -> str:
    """SHA-256 over the parts, in hexadecimal."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def readings(draft: Draft) -> dict[str, tuple[Reading, Reason | None]]:
    """How far each text of a draft was understood, by the names of :data:`jobs.intake.tally.FIELDS`."""
    nothing: Parsed[object] = absent()
    found: dict[str, Parsed[object]] = {
        "pay": draft.pay or nothing,
        "places": draft.places or nothing,
        "experience": draft.experience or nothing,
        "education": draft.education or nothing,
        "deadline": (draft.deadline if isinstance(draft, VacancyDraft) else None) or nothing,
    }
    texts = {name: (parsed.reading, parsed.reason) for name, parsed in found.items()}
    coded = draft.occupation
    if coded is None:
        texts |= {"occupation_4": (Reading.ABSENT, None), "occupation_2": (Reading.ABSENT, None)}
        return texts
    for name, sure in (("occupation_4", coded.sure), ("occupation_2", coded.sure_group)):
        unsure = Reading.NOT_UNDERSTOOD if coded.code is None else Reading.UNCERTAIN
        texts[name] = (Reading.UNDERSTOOD if sure else unsure, None)
    return texts

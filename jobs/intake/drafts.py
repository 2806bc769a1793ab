"""A row of a file read as a draft of a vacancy or of a person: values, problems, identity."""

from dataclasses import dataclass, field

from jobs.intake.coding import Coded
from jobs.intake.cues import Cues
from jobs.intake.deadline import Day
from jobs.intake.education import Education
from jobs.intake.enums import Column, Reason
from jobs.intake.experience import Experience
from jobs.intake.headcount import Birth
from jobs.intake.parsed import Parsed
from jobs.intake.pay import Pay
from jobs.intake.places import Places
from jobs.intake.readers import Row


@dataclass(slots=True)
class Draft:
    """What both kinds share. ``rejection`` says why the row cannot be imported at all.

    ``source_key`` is the identity of the row in its source, ``content_key`` that of what it says;
    two rows with one of them equal are one advert (or person).
    """

    row: Row
    sheet: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    rejection: Reason | None = None
    source_key: str | None = None
    content_key: str | None = None
    title: str = ""
    places: Parsed[Places] | None = None
    pay: Parsed[Pay] | None = None
    experience: Parsed[Experience] | None = None
    education: Parsed[Education] | None = None
    occupation: Coded | None = None
    cues: Cues = field(default_factory=Cues)
    phone: str = ""
    email: str = ""

    def note(self, column: Column, parsed: Parsed[object]) -> None:
        """Keep why a text was not fully understood."""
        if parsed.reason is not None:
            self.problems[column.value] = parsed.reason.value


@dataclass(slots=True)
class VacancyDraft(Draft):
    employer: str = ""
    tax_code: str = ""
    headcount: int = 1
    posted: Parsed[Day] | None = None
    deadline: Parsed[Day] | None = None
    description: str = ""
    requirements: str = ""
    benefits: str = ""


@dataclass(slots=True)
class WorkerDraft(Draft):
    name: str = ""
    birth: Birth | None = None
    sex: str = ""
    identity: str = ""
    address: str = ""
    tags: str = ""

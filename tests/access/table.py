"""The tables of all rooms in one. An address that is not here fails tests/test_access.py."""

from itertools import chain

from tests.access.account import ACCOUNT
from tests.access.caseload import CASELOAD
from tests.access.counter import COUNTER
from tests.access.desk import DESK
from tests.access.employer import ANSWERS, EMPLOYER, INTERVIEWS, LETTERS
from tests.access.ledger import LEDGER
from tests.access.looks import LOOKS
from tests.access.matching import FIGURES, MATCHING
from tests.access.outcomes import OUTCOMES
from tests.access.papers import PAPERS
from tests.access.posting import FLAGS, INTAKE, POSTING
from tests.access.public import API, PUBLIC
from tests.access.rows import Row
from tests.access.worker import SAVED, WORKER

ROOMS = (
    PUBLIC, API, ACCOUNT, WORKER, SAVED, EMPLOYER, ANSWERS, INTERVIEWS, LETTERS, POSTING, INTAKE, FLAGS, MATCHING,
    FIGURES, PAPERS, LOOKS, OUTCOMES, DESK, COUNTER, CASELOAD, LEDGER,
)  # fmt: skip
TABLE: dict[str, Row] = dict(chain.from_iterable(room.items() for room in ROOMS))

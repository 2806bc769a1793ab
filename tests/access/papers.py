"""Official forms printed for people, employers and vacancies."""

from tests.access.rows import STAFF, get, person, post, published
from tests.access.things import a_group, a_printing
from tests.jobs.factories import ReferralFactory

PAPERS = {
    "slips:person_cv": get(STAFF, person),
    "printing:register": get(STAFF, so="0001"),
    "printing:person": get(STAFF, person),
    "printing:print_of_person": post(STAFF, lambda s: [s.worker.public_id, "mau-01"]),
    "printing:letter": get(STAFF, lambda s: [ReferralFactory.create(application=s.application).public_id]),
    "printing:print_of_group": post(STAFF, a_group),
    "printing:employer": get(STAFF, lambda s: [s.employer.public_id]),
    "printing:print_of_employer": post(STAFF, lambda s: [s.employer.public_id]),
    "printing:vacancy": get(STAFF, published),
    "printing:print_of_vacancy": post(STAFF, published),
    "printing:placed": get(STAFF),
    "printing:print_placed": post(STAFF),
    "printing:sheet": get(STAFF, lambda s: [a_printing(s).public_id]),
    "printing:sheet_pdf": get(STAFF, lambda s: [a_printing(s).public_id]),
    "printing:print_again": post(STAFF, lambda s: [a_printing(s).paper.public_id]),
}

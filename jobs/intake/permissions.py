"""Who may take files in."""

from jobs.intake.models import IntakeBatch, IntakeRow
from portal.accounts.actor import Actor


def may_see(actor: Actor, batch: IntakeBatch) -> bool:
    """Managers see every file; counsellors those handed in by their office."""
    return actor.is_manager or (actor.is_counsellor and batch.office_id == actor.office_id)


def may_confirm(actor: Actor, row: IntakeRow) -> bool:
    """Occupations are confirmed by whoever may see the file the row came in; files taken in from the
    command line (no office) by any counsellor, for adverts are no personal data."""
    if row.batch.office_id is None and row.vacancy_id is not None:
        return actor.is_counsellor
    return may_see(actor, row.batch)

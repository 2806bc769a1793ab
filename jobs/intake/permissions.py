"""Who may take files in."""

from jobs.intake.models import IntakeBatch, IntakeRow
from portal.accounts.actor import Actor


def may_see(actor: Actor, batch: IntakeBatch) -> bool:
    """Managers see every file; counsellors those handed in by their office."""
    return actor.is_manager or (actor.is_counsellor and batch.office_id == actor.office_id)


def may_confirm(actor: Actor, row: IntakeRow) -> bool:
    """Occupations are confirmed by whoever may see the file the row came in; of adverts from no office's file (the
    command line, the portal) by any counsellor, for they are no personal data; of wishes written in the portal by
    counsellors of the person's office, or of any when the person has none."""
    if row.batch is not None and (row.batch.office_id is not None or row.vacancy_id is None):
        return may_see(actor, row.batch)
    if row.worker is not None and row.worker.office_id is not None:
        return actor.is_manager or (actor.is_counsellor and row.worker.office_id == actor.office_id)
    return actor.is_counsellor

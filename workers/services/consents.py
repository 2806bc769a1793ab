"""Consent given and withdrawn, each with its proof."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from workers.consent_texts import proof_text
from workers.enums import ConsentChannel, ConsentPurpose, Visibility
from workers.models import Consent, Worker
from workers.services.profile import announce, clear_sensitive


@dataclass(frozen=True)
class Proof:
    """How a consent came about: ``evidence`` points to the signed form or the call, where there is one."""

    channel: ConsentChannel
    recorded_by: User | None
    evidence: str = ""


@transaction.atomic
def give(worker: Worker, purpose: ConsentPurpose, proof: Proof) -> Consent:
    """Record a consent; one that stands already stays as it is."""
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    standing = Consent.objects.filter(worker=worker, purpose=purpose, withdrawn_at=None).first()
    if standing:
        return standing
    consent = Consent.objects.create(
        worker=worker,
        purpose=purpose,
        wording=proof_text(purpose),
        channel=proof.channel,
        recorded_by=proof.recorded_by,
        evidence=proof.evidence,
    )
    announce(worker.pk)
    return consent


@transaction.atomic
def withdraw(worker: Worker, purpose: ConsentPurpose) -> None:
    """End a consent at once; what rested on it alone ends too. The row stays as proof."""
    locked = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    ended = Consent.objects.filter(worker=worker, purpose=purpose, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if not ended:
        return
    if purpose == ConsentPurpose.SENSITIVE:
        clear_sensitive(locked)
    if purpose == ConsentPurpose.SHARE and locked.visibility == Visibility.OPEN:
        locked.visibility = Visibility.ANONYMOUS
        locked.save(update_fields=["visibility", "updated_at"])
    announce(worker.pk)


def standing(worker: Worker) -> dict[str, Consent]:
    """The consents in force, by purpose."""
    return {consent.purpose: consent for consent in worker.consents.filter(withdrawn_at=None)}

"""A new person: a name, a way to reach them and what work they want."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.codes.occupations import exact
from workers.enums import ConsentPurpose, Origin
from workers.models import WantedOccupation, Worker, WorkWish
from workers.services.consents import Proof, give
from workers.services.profile import announce


@dataclass(frozen=True)
class Newcomer:
    full_name: str
    wanted: str
    """The work wanted, in the person's own words."""
    phone: str = ""
    email: str = ""


@transaction.atomic
def register(
    newcomer: Newcomer,
    proof: Proof,
    purposes: Iterable[ConsentPurpose] = (),
    user: User | None = None,
    origin: Origin = Origin.SELF,
) -> Worker:
    """Make the profile; a user who has one already keeps it. Consents are only those given."""
    if user:
        user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        existing = Worker.objects.filter(user=user).first()
        if existing:
            return existing
    worker = Worker.objects.create(
        user=user,
        origin=origin,
        registered_by=None if user and user == proof.recorded_by else proof.recorded_by,
        full_name=newcomer.full_name,
        phone=newcomer.phone,
        email=newcomer.email,
    )
    WorkWish.objects.create(worker=worker)
    if newcomer.wanted:
        occupation = exact(newcomer.wanted)
        WantedOccupation.objects.create(worker=worker, rank=1, title=newcomer.wanted, occupation=occupation)
    for purpose in purposes:
        give(worker, purpose, proof)
    announce(worker.pk)
    return worker


def forget_unproven(sender: Any, user: User, **more: Any) -> None:
    """The account leaves that nobody proved theirs; what its sign-up said of a person goes with it."""
    Worker.objects.filter(user=user, origin=Origin.SELF, office=None).delete()

"""Saying that one wants to go: a dossier in its first state, at the office that will guide it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.enums import StaffRole
from portal.accounts.models import Office, Staff
from portal.notices.services import tell
from workers.models import Worker
from workers.overseas.enums import DOSSIER_MAY_WITHDRAW, DossierState
from workers.overseas.models import Dossier, OverseasProgramme

INTEREST = "overseas_interest"
"""Kind of the notice that tells an office of a new registration."""


class Refused(Exception):
    """Nothing was changed; the text says to the person why, in their language."""


@transaction.atomic
def register(programme: OverseasProgramme, worker: Worker) -> tuple[Dossier, bool]:
    """The person's dossier and whether it is new (or taken up again); one under way stays as it is.

    Raises :class:`Refused` outside the days of registration, at an age the programme does not take, or after a
    refusal in this very programme.
    """
    # The worker's lock: two presses of the button wait for each other and find one dossier.
    locked = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    standing = Dossier.objects.filter(programme=programme, worker=locked).first()
    if standing and standing.state not in {DossierState.WITHDRAWN, DossierState.REFUSED}:
        return standing, False
    today = timezone.localdate()
    if not programme.opens_on <= today <= programme.closes_on:
        raise Refused(_("Chương trình hiện không nhận đăng ký."))
    if standing and standing.state == DossierState.REFUSED:
        raise Refused(_("Hồ sơ của anh chị ở đợt này đã có kết quả. Hỏi trung tâm về đợt sau."))
    _refuse_by_age(programme, locked)
    if standing:
        standing.state = DossierState.REGISTERED
        standing.registered_on, standing.guided_on, standing.missing = today, None, ""
        standing.save(update_fields=["state", "registered_on", "guided_on", "missing"])
    else:
        standing = Dossier.objects.create(
            programme=programme, worker=locked, office=office_for(locked), registered_on=today
        )
    _tell_office(standing)
    return standing, True


def _refuse_by_age(programme: OverseasProgramme, worker: Worker) -> None:
    """By the age on the last day of registration; nothing is refused for an age nobody knows."""
    age = worker.age_on(programme.closes_on)
    if age is None:
        return
    # From the birth year alone the age may be one more than :meth:`Worker.age_on` says.
    oldest = age if worker.birth_date else age + 1
    if programme.age_min is not None and oldest < programme.age_min:
        raise Refused(_("Chương trình nhận người từ %(age)s tuổi.") % {"age": programme.age_min})
    if programme.age_max is not None and age > programme.age_max:
        raise Refused(_("Chương trình nhận người đến %(age)s tuổi.") % {"age": programme.age_max})


def office_for(worker: Worker) -> Office:
    """The person's own office, else the head office. Raises :class:`Refused` where the centre has none yet."""
    office = worker.office or Office.objects.order_by("-is_head", "code").first()
    if office is None:
        raise Refused(_("Trung tâm chưa mở văn phòng nhận hồ sơ trên cổng. Anh chị gọi điện để đăng ký."))
    return office


def _tell_office(dossier: Dossier) -> None:
    staff = Staff.objects.filter(
        office=dossier.office, is_active=True, role__in=[StaffRole.COUNSELLOR, StaffRole.MANAGER]
    )
    payload = {
        "programme": dossier.programme.name,
        "name": dossier.worker.full_name,
        "worker": dossier.worker.public_id,
    }
    key = f"{dossier.public_id}:{dossier.registered_on:%Y%m%d}"
    tell(INTEREST, key, [(user, payload) for user in staff.order_by("pk").values_list("user", flat=True)])


@transaction.atomic
def withdraw(dossier: Dossier) -> None:
    """The person takes the dossier back. Raises :class:`Refused` once it has been sent on."""
    locked = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if locked.state == DossierState.WITHDRAWN:
        return
    if locked.state not in DOSSIER_MAY_WITHDRAW:
        raise Refused(_("Hồ sơ đã chuyển đi, anh chị gọi trung tâm để rút."))
    locked.state = DossierState.WITHDRAWN
    locked.save(update_fields=["state"])

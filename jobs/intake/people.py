"""Seeker drafts → workers with wishes and, where collected on paper, consents, in bulk."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from jobs.intake.copying import copy_in, copy_rows
from jobs.intake.drafts import WorkerDraft
from jobs.intake.enums import Outcome, Reason
from jobs.intake.models import IntakeBatch
from jobs.intake.pay import DAY, HOUR, YEAR, Pay
from jobs.intake.placing import Atlas
from jobs.intake.writing import Decided
from portal.accounts.crypto import search_hash
from portal.codes.text import fold_words
from workers.consent_texts import proof_text
from workers.enums import ConsentChannel, ConsentPurpose, Origin, Visibility
from workers.models import Consent, WantedOccupation, WantedPlace, Worker, WorkWish

ON_PAPER = (ConsentPurpose.SERVICE, ConsentPurpose.MATCHING)
"""What the commitment at the foot of Mẫu 01 and 01a covers."""
_A_MONTH = {HOUR: 208, DAY: 26}


class WorkerWriter:
    """Writes the importable drafts of one block.

    Without the operator's word that consents were collected on paper, people are stored hidden and
    without any consent: nobody matches or shows them until they agree.
    """

    def __init__(self, batch: IntakeBatch, occupations: dict[str, int], today: date) -> None:
        self.batch, self.occupations, self.today = batch, occupations, today
        self.atlas = Atlas()

    def find_records(self, decided: Sequence[Decided]) -> None:
        """Mark as duplicates the people the centre knows already, by identity number or telephone and name."""
        open_rows = [
            (one, one.draft)
            for one in decided
            if one.outcome is Outcome.IMPORTED and isinstance(one.draft, WorkerDraft)
        ]
        hashes = {draft.identity: search_hash(draft.identity) for _one, draft in open_rows if draft.identity}
        phones = {draft.phone for _one, draft in open_rows if draft.phone}
        found = Worker.objects.filter(Q(identity_hash__in=hashes.values()) | Q(phone__in=phones))
        known = list(found.order_by("id").values_list("identity_hash", "phone", "folded_name"))
        numbers = {identity for identity, _phone, _name in known if identity}
        reachable = {(phone, name) for _identity, phone, name in known}
        for one, draft in open_rows:
            same = draft.identity and hashes[draft.identity] in numbers
            if same or (draft.phone and (draft.phone, fold_words(draft.name)) in reachable):
                one.outcome, one.reason = Outcome.DUPLICATE, Reason.SAME_RECORD

    def write(self, decided: Sequence[Decided]) -> int:
        """Store the rows to import; sets each ``target``. Returns 0: no employers are made."""
        chosen = [one for one in decided if one.outcome is Outcome.IMPORTED]
        drafts = [one.draft for one in chosen if isinstance(one.draft, WorkerDraft)]
        workers = copy_in(Worker, [self._worker(draft) for draft in drafts])
        for one, worker in zip(chosen, workers, strict=True):
            one.target = worker.pk
        self._related(drafts, workers)
        return 0

    def _worker(self, draft: WorkerDraft) -> Worker:
        education = draft.education.sure if draft.education else None
        experience = draft.experience.sure if draft.experience else None
        worker = Worker(
            office_id=self.batch.office_id,
            registered_by_id=self.batch.created_by_id,
            origin=Origin.SPREADSHEET,
            source_key=draft.source_key or f"c:{draft.content_key}",
            full_name=draft.name,
            birth_date=draft.birth.on if draft.birth else None,
            birth_year=draft.birth.year if draft.birth else None,
            sex=draft.sex,
            identity_number=draft.identity,
            phone=draft.phone,
            email=draft.email,
            address=draft.address,
            general_education=education.general if education else None,
            qualification=education.qualification if education else None,
            # "Dưới 1 năm" is some experience, not none.
            stated_experience_months=max(experience.low, 1 if experience.high else 0) if experience else None,
            visibility=Visibility.ANONYMOUS if self.batch.consented else Visibility.HIDDEN,
        )
        worker.prepare()
        return worker

    def _related(self, drafts: Sequence[WorkerDraft], workers: Sequence[Worker]) -> None:
        pairs = list(zip(drafts, workers, strict=True))
        copy_in(WorkWish, [_wish(draft, worker) for draft, worker in pairs])
        copy_in(WantedOccupation, [self._wanted(draft, worker) for draft, worker in pairs])
        copy_rows(
            WantedPlace,
            [
                {
                    "worker_id": worker.pk,
                    "rank": rank,
                    "province_id": None if spot.commune else spot.province,
                    "commune_id": spot.commune,
                    "park_id": spot.park,
                }
                for draft, worker in pairs
                for rank, spot in enumerate(self.atlas.spots(draft.places), start=1)
            ],
        )
        if not self.batch.consented:
            return
        evidence = (_("Phiếu giấy kèm tệp %(name)s") % {"name": self.batch.file_name})[:160]
        wordings = {purpose: proof_text(purpose) for purpose in ON_PAPER}
        copy_rows(
            Consent,
            [
                {
                    "worker_id": worker.pk,
                    "purpose": purpose,
                    "wording": wording,
                    "channel": ConsentChannel.PAPER,
                    "recorded_by_id": self.batch.created_by_id,
                    "evidence": evidence,
                }
                for worker in workers
                for purpose, wording in wordings.items()
            ],
        )

    def _wanted(self, draft: WorkerDraft, worker: Worker) -> WantedOccupation:
        coded = draft.occupation
        code = self.occupations.get(coded.code) if coded and coded.code else None
        return WantedOccupation(
            worker=worker,
            rank=1,
            title=draft.title[:200],
            occupation_id=code,
            confidence=coded.confidence if coded and code else None,
        )


def _wish(draft: WorkerDraft, worker: Worker) -> WorkWish:
    pay = draft.pay.sure if draft.pay else None
    return WorkWish(
        worker=worker,
        pay_min=_monthly(pay),
        pay_negotiable=bool(pay and pay.negotiable),
        working_times=[draft.cues.working_time] if draft.cues.working_time else [],
        purposes=[draft.cues.purpose] if draft.cues.purpose else [],
    )


def _monthly(pay: Pay | None) -> int | None:
    """The least a month the person asks for; "up to" says no least."""
    if pay is None or pay.low_vnd is None:
        return None
    return pay.low_vnd // 12 if pay.period == YEAR else pay.low_vnd * _A_MONTH.get(pay.period, 1)

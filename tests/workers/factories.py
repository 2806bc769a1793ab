"""Invented turns, events and dossiers."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from portal.documents.models import Upload
from tests.factories import CommuneFactory, OfficeFactory, UserFactory, WorkerFactory
from workers.counselling.enums import Topic
from workers.counselling.models import CounsellingSession
from workers.groups.enums import Asked
from workers.groups.models import GroupVisit
from workers.outreach.enums import Audience, EventKind
from workers.outreach.models import Attendance, OutreachEvent
from workers.overseas.models import Dossier, OverseasProgramme
from workers.papers.enums import PaperKind
from workers.papers.models import Paper


class SessionFactory(DjangoModelFactory[CounsellingSession]):
    class Meta:
        model = CounsellingSession

    worker = factory.SubFactory(WorkerFactory)
    counsellor = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    topics = [Topic.JOBS]


class GroupFactory(DjangoModelFactory[GroupVisit]):
    class Meta:
        model = GroupVisit

    origin = "Tổ dân phố số 4"
    headcount = 12
    representative = "Trần Văn Bình"
    address = "Phường Phố Hiến"
    phone = "0912000777"
    services = [Asked.JOBS]
    counsellor = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    submission = factory.LazyFunction(uuid4)


class EventFactory(DjangoModelFactory[OutreachEvent]):
    class Meta:
        model = OutreachEvent

    kind = EventKind.CONFERENCE
    title = factory.Sequence(lambda n: f"Hội nghị {n}")
    audiences = [Audience.WORKERS]
    starts_at = datetime(2025, 2, 10, 1, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=3))
    office = factory.SubFactory(OfficeFactory)
    commune = factory.SubFactory(CommuneFactory)
    venue = "Hội trường xã"


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Phạm Văn {n}")
    audience = Audience.WORKERS
    checked_in_at = factory.SelfAttribute("event.starts_at")


class ProgrammeFactory(DjangoModelFactory[OverseasProgramme]):
    class Meta:
        model = OverseasProgramme

    name = "Lao động thời vụ Hàn Quốc"
    country = "KR"
    sender = "Trung tâm Lao động ngoài nước"
    is_seasonal = True
    fees = "Không thu phí"
    quota = 300
    opens_on = date(2025, 1, 1)
    closes_on = date(2025, 12, 31)


class DossierFactory(DjangoModelFactory[Dossier]):
    class Meta:
        model = Dossier

    programme = factory.SubFactory(ProgrammeFactory)
    worker = factory.SubFactory(WorkerFactory)
    office = factory.SubFactory(OfficeFactory)
    registered_on = date(2025, 2, 10)


class UploadFactory(DjangoModelFactory[Upload]):
    class Meta:
        model = Upload

    name = "Chứng chỉ.pdf"
    content_type = "application/pdf"
    size = 20
    digest = factory.Sequence(lambda n: f"{n:064x}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4\n%%EOF\n", name="paper"))


class PaperFactory(DjangoModelFactory[Paper]):
    class Meta:
        model = Paper

    worker = factory.SubFactory(WorkerFactory)
    kind = PaperKind.CERTIFICATE
    title = factory.Sequence(lambda n: f"Chứng chỉ may {n}")
    upload = factory.SubFactory(UploadFactory)
    digest = factory.SelfAttribute("upload.digest")

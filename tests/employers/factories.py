"""Invented papers and complete registrations."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember
from employers.verification import papers
from employers.verification.enums import PaperKind
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.codes.models import Commune, Industry
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory

SMALL_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(name: str = "giay-dang-ky.pdf", mark: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SMALL_PDF.replace(b"endobj", mark + b"endobj"))


def complete(**fields: Any) -> EmployerMember:
    """The owner of a pending employer whose registration lacks nothing."""
    usual: dict[str, Any] = {
        "verification": Verification.PENDING,
        "ownership": "private",
        "industry": Industry.objects.filter(level=1).order_by("code").first(),
        "product": "Áo jacket",
        "size_band": 3,
        "commune": Commune.objects.filter(valid_to=None, province__code="33").order_by("code").first(),
        "address": "Lô A3",
        "phone": "0912000555",
        "email": "congty@example.test",
        "representative": "Trần Văn Nam",
    }
    employer: Employer = EmployerFactory.create(**usual | fields)
    member: EmployerMember = EmployerMemberFactory.create(employer=employer, role=MemberRole.OWNER)
    papers.add(employer, PaperKind.CERTIFICATE, pdf(), member.user)
    return member


def a_manager() -> User:
    user: User = StaffFactory.create(role=StaffRole.MANAGER).user
    return user

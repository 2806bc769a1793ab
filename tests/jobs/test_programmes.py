"""Programmes of work abroad: fees with their sources, steps, the warning, and registering."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.abroad.fees import totals
from portal.notices.models import Notice
from tests.factories import OfficeFactory, StaffFactory, UserFactory, VacancyPlaceFactory, WorkerFactory
from tests.workers.factories import DossierFactory, ProgrammeFactory
from workers.models import Worker
from workers.overseas.enums import DossierState
from workers.overseas.models import Dossier, OverseasProgramme, ProgrammeFee, ProgrammeStep

pytestmark = pytest.mark.django_db


def programme(**fields: object) -> OverseasProgramme:
    today = timezone.localdate()
    days = {"opens_on": today - timedelta(days=3), "closes_on": today + timedelta(days=20)}
    made: OverseasProgramme = ProgrammeFactory.create(**{**days, **fields})
    return made


@pytest.fixture
def me(client: Client) -> Worker:
    OfficeFactory.create(is_head=True, phone="0227 3000 100")
    made: Worker = WorkerFactory.create(user=UserFactory.create(), birth_year=timezone.localdate().year - 30)
    assert made.user
    client.force_login(made.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def fee(of: OverseasProgramme, order: int, **fields: object) -> ProgrammeFee:
    return ProgrammeFee.objects.create(programme=of, order=order, **{"name": f"Khoản {order}", **fields})


def test_the_page_shows_each_fee_with_its_source_and_sums_them(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    OfficeFactory.create(is_head=True, phone="0227 3000 100")
    shown = programme(country="KR", sender="Trung tâm Lao động ngoài nước", quota=350)
    fee(shown, 1, amount=12_000_000, source="Quyết định 99/QĐ", paid_to="Hãng bay")
    fee(shown, 2, amount=3_000_000)
    fee(shown, 3, amount=100_000_000, is_returned=True)
    fee(shown, 4, amount=None)
    fee(shown, 5, amount=0, name="Tiền môi giới")
    ProgrammeStep.objects.create(programme=shown, order=1, name="Nộp hồ sơ", documents="Hộ chiếu\n\nẢnh")
    VacancyPlaceFactory.create(vacancy__title="Hái dâu tây", vacancy__programme=shown)
    with django_assert_max_num_queries(12):
        page = client.get(f"/di-lam-nuoc-ngoai/{shown.public_id}/").content.decode()
    for text in ("Hàn Quốc", "Trung tâm Lao động ngoài nước", "350", "Quyết định 99/QĐ", "Hãng bay", "12.000.000",
                 "15.000.000", "100.000.000", "theo thực tế", "Không thu", "Nộp hồ sơ", "Hộ chiếu", "Hái dâu tây",
                 "Coi chừng môi giới", "tel:02273000100"):  # fmt: skip
        assert text in page, text


def test_sums_keep_currencies_apart_and_leave_out_what_is_not_stated() -> None:
    shown = programme()
    fees = [
        fee(shown, 1, amount=28, currency="USD"),
        fee(shown, 2, amount=5),
        fee(shown, 3, amount=600, currency="USD"),
        fee(shown, 4, amount=None),
        fee(shown, 5, amount=7, is_returned=True),
    ]
    assert [(total.spent, total.returned) for total in totals(fees)] == [(628, 0), (5, 7)]


def test_the_list_tells_what_can_be_registered_for(client: Client) -> None:
    today = timezone.localdate()
    programme(name="Đang nhận")
    programme(name="Sắp nhận", opens_on=today + timedelta(days=5))
    programme(name="Đã đóng", closes_on=today - timedelta(days=1))
    page = client.get("/di-lam-nuoc-ngoai/").content.decode()
    assert "Nhận đăng ký từ" in page
    assert page.index("Đang nhận") < page.index("Coi chừng môi giới") < page.index("Đã đóng")


def test_an_empty_list_still_warns(client: Client) -> None:
    page = client.get("/di-lam-nuoc-ngoai/").content.decode()
    assert "Hiện chưa có chương trình nào" in page
    assert "Coi chừng môi giới" in page


def test_registering_makes_one_dossier_and_tells_the_office_once(client: Client, me: Worker) -> None:
    shown = programme()
    me.office = OfficeFactory.create(name="Điểm Vũ Thư")
    me.save()
    counsellor = StaffFactory.create(office=me.office)
    StaffFactory.create()  # of another office
    for _press in range(2):
        page = client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/", follow=True).content.decode()
    assert "Anh chị đã đăng ký chương trình này" in page
    dossier = Dossier.objects.get()
    assert (dossier.worker, dossier.programme, dossier.office) == (me, shown, me.office)
    assert dossier.state == DossierState.REGISTERED
    assert [notice.recipient_id for notice in Notice.objects.filter(kind="overseas_interest")] == [counsellor.user_id]
    client.force_login(counsellor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert me.full_name in client.get("/thong-bao/").content.decode()


def test_without_an_own_office_the_head_office_guides(client: Client, me: Worker) -> None:
    shown = programme()
    OfficeFactory.create(code="AA")
    client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/")
    assert Dossier.objects.get().office.is_head


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opens_on": timezone.localdate() + timedelta(days=2)}, "hiện không nhận đăng ký"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "hiện không nhận đăng ký"),
        ({"age_max": 25}, "đến 25 tuổi"),
        ({"age_min": 40}, "từ 40 tuổi"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    client: Client, me: Worker, fields: dict[str, object], words: str
) -> None:
    shown = programme(**fields)
    page = client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/", follow=True).content.decode()
    assert words in page
    assert not Dossier.objects.exists()


def test_an_age_nobody_knows_refuses_nothing(client: Client, me: Worker) -> None:
    Worker.objects.filter(pk=me.pk).update(birth_year=None, birth_date=None)
    shown = programme(age_min=25, age_max=50)
    client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/")
    assert Dossier.objects.get().worker == me


def test_a_dossier_can_be_taken_back_until_it_is_sent_and_taken_up_again(client: Client, me: Worker) -> None:
    shown = programme()
    client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/")
    client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/rut/")
    assert Dossier.objects.get().state == DossierState.WITHDRAWN
    client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/dang-ky/")
    assert Dossier.objects.get().state == DossierState.REGISTERED
    Dossier.objects.update(state=DossierState.SENT)
    page = client.post(f"/di-lam-nuoc-ngoai/{shown.public_id}/rut/", follow=True).content.decode()
    assert "Hồ sơ đã chuyển đi" in page
    assert Dossier.objects.get().state == DossierState.SENT


def test_somebody_elses_dossier_is_not_there(client: Client, me: Worker) -> None:
    other = DossierFactory.create(programme=programme())
    assert client.post(f"/di-lam-nuoc-ngoai/{other.programme.public_id}/rut/").status_code == 404
    other.refresh_from_db()
    assert other.state == DossierState.REGISTERED


def test_the_page_shows_what_is_still_missing(client: Client, me: Worker) -> None:
    shown = programme()
    DossierFactory.create(programme=shown, worker=me, state=DossierState.GUIDED, missing="Giấy khám sức khỏe")
    page = client.get(f"/di-lam-nuoc-ngoai/{shown.public_id}/").content.decode()
    assert "Giấy khám sức khỏe" in page
    assert "Đã hướng dẫn hồ sơ" in page
    assert "Đăng ký nguyện vọng" not in page

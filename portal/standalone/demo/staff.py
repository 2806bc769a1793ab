"""The centre's offices, its staff and the sign-ins shown in demonstration mode."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from portal.accounts.demo_signins import signins
from portal.accounts.enums import StaffRole
from portal.accounts.models import Office, Staff, User
from portal.codes import places
from portal.codes.gazetteer import gazetteer
from portal.standalone.demo.world import World

_OFFICES = (
    ("TT", "Trụ sở Trung tâm", "Phường Trần Hưng Đạo", "Đường Hai Bà Trưng"),
    ("VT", "Điểm tư vấn Vũ Thư", "Xã Vũ Thư", "Trụ sở UBND xã"),
    ("KX", "Điểm tư vấn Kiến Xương", "Xã Kiến Xương", "Trụ sở UBND xã"),
    ("TH", "Điểm tư vấn Tiền Hải", "Xã Tiền Hải", "Trụ sở UBND xã"),
    ("TTH", "Điểm tư vấn Thái Thụy", "Xã Thái Thụy", "Khu Diêm Điền"),
    ("DH", "Điểm tư vấn Đông Hưng", "Xã Đông Hưng", "Trụ sở UBND xã"),
    ("HH", "Điểm tư vấn Hưng Hà", "Xã Hưng Hà", "Trụ sở UBND xã"),
    ("QP", "Điểm tư vấn Quỳnh Phụ", "Xã Quỳnh Phụ", "Khu Quỳnh Côi"),
)


def found_offices(world: World) -> None:
    """The head office and a point in each former district of Thái Bình."""
    by_name = {commune.name: commune.id for commune in gazetteer().of_province(world.province)}
    for number, (code, name, commune, address) in enumerate(_OFFICES):
        office = Office.objects.create(
            public_id=world.public_id(),
            code=code,
            name=name,
            commune_id=by_name[commune],
            address=address,
            phone=f"0227 3000 {100 + number}",
            opening_hours="Thứ hai – thứ sáu: 7:30 – 11:30 và 13:30 – 17:00"
            if number == 0
            else "Thứ ba, thứ năm: 7:30 – 11:30 và 13:30 – 16:30",
            is_head=number == 0,
        )
        world.offices.append(office.pk)


def hire_staff(world: World) -> None:
    """Demonstration sign-ins first, then colleagues nobody can sign in as."""
    names = {"counsellor": "Phạm Thị Thu Hà", "manager": "Trần Quang Minh", "administrator": "Vũ Đức Long"}
    roles = {"counsellor": StaffRole.COUNSELLOR, "manager": StaffRole.MANAGER, "administrator": StaffRole.ADMINISTRATOR}
    for sign_in in signins():
        if sign_in.key in roles:
            user = sign_in_user(world, sign_in.login, names[sign_in.key])
            _employ(world, user, roles[sign_in.key], world.offices[0])
    unusable = make_password(None)
    users = [
        User(
            public_id=world.public_id(),
            email=f"tuvan{number}@demo.example",
            full_name=world.person_name(world.chance(0.7), 1980 + world.random.randrange(18)),
            password=unusable,
            date_joined=world.now.replace(year=2023),
        )
        for number in range(2, world.plan.counsellors + 1)
    ]
    User.objects.bulk_create(users)
    for number, user in enumerate(users):
        _employ(world, user, StaffRole.COUNSELLOR, world.offices[number % len(world.offices)])


def sign_in_user(world: World, login: str, name: str) -> User:
    """A user of :func:`portal.accounts.demo_signins.signins`, its address verified."""
    is_email = "@" in login
    user = User.objects.create(
        public_id=world.public_id(),
        email=login if is_email else None,
        phone=None if is_email else login,
        phone_verified=not is_email,
        full_name=name,
        password=world.password,
        date_joined=world.now.replace(year=2023),
    )
    if is_email:
        EmailAddress.objects.create(user=user, email=login, verified=True, primary=True)
    return user


def _employ(world: World, user: User, role: StaffRole, office: int) -> None:
    Staff.objects.create(user=user, role=role, office_id=office)
    if role == StaffRole.MANAGER:
        world.manager = user.pk
    if role == StaffRole.COUNSELLOR:
        world.counsellors.append((user.pk, office))


def office_of(world: World, commune: int) -> int:
    """The office nearest to a commune; the head office for the town."""
    if not world.office_near:
        homes = Office.objects.order_by("pk").values_list("pk", "commune_id")
        for key in gazetteer().of_province(world.province):
            world.office_near[key.id] = min(
                homes, key=lambda home: (places.distance_km(key.id, home[1] or 0), home[0])
            )[0]
    return world.office_near.get(commune, world.offices[0])

"""Users, offices of the centre and who works in them, consents and the log of who read whose data."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import StaffRole
from portal.codes.fields import PublicIdField, TidyCharField

MOBILE = RegexValidator(
    r"^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}\Z",
    _("Số điện thoại di động gồm 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09."),
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, is_active=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in, by e-mail or mobile number; what it may do follows from what is attached to it."""

    public_id = PublicIdField()
    email = models.EmailField(_("thư điện tử"), unique=True, null=True, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=10, unique=True, null=True, blank=True, validators=[MOBILE])
    phone_verified = models.BooleanField(default=False)
    full_name = TidyCharField(_("họ và tên"), max_length=120, blank=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("tài khoản")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(email=None) | ~Q(phone=None), name="user_has_email_or_phone"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email or self.phone or self.public_id

    @property
    def is_staff(self) -> bool:
        """May enter the administration site (administrators of the centre)."""
        staff = getattr(self, "staff", None)
        return self.is_superuser or (staff is not None and staff.is_active and staff.role == StaffRole.ADMINISTRATOR)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Administrators hold every permission of the administration site; nobody else holds any."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class Office(models.Model):
    """The centre's head office or a branch; a counsellor sees the people of their office."""

    public_id = PublicIdField()
    code = models.CharField(_("mã"), max_length=16, unique=True)
    name = TidyCharField(_("tên"), max_length=160)
    commune = models.ForeignKey("codes.Commune", models.PROTECT, null=True, blank=True, verbose_name=_("xã, phường"))
    address = TidyCharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    opening_hours = TidyCharField(
        _("giờ làm việc"), max_length=160, blank=True, db_default="", help_text=_("Hiện ở trang liên hệ")
    )
    is_head = models.BooleanField(_("trụ sở chính"), default=False)

    class Meta:
        verbose_name = _("văn phòng")
        ordering = ["-is_head", "code"]

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """What a user is at the centre."""

    user = models.OneToOneField(User, models.CASCADE, related_name="staff")
    office = models.ForeignKey(Office, models.PROTECT, related_name="staff")
    role = models.CharField(_("vai trò"), max_length=16, choices=StaffRole)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("cán bộ")
        ordering = ["office", "id"]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class AccessLog(models.Model):
    """Who of the staff or employers opened a person's data, when and why (Law 91/2025)."""

    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=12, db_index=True)
    """``public_id`` of the worker whose data was read (kept after the worker is deleted)."""
    action = models.CharField(max_length=32)
    reason = TidyCharField(max_length=255, blank=True)
    """Why, in words; for employers the vacancy."""
    kind = models.CharField(max_length=16, blank=True, db_default="")
    """Why, chosen from a list (:class:`workers.looks.enums.Why`); empty where nobody asks."""
    fields = models.CharField(max_length=120, blank=True, db_default="")
    """Names of the sensitive fields shown, joined by commas."""
    is_foreign = models.BooleanField(db_default=False)
    """Another office had the person in its care."""
    once = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)
    """Names what is written a single time: a page opened on a day, a form sent."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="look_subject"),
            models.Index(fields=["actor", "-at"], name="look_actor"),
            models.Index(fields=["-at"], name="look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.action} {self.subject_id}"

"""Administration of accounts, offices and staff; the access log can only be read."""

from typing import Any

import django.contrib.auth.admin  # noqa: F401 — registers groups, which this module takes back
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from portal.accounts.models import AccessLog, Office, Staff, User

# What people may do follows from the role, never from Django's groups.
admin.site.unregister(Group)


class NewUserForm(UserCreationForm):  # type: ignore[misc]  # unfold has no types
    class Meta:
        model = User
        fields = ["email", "phone", "full_name"]


class EditUserForm(UserChangeForm):  # type: ignore[misc]  # unfold has no types
    class Meta:
        model = User
        fields = ["email", "phone", "full_name", "language", "is_active"]


class StaffInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = Staff
    fields = ["office", "role", "is_active"]
    extra = 0


@admin.register(User)
class UserAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    add_form, form, change_password_form = NewUserForm, EditUserForm, AdminPasswordChangeForm
    list_display = ["__str__", "email", "phone", "role", "is_active", "date_joined"]
    list_filter = ["is_active", "staff__role", "staff__office"]
    list_select_related = ["staff"]
    search_fields = ["full_name", "email", "phone"]
    ordering = ["-date_joined"]
    readonly_fields = ["public_id", "phone_verified", "last_login", "date_joined"]
    inlines = [StaffInline]
    fieldsets = [
        (None, {"fields": ["full_name", "email", "phone", "phone_verified", "password"]}),
        (_("Sử dụng"), {"fields": ["is_active", "language", "public_id", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["full_name", "email", "phone", "password1", "password2"]})]

    @admin.display(description=_("vai trò"))
    def role(self, user: User) -> str:
        staff = getattr(user, "staff", None)
        return str(staff.get_role_display()) if staff and staff.is_active else "–"

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = self.add_form
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are closed, not deleted: the logs name them."""
        return False


@admin.register(Office)
class OfficeAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ["name", "code", "commune", "phone", "is_head"]
    list_select_related = ["commune"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["commune"]


@admin.register(AccessLog)
class AccessLogAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ["at", "actor", "action", "subject_id", "reason"]
    list_filter = ["action"]
    list_select_related = ["actor"]
    search_fields = ["subject_id", "actor__full_name", "actor__email"]
    date_hierarchy = "at"
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AccessLog | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AccessLog | None = None) -> bool:
        return False

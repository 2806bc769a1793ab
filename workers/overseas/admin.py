"""Administration of programmes abroad and their steps. Dossiers are personal data: they are worked on at the desk."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from workers.overseas.models import OverseasProgramme, ProgrammeFee, ProgrammeStep


class ProgrammeStepInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = ProgrammeStep
    fields = ["order", "name", "documents"]
    extra = 0


class ProgrammeFeeInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = ProgrammeFee
    fields = ["order", "name", "amount", "currency", "is_returned", "paid_to", "source"]
    extra = 0


@admin.register(OverseasProgramme)
class OverseasProgrammeAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ["name", "country", "sender", "quota", "dossier_count", "opens_on", "closes_on"]
    list_filter = ["country", "is_seasonal"]
    search_fields = ["name", "sender"]
    inlines = [ProgrammeFeeInline, ProgrammeStepInline]
    fields = [
        "name", ("country", "is_seasonal"), "sender", "fees", "quota", ("opens_on", "closes_on"),
        ("age_min", "age_max"), ("general_education_min", "qualification_min"), "description",
        ("pay", "duration"), "legal_basis",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[OverseasProgramme]:
        programmes: QuerySet[OverseasProgramme] = super().get_queryset(request)
        return programmes.annotate(counted=Count("dossiers"))

    @admin.display(description=_("hồ sơ"), ordering="counted")
    def dossier_count(self, programme: OverseasProgramme) -> int:
        return int(programme.counted)  # type: ignore[attr-defined]  # annotated above

    def has_delete_permission(self, request: HttpRequest, obj: OverseasProgramme | None = None) -> bool:
        return obj is not None and not obj.dossiers.exists()

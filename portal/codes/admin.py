"""Code lists for administrators: official values are read, the centre's own are added beside them."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from portal.codes import gazetteer
from portal.codes.models import (
    Benefit,
    Commune,
    ComputingSkill,
    FormerDistrict,
    IndustrialPark,
    Industry,
    IndustryGroup,
    Language,
    Licence,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    PlaceAlias,
    PriorityGroup,
    Province,
    QualificationTitle,
    Skill,
    SkillOfOccupation,
    SoftSkill,
    TrainingField,
    WorkingCondition,
)
from portal.codes.text import fold_words


class LocalOnlyAdmin(ModelAdmin):  # type: ignore[misc]  # unfold carries no types
    """Rows that came with a release are shown; rows added here may be changed and deleted.

    An official value is corrected by the next release of the lists, never by hand: forms already printed
    and reports already sent stay true to it.
    """

    exclude = ["is_local"]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        obj.is_local = True
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.is_local) and bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and obj.is_local and bool(super().has_delete_permission(request, obj))


class CodeAdmin(LocalOnlyAdmin):
    list_display = ["code", "name", "name_en", "valid_from", "valid_to", "is_local"]
    list_filter = ["is_local"]
    search_fields = ["code", "name", "name_en"]
    autocomplete_fields = ["successor"]


class TreeAdmin(CodeAdmin):
    list_display = ["code", "level", "name", "name_en", "is_local"]
    list_filter = ["level", "is_local"]
    autocomplete_fields = ["successor", "parent"]


@admin.register(Skill)
class SkillAdmin(CodeAdmin):
    class OccupationInline(TabularInline):  # type: ignore[misc]  # unfold carries no types
        model = SkillOfOccupation
        extra = 1
        autocomplete_fields = ["occupation"]

    inlines = [OccupationInline]


@admin.register(Licence)
class LicenceAdmin(CodeAdmin):
    autocomplete_fields = ["successor", "includes"]


admin.site.register(
    [
        Benefit,
        ComputingSkill,
        IndustryGroup,
        Language,
        PriorityGroup,
        QualificationTitle,
        SoftSkill,
        TrainingField,
        WorkingCondition,
    ],
    CodeAdmin,
)
admin.site.register([Industry, Occupation], TreeAdmin)


@admin.register(OccupationSynonym)
class OccupationSynonymAdmin(LocalOnlyAdmin):
    exclude = ["is_local", "folded"]
    list_display = ["text", "occupation", "is_local"]
    list_filter = ["is_local"]
    list_select_related = ["occupation"]
    search_fields = ["text", "folded", "occupation__code"]
    autocomplete_fields = ["occupation"]

    def save_model(self, request: HttpRequest, obj: OccupationSynonym, form: ModelForm[Any], change: bool) -> None:
        obj.folded = fold_words(obj.text)
        super().save_model(request, obj, form, change)


class PlaceAdmin(ModelAdmin):  # type: ignore[misc]  # unfold carries no types
    """Places follow the law and the release; nothing is added or deleted by hand."""

    list_display = ["code", "name", "province", "valid_from", "valid_to"]
    list_select_related = ["province"]
    list_filter: list[Any] = [("valid_to", admin.EmptyFieldListFilter)]
    search_fields = ["code", "name", "folded"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields if field.name != "wage_zone"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        gazetteer.touch()


@admin.register(Province)
class ProvinceAdmin(PlaceAdmin):
    list_display = ["code", "name", "successor", "valid_from", "valid_to"]
    list_select_related = ["successor"]


@admin.register(FormerDistrict)
class FormerDistrictAdmin(PlaceAdmin):
    list_filter = ["province"]


@admin.register(Commune)
class CommuneAdmin(PlaceAdmin):
    """The wage zone is editable: a centre elsewhere enters its own province's."""

    list_display = ["code", "name", "province", "former_district", "wage_zone", "valid_to"]
    list_select_related = ["province", "former_district"]
    list_filter = [("valid_to", admin.EmptyFieldListFilter), "wage_zone"]


@admin.register(PlaceAlias)
class PlaceAliasAdmin(LocalOnlyAdmin):
    exclude = ["is_local", "folded"]
    list_display = ["text", "commune", "district", "province", "is_local"]
    list_select_related = ["commune", "district", "province"]
    search_fields = ["text", "folded"]
    autocomplete_fields = ["commune", "district", "province"]

    def save_model(self, request: HttpRequest, obj: PlaceAlias, form: ModelForm[Any], change: bool) -> None:
        obj.folded = fold_words(obj.text)
        super().save_model(request, obj, form, change)
        gazetteer.touch()

    def delete_model(self, request: HttpRequest, obj: PlaceAlias) -> None:
        super().delete_model(request, obj)
        gazetteer.touch()


class DatedByHandAdmin(ModelAdmin):  # type: ignore[misc]  # unfold carries no types
    """Kept by the centre: entries end by their date and are not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(IndustrialPark)
class IndustrialParkAdmin(DatedByHandAdmin):
    exclude = ["folded"]
    list_display = ["code", "name", "commune", "valid_to"]
    list_select_related = ["commune"]
    search_fields = ["code", "name", "folded"]
    autocomplete_fields = ["commune"]

    def save_model(self, request: HttpRequest, obj: IndustrialPark, form: ModelForm[Any], change: bool) -> None:
        obj.folded = fold_words(obj.name.removeprefix("Khu công nghiệp"))
        super().save_model(request, obj, form, change)
        gazetteer.touch()


@admin.register(MinimumWage)
class MinimumWageAdmin(DatedByHandAdmin):
    list_display = ["zone", "valid_from", "valid_to", "monthly", "hourly", "source"]
    list_filter = ["zone"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MinimumWage]:
        return MinimumWage.objects.order_by("-valid_from", "zone")

"""Administration of labour-supply agreements and their quotas."""

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from employers.agreements.models import AgreementQuota, SupplyAgreement


class AgreementQuotaInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = AgreementQuota
    fields = ["occupation", "month", "headcount"]
    autocomplete_fields = ["occupation"]
    extra = 0


@admin.register(SupplyAgreement)
class SupplyAgreementAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ["number", "employer", "signed_on", "starts_on", "ends_on", "promised"]
    list_select_related = ["employer"]
    search_fields = ["number", "employer__folded_name"]
    date_hierarchy = "signed_on"
    raw_id_fields = ["employer"]
    inlines = [AgreementQuotaInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SupplyAgreement]:
        agreements: QuerySet[SupplyAgreement] = super().get_queryset(request)
        return agreements.annotate(seats=Sum("quotas__headcount"))

    @admin.display(description=_("chỉ tiêu"), ordering="seats")
    def promised(self, agreement: SupplyAgreement) -> int:
        return int(agreement.seats or 0)  # type: ignore[attr-defined]  # annotated above

    def has_delete_permission(self, request: HttpRequest, obj: SupplyAgreement | None = None) -> bool:
        return obj is not None and not obj.applications.exists()

"""Administration of events. Who came is personal data: it is kept and read at the desk, not by administrators."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from workers.outreach.models import OutreachEvent


@admin.register(OutreachEvent)
class OutreachEventAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ["title", "kind", "starts_at", "commune", "listed", "present", "is_public"]
    list_filter = ["kind", "is_public", "office"]
    list_select_related = ["commune"]
    search_fields = ["title", "venue"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["office", "commune"]
    filter_horizontal = ["employers"]
    fields = [
        "kind", "title", "audiences", ("starts_at", "ends_at"), "office", "commune", "venue",
        "partners", "description", "how_to_join", "capacity", "employers", "is_public",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutreachEvent]:
        events: QuerySet[OutreachEvent] = super().get_queryset(request)
        came = Q(attendances__checked_in_at__isnull=False)
        return events.annotate(on_list=Count("attendances"), came=Count("attendances", filter=came))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """To invite: employers the centre has verified, and whoever was invited before."""
        known = Q(verification="verified") | Q(events__isnull=False)
        options["queryset"] = db_field.related_model.objects.filter(known).distinct().order_by("name", "pk")
        return super().formfield_for_manytomany(db_field, request, **options)

    @admin.display(description=_("danh sách"), ordering="on_list")
    def listed(self, event: OutreachEvent) -> int:
        return int(event.on_list)  # type: ignore[attr-defined]  # annotated above

    @admin.display(description=_("có mặt"), ordering="came")
    def present(self, event: OutreachEvent) -> int:
        return int(event.came)  # type: ignore[attr-defined]  # annotated above

    def has_delete_permission(self, request: HttpRequest, obj: OutreachEvent | None = None) -> bool:
        """An event that people came to is counted in the figures for good."""
        return obj is not None and not obj.attendances.exists() and not obj.sessions.exists()

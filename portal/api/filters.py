"""Filters of the code lists."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from portal.codes.functions import ViFold
from portal.codes.models import Commune, Occupation
from portal.codes.text import fold, fold_words


class OccupationFilter(filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    level = filters.NumberFilter(min_value=1, max_value=4)
    parent = filters.CharFilter(field_name="parent__code", help_text="Code of the group one level up")
    name = filters.CharFilter(method="named", help_text="Part of the name, without diacritics too")

    class Meta:
        model = Occupation
        fields = ["level", "parent", "name"]

    def named(self, rows: QuerySet[Occupation], name: str, value: str) -> QuerySet[Occupation]:
        return rows.alias(folded=ViFold("name")).filter(folded__contains=fold(value))


class CommuneFilter(filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    province = filters.CharFilter(field_name="province__code", help_text="Code of the province")
    current = filters.BooleanFilter(method="in_force", help_text="true: of today; false: of before 1 July 2025")
    name = filters.CharFilter(method="named", help_text="Part of the name, without diacritics too")

    class Meta:
        model = Commune
        fields = ["province", "current", "name"]

    def in_force(self, rows: QuerySet[Commune], name: str, value: Any) -> QuerySet[Commune]:
        return rows.filter(valid_to__isnull=bool(value))

    def named(self, rows: QuerySet[Commune], name: str, value: str) -> QuerySet[Commune]:
        return rows.filter(folded__contains=fold_words(value))

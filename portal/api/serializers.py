"""What the public API says of vacancies and code lists; nothing of people."""

from typing import Any

from rest_framework import serializers

from employers.models import Employer
from jobs.contacts import masked
from jobs.models import Vacancy, VacancyPlace
from portal.codes.models import Commune, Occupation


class EmployerSerializer(serializers.ModelSerializer[Employer]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Employer
        fields = ["id", "name", "name_en", "verification"]


class PlaceSerializer(serializers.ModelSerializer[VacancyPlace]):
    province = serializers.CharField(source="province.name", read_only=True)
    province_code = serializers.CharField(source="province.code", read_only=True)
    commune = serializers.CharField(source="commune.name", read_only=True, default=None, allow_null=True)
    commune_code = serializers.CharField(source="commune.code", read_only=True, default=None, allow_null=True)

    class Meta:
        model = VacancyPlace
        fields = ["province", "province_code", "commune", "commune_code", "text"]


class MaskedField(serializers.CharField):
    """A text without the telephones and e-mail addresses in it: those are for people who ask, one at a time."""

    def to_representation(self, value: Any) -> str:
        return masked(super().to_representation(value))


class VacancySerializer(serializers.ModelSerializer[Vacancy]):
    """A vacancy as in a list."""

    id = serializers.CharField(source="public_id", read_only=True)
    employer = EmployerSerializer(read_only=True)
    places = PlaceSerializer(many=True, read_only=True)
    occupation = serializers.CharField(source="occupation.code", read_only=True, default=None, allow_null=True)
    remaining = serializers.IntegerField(read_only=True)
    title = MaskedField(read_only=True)

    class Meta:
        model = Vacancy
        fields = [
            "id", "title", "employer", "occupation", "places", "headcount", "filled", "remaining", "pay_min", "pay_max",
            "pay_unit", "pay_negotiable", "experience_min_months", "working_time", "contract_type", "published_at",
            "deadline",
        ]  # fmt: skip


class VacancyDetailSerializer(VacancySerializer):
    """A vacancy with its texts and requirements."""

    description = MaskedField(read_only=True)
    requirements = MaskedField(read_only=True)
    benefits_text = MaskedField(read_only=True)

    class Meta(VacancySerializer.Meta):
        fields = [
            *VacancySerializer.Meta.fields, "description", "requirements", "benefits_text", "position", "meals",
            "dormitory", "general_education_min", "qualification_min", "needs_shifts", "needs_travel", "purpose",
            "starts_by",
        ]  # fmt: skip


class VacancyPageSerializer(serializers.Serializer[dict[str, Any]]):
    """One page of a search."""

    count = serializers.IntegerField(help_text="Vacancies that fit")
    page = serializers.IntegerField()
    pages = serializers.IntegerField(help_text="Pages that can be asked for; at most 50")
    results = VacancySerializer(many=True)


class OccupationSerializer(serializers.ModelSerializer[Occupation]):
    parent_code = serializers.CharField(source="parent.code", read_only=True, default=None, allow_null=True)

    class Meta:
        model = Occupation
        fields = ["code", "level", "parent_code", "name", "name_en", "valid_from", "valid_to"]


class CommuneSerializer(serializers.ModelSerializer[Commune]):
    province_code = serializers.CharField(source="province.code", read_only=True)
    former_district = serializers.CharField(
        source="former_district.name", read_only=True, default=None, allow_null=True
    )
    successors: serializers.SlugRelatedField[Commune] = serializers.SlugRelatedField(
        many=True, read_only=True, slug_field="code"
    )

    class Meta:
        model = Commune
        fields = [
            "code", "name", "province_code", "former_district", "valid_from", "valid_to", "latitude", "longitude",
            "wage_zone", "successors",
        ]  # fmt: skip

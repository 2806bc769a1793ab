"""Published vacancies and code lists for anyone's programs: read only, without signing in, at a measured pace."""

from typing import Any

from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from jobs.models import Vacancy
from jobs.search import Criteria, search
from jobs.search.criteria import DAYS, EXPERIENCE, PAY, RADIUS, SORTS
from jobs.search.run import LAST_PAGE
from portal.api.filters import CommuneFilter, OccupationFilter
from portal.api.serializers import (
    CommuneSerializer,
    OccupationSerializer,
    VacancyDetailSerializer,
    VacancyPageSerializer,
    VacancySerializer,
)
from portal.codes.models import Commune, Occupation


class PublicThrottle(SimpleRateThrottle):
    """120 requests a minute from one address."""

    scope = "public"
    rate = "120/min"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})


class Public(APIView):
    """Anyone, without signing in; nothing here depends on who asks."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (PublicThrottle,)


def _asked(name: str, text: str, *, number: bool = False, choices: Any = None, many: bool = False) -> OpenApiParameter:
    kind = OpenApiTypes.INT if number else OpenApiTypes.STR
    return OpenApiParameter(name, kind, description=text, enum=list(choices) if choices else None, many=many)


class VacancyList(Public):
    """Vacancies open today, found as the public search finds them."""

    @extend_schema(
        operation_id="vacancies_list",
        parameters=[
            _asked("q", "Words of the title, the employer or the text; diacritics and slips do not matter"),
            _asked("noi", "A place, old or new name"),
            _asked("km", "Kilometres around the place", number=True, choices=RADIUS),
            _asked("nghe", "Occupation group, two digits (QĐ 34/2020)", many=True),
            _asked("luong", "At least so many million đồng a month", number=True, choices=PAY),
            _asked("kn", "At most so many months of experience asked", number=True, choices=EXPERIENCE),
            _asked("gio", "Working time", choices=("full", "part")),
            _asked("dang", "Published within so many days", number=True, choices=DAYS),
            _asked("sx", "Order", choices=[value for value in SORTS if value]),
            _asked("page", f"1–{LAST_PAGE}", number=True),
        ],
        responses=VacancyPageSerializer,
    )
    def get(self, request: Request) -> Response:
        number = request.query_params.get("page", "1")
        page = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
        found = search(Criteria.of(request.query_params), page, timezone.localdate())
        cards = Vacancy.objects.with_card().select_related("employer", "occupation").in_bulk(found.keys)
        results = VacancySerializer([cards[key] for key in found.keys if key in cards], many=True).data
        return Response({"count": found.counts.total, "page": found.page, "pages": found.pages, "results": results})


class VacancyDetail(Public, RetrieveAPIView[Vacancy]):
    """One published vacancy."""

    serializer_class = VacancyDetailSerializer
    lookup_field = "public_id"
    queryset = (
        Vacancy.objects.published()
        .select_related("employer", "occupation")
        .prefetch_related("places__commune", "places__province")
    )


class OccupationList(Public, ListAPIView[Occupation]):
    """Occupations of QĐ 34/2020/QĐ-TTg, levels 1–4."""

    serializer_class = OccupationSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = OccupationFilter
    queryset = Occupation.objects.select_related("parent").order_by("code")


class CommuneList(Public, ListAPIView[Commune]):
    """Communes of today and of before 1 July 2025, with what became of them."""

    serializer_class = CommuneSerializer
    filter_backends = (DjangoFilterBackend,)
    filterset_class = CommuneFilter
    queryset = (
        Commune.objects.select_related("province", "former_district")
        .prefetch_related("successors")
        .order_by("code", "id")
    )

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from portal.accounts.access import allow, anyone
from portal.api import views

app_name = "api"
urlpatterns = [
    path("vacancies/", allow(anyone)(views.VacancyList.as_view()), name="vacancies"),
    path("vacancies/<str:public_id>/", allow(anyone)(views.VacancyDetail.as_view()), name="vacancy"),
    path("occupations/", allow(anyone)(views.OccupationList.as_view()), name="occupations"),
    path("communes/", allow(anyone)(views.CommuneList.as_view()), name="communes"),
    path(
        "schema/",
        allow(anyone)(SpectacularAPIView.as_view(permission_classes=[AllowAny], authentication_classes=[])),
        name="schema",
    ),
    path(
        "docs/",
        allow(anyone)(
            SpectacularSwaggerSplitView.as_view(
                url_name="api:schema", permission_classes=[AllowAny], authentication_classes=[]
            )
        ),
        name="docs",
    ),
]

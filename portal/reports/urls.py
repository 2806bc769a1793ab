from django.urls import path

from portal.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="figures"),
    path("<slug:code>/", views.rows, name="rows"),
    path("<slug:code>/bang-tinh/", views.export, name="export"),
]

from django.urls import path

from jobs.matching import views

app_name = "matching"
urlpatterns = [
    path("", views.how_it_works, name="how"),
    path("cac-dot/", views.history, name="runs"),
    path("cac-dot/bat-dau/", views.start, name="start"),
    path("cac-dot/<int:number>/", views.one_run, name="run"),
]

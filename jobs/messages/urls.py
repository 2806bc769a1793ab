from django.urls import path

from jobs.messages import views

app_name = "letters"
urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/<slug:public_id>/", views.handle, name="handle"),
    path("<slug:public_id>/", views.thread, name="thread"),
    path("<slug:public_id>/bao/", views.report, name="report"),
]

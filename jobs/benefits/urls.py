from django.urls import path

from jobs.benefits import views

app_name = "benefits"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nguoi/<slug:public_id>/", views.person, name="person"),
    path("nguoi/<slug:public_id>/moi/", views.add, name="add"),
    path("thong-bao/<slug:public_id>/", views.notice, name="notice"),
    path("dot/<slug:public_id>/hoc-nghe/", views.training, name="training"),
    path("dot/<slug:public_id>/thoi/", views.end, name="end"),
]

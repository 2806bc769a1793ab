from django.urls import path

from workers.slips import views

app_name = "slips"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("nguoi/<slug:public_id>/", views.person, name="person"),
    path("nguoi/<slug:public_id>/<slug:key>/", views.person_paper, name="person_paper"),
    path("<slug:key>/", views.paper, name="paper"),
]

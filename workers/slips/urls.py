from django.urls import path

from workers.slips import views

app_name = "slips"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("nguoi/<slug:public_id>/cv/", views.person_cv, name="person_cv"),
    path("<slug:key>/", views.paper, name="paper"),
]

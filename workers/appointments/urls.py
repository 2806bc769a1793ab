from django.urls import path

from workers.appointments import views

app_name = "appointments"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:public_id>/huy/", views.cancel, name="cancel"),
]

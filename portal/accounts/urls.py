from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("ngon-ngu/", views.set_language, name="set_language"),
]

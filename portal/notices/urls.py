from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.mine, name="list"),
    path("da-xem/", views.see_all, name="see_all"),
    path("cai-dat/", views.settings, name="settings"),
    path("thoi-nhan/<str:token>/", views.leave, name="leave"),
]

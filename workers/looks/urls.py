from django.urls import path

from workers.looks.views import audit, person

app_name = "looks"
urlpatterns = [
    path("quan-ly/nhat-ky/", audit.show, name="audit"),
    path("quan-ly/nhat-ky/xlsx/", audit.export, name="export"),
    path("ban-tu-van/ai-da-xem/<str:public_id>/", person.person, name="person"),
    path("ban-tu-van/ban-sao/<str:public_id>/", person.copy, name="copy"),
]

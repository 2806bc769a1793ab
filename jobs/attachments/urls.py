from django.urls import path

from jobs.attachments import views

app_name = "attachments"
urlpatterns = [
    path("<slug:public_id>/", views.download, name="download"),
    path("ho-so/<slug:public_id>/them/", views.add, name="add"),
    path("ho-so/<slug:public_id>/giu/", views.keep, name="keep"),
]

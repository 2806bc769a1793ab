from django.urls import path

from workers.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:public_id>/", views.download, name="download"),
    path("<slug:public_id>/sua/", views.edit, name="edit"),
    path("<slug:public_id>/xoa/", views.delete, name="delete"),
]

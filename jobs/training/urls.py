from django.urls import path

from jobs.training import views

app_name = "training"
urlpatterns = [
    path("", views.gaps, name="gaps"),
    path("tinh/", views.work_out, name="work_out"),
    path("khoang-trong/<slug:public_id>/", views.draft, name="draft"),
    path("danh-sach/", views.cohorts, name="cohorts"),
    path("danh-sach/<slug:public_id>/", views.cohort, name="cohort"),
    path("danh-sach/<slug:public_id>/csv/", views.export, name="export"),
    path("danh-sach/<slug:public_id>/xoa/", views.delete, name="delete"),
    path("danh-sach/<slug:public_id>/nguoi/<slug:worker_id>/", views.member, name="member"),
]

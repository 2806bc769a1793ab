from django.urls import path, re_path

from jobs.intake.views import files, occupations

app_name = "intake"
urlpatterns = [
    path("", files.home, name="home"),
    path("nghe/", occupations.occupations, name="occupations"),
    path("<slug:public_id>/", files.batch, name="batch"),
    path("<slug:public_id>/cot/", files.remap, name="remap"),
    path("<slug:public_id>/nhap/", files.start, name="start"),
    path("<slug:public_id>/bo/", files.discard, name="discard"),
    path("<slug:public_id>/tiep-tuc/", files.retry, name="retry"),
    re_path(r"^(?P<public_id>[-\w]+)/dong-chua-nhap\.(?P<ending>xlsx|csv)$", files.bad_rows, name="bad_rows"),
]

from django.urls import path

from jobs.hiring.views import approvals, candidate, home, registration, vacancy

app_name = "hiring"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-ky/", registration.register, name="register"),
    path("duyet/", approvals.approvals, name="approvals"),
    path("duyet/tin/<slug:public_id>/", approvals.decide, name="decide"),
    path("duyet/doanh-nghiep/<slug:public_id>/", approvals.verify, name="verify"),
    path("dang-tin/", vacancy.create, name="create"),
    path("tin/<slug:public_id>/", vacancy.vacancy, name="vacancy"),
    path("tin/<slug:public_id>/sua/", vacancy.edit, name="edit"),
    path("tin/<slug:public_id>/nhan-ban/", vacancy.duplicate, name="duplicate"),
    path("tin/<slug:public_id>/doi/<slug:action>/", vacancy.change, name="change"),
    path("tin/<slug:public_id>/nguoi/<slug:person>/", candidate.candidate, name="candidate"),
    path("tin/<slug:public_id>/nguoi/<slug:person>/moi/", candidate.invite, name="invite"),
    path("tin/<slug:public_id>/nguoi/<slug:person>/tra-loi/", candidate.answer, name="answer"),
]

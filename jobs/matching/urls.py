from django.urls import path

from jobs.matching.views import fairness, policy, public, runs

app_name = "matching"
urlpatterns = [
    path("", public.how_it_works, name="how"),
    path("cac-dot/", runs.history, name="runs"),
    path("cac-dot/bat-dau/", runs.start, name="start"),
    path("cac-dot/so-sanh/", runs.comparison, name="comparison"),
    path("cac-dot/<int:number>/", runs.one_run, name="run"),
    path("chinh-sach/", policy.weights, name="policy"),
    path("chinh-sach/thu/<slug:public_id>/", policy.trial, name="trial"),
    path("chinh-sach/thu/<slug:public_id>/lai/", policy.again, name="try_again"),
    path("chinh-sach/thu/<slug:public_id>/luu/", policy.save, name="save_policy"),
    path("cong-bang/", fairness.groups, name="fairness"),
    path("cong-bang/nguoi/", fairness.people_without, name="people_without"),
    path("cong-bang/tin/", fairness.unshown, name="unshown"),
    path("cong-bang/doanh-nghiep/", fairness.employers_without, name="employers_without"),
]

from django.urls import path

from workers.views import blocking, cv, data, profile, registration

app_name = "workers"
urlpatterns = [
    path("dang-ky/", registration.register, name="register"),
    path("", profile.overview, name="overview"),
    path("buoc/<slug:key>/", profile.step, name="step"),
    path("cv/", cv.preview, name="cv"),
    path("cv/tai-ve/", cv.download, name="cv_pdf"),
    path("du-lieu/", data.data, name="data"),
    path("du-lieu/dong-y/", data.change_consent, name="consent"),
    path("du-lieu/chan/", blocking.blocked, name="blocked"),
    path("du-lieu/chan/them/", blocking.add, name="block"),
    path("du-lieu/chan/bo/", blocking.remove, name="unblock"),
    path("du-lieu/hien-thi/", data.change_visibility, name="visibility"),
]

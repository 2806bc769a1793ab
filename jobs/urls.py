from django.urls import URLPattern, URLResolver, path

from jobs.abroad import views as abroad
from jobs.events import views as events
from jobs.views import employer, home, search, vacancy

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("viec-lam/", search.search_page, name="search"),
    path("viec-lam/<str:public_id>/", vacancy.vacancy, name="vacancy"),
    path("doanh-nghiep/<str:public_id>/", employer.employer, name="employer"),
    path("su-kien/", events.events, name="events"),
    path("su-kien/<str:public_id>/", events.event, name="event"),
    path("su-kien/<str:public_id>/lich.ics", events.calendar_file, name="event_calendar"),
    path("su-kien/<str:public_id>/dang-ky/", events.join, name="join_event"),
    path("su-kien/<str:public_id>/huy/", events.leave, name="leave_event"),
    path("di-lam-nuoc-ngoai/", abroad.programmes, name="programmes"),
    path("di-lam-nuoc-ngoai/<str:public_id>/", abroad.programme, name="programme"),
    path("di-lam-nuoc-ngoai/<str:public_id>/dang-ky/", abroad.register, name="join_programme"),
    path("di-lam-nuoc-ngoai/<str:public_id>/rut/", abroad.withdraw, name="leave_programme"),
]

from django.urls import URLPattern, URLResolver, path

from jobs.views import employer, home, search, vacancy

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("viec-lam/", search.search_page, name="search"),
    path("viec-lam/<str:public_id>/", vacancy.vacancy, name="vacancy"),
    path("doanh-nghiep/<str:public_id>/", employer.employer, name="employer"),
]

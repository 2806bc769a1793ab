from django.urls import path

from portal.reports import market_page, views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="figures"),
    path("thi-truong/", market_page.market_page, name="market"),
    path("<slug:code>/", views.rows, name="rows"),
    path("<slug:code>/bang-tinh/", views.export, name="export"),
]

from django.urls import path

from portal.reports.ledger.views import chain, rows, table

app_name = "ledger"
urlpatterns = [
    path("", table.table, name="table"),
    path("bang-tinh/", table.export, name="export"),
    path("dong/<slug:what>/", rows.rows, name="rows"),
    path("dong/<slug:what>/xuat/", rows.take, name="take"),
    path("tep/<slug:public_id>/", rows.file, name="file"),
    path("tep/<slug:public_id>/tai/", rows.download, name="download"),
    path("luot/<slug:public_id>/", chain.of_turn, name="turn"),
    path("viec/<slug:public_id>/", chain.of_placement, name="placement"),
    path("nguoi/<slug:public_id>/", chain.of_person, name="person"),
    path("tin/<slug:public_id>/", chain.of_vacancy, name="vacancy"),
]

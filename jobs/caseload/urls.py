from django.urls import path

from jobs.caseload.views import acting, listing, load, sharing, weeks

app_name = "caseload"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("nhan/", acting.take, name="take"),
    path("giao/", acting.hand, name="hand"),
    path("dong/", acting.close, name="close"),
    path("giao/<slug:public_id>/hoan-tac/", acting.undo, name="undo"),
    path("theo-can-bo/", load.load, name="load"),
    path("chia/", sharing.share, name="share"),
    path("theo-tuan/", weeks.weeks, name="weeks"),
    path("theo-tuan/ke-hoach/", weeks.plan, name="plan"),
]

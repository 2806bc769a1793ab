from django.urls import path

from jobs.flags.views import contact, queue, report

app_name = "flags"
urlpatterns = [
    path("viec-lam/<slug:public_id>/bao-tin/", report.report, name="report"),
    path("viec-lam/<slug:public_id>/lien-he/", contact.contact, name="contact"),
    path("ban-tu-van/tin-bi-bao/", queue.queue, name="queue"),
    path("ban-tu-van/tin-bi-bao/<slug:public_id>/", queue.decide, name="decide"),
]

from django.urls import path

from jobs.answers.views import desk, hiring, seeking

app_name = "answers"
urlpatterns = [
    path("", hiring.queue, name="queue"),
    path("tin/<slug:public_id>/nhieu-nguoi/", hiring.bulk, name="bulk"),
    path("tin/<slug:public_id>/dong/", hiring.closing, name="closing"),
    path("rut-lai/<slug:public_id>/", hiring.undo, name="undo"),
    path("ho-so/<slug:public_id>/nho-trung-tam/", seeking.ask_centre, name="ask_centre"),
    path("ho-so/<slug:public_id>/di-lam/", seeking.started, name="started"),
    path("hoi-giup/", desk.requests, name="requests"),
    path("hoi-giup/<slug:public_id>/", desk.handle, name="handle"),
]

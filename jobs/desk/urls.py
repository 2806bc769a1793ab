from django.urls import path

from jobs.desk.views import calendar, drafts, group, people, person, queue, today, whatif

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("luot/", today.turns, name="turns"),
    path("luot/nhom/", group.new_group, name="new_group"),
    path("luot/nhom/<slug:public_id>/", group.group, name="group"),
    path("luot/khach/", people.walk_in, name="walk_in"),
    path("luot/<slug:public_id>/", today.turn, name="turn"),
    path("hang-cho/", queue.show, name="queue"),
    path("hang-cho/lay-so/", queue.take, name="take"),
    path("hang-cho/goi/", queue.call, name="call"),
    path("hang-cho/man-hinh/", queue.board, name="board"),
    path("hang-cho/<slug:public_id>/", queue.ticket, name="ticket"),
    path("hang-cho/<slug:public_id>/xong/", queue.settle, name="settle"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/gio/", calendar.hours, name="hours"),
    path("lich/gio/<slug:public_id>/bo/", calendar.drop_hours, name="drop_hours"),
    path("lich/<slug:public_id>/", calendar.appointment, name="appointment"),
    path("lich/<slug:public_id>/ket-qua/", calendar.settle, name="settle_appointment"),
    path("lich/<slug:public_id>/lien-lac/", calendar.follow, name="follow"),
    path("nguoi/<slug:public_id>/hen/", calendar.book, name="book"),
    path("nguoi/", people.people, name="people"),
    path("nguoi/moi/", people.register, name="register"),
    path("nguoi/<slug:public_id>/", person.person, name="person"),
    path("nguoi/<slug:public_id>/viec/", person.vacancies, name="vacancies"),
    path("nguoi/<slug:public_id>/nhap/", drafts.save, name="draft"),
    path("nguoi/<slug:public_id>/nhap/bo/", drafts.drop, name="drop_draft"),
    path("nguoi/<slug:public_id>/neu/", whatif.whatif, name="whatif"),
    path("nguoi/<slug:public_id>/suyt/", whatif.nearly, name="nearly"),
    path("nguoi/<slug:public_id>/neu/giu/", whatif.keep_wishes, name="keep"),
    path("nguoi/<slug:public_id>/vi-sao/<slug:vacancy_id>/", whatif.why, name="why"),
    path("nguoi/<slug:public_id>/nhay-cam/", person.open_sensitive, name="sensitive"),
    path("nguoi/<slug:public_id>/ly-do/", person.give_reason, name="reason"),
    path("nguoi/<slug:public_id>/dong-y/", person.consent, name="consent"),
]

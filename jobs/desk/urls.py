from django.urls import path

from jobs.desk.views import people, person, today, whatif

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("luot/", today.turns, name="turns"),
    path("luot/khach/", people.walk_in, name="walk_in"),
    path("luot/<slug:public_id>/", today.turn, name="turn"),
    path("nguoi/", people.people, name="people"),
    path("nguoi/moi/", people.register, name="register"),
    path("nguoi/<slug:public_id>/", person.person, name="person"),
    path("nguoi/<slug:public_id>/viec/", person.vacancies, name="vacancies"),
    path("nguoi/<slug:public_id>/neu/", whatif.whatif, name="whatif"),
    path("nguoi/<slug:public_id>/neu/giu/", whatif.keep_wishes, name="keep"),
    path("nguoi/<slug:public_id>/vi-sao/<slug:vacancy_id>/", whatif.why, name="why"),
    path("nguoi/<slug:public_id>/nhay-cam/", person.open_sensitive, name="sensitive"),
    path("nguoi/<slug:public_id>/ly-do/", person.give_reason, name="reason"),
    path("nguoi/<slug:public_id>/dong-y/", person.consent, name="consent"),
]

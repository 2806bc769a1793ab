from django.urls import path

from jobs.seeking.views import applications, home, lessons, matches, turns, whatif

app_name = "seeking"
urlpatterns = [
    path("", home.home, name="home"),
    path("viec-hop/", matches.matches, name="matches"),
    path("neu/", whatif.whatif, name="whatif"),
    path("neu/giu/", whatif.keep_wishes, name="keep"),
    path("tu-van/", turns.turns, name="turns"),
    path("da-gac/", matches.aside, name="aside"),
    path("da-gac/<slug:public_id>/hoan-tac/", lessons.undo, name="undo"),
    path("viec-hop/<slug:public_id>/", matches.pair, name="pair"),
    path("viec-hop/<slug:public_id>/gac/", matches.dismiss, name="dismiss"),
    path("viec-hop/<slug:public_id>/lay-lai/", matches.restore, name="restore"),
    path("viec-hop/<slug:public_id>/lan-sau/", lessons.offer, name="offer"),
    path("nop-ho-so/<slug:public_id>/", applications.apply, name="apply"),
    path("ho-so/", applications.mine, name="applications"),
    path("ho-so/<slug:public_id>/", applications.application, name="application"),
    path("ho-so/<slug:public_id>/rut/", applications.withdraw, name="withdraw"),
    path("ho-so/<slug:public_id>/tu-choi/", applications.decline, name="decline"),
]

from django.urls import path

from jobs.interviews.views import hiring, seeking

app_name = "interviews"
urlpatterns = [
    path("", seeking.mine, name="mine"),
    path("tin/<slug:public_id>/", hiring.slots, name="slots"),
    path("tin/<slug:public_id>/moi/", hiring.offer, name="offer"),
    path("gio/<slug:public_id>/doi/", hiring.move, name="move"),
    path("gio/<slug:public_id>/huy/", hiring.cancel_slot, name="cancel_slot"),
    path("<slug:public_id>/chon/", seeking.choose, name="choose"),
    path("<slug:public_id>/khong-hop/", seeking.none_fits, name="none_fits"),
    path("<slug:public_id>/huy/", hiring.cancel, name="cancel"),
    path("<slug:public_id>/ket-qua/", hiring.record, name="record"),
    path("<slug:public_id>/lich.ics", seeking.calendar, name="calendar"),
]

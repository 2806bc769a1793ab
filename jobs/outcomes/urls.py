from django.urls import path

from jobs.outcomes.views import calls, confirm, exchange, referrals

app_name = "outcomes"
urlpatterns = [
    path("ban-tu-van/theo-doi/", calls.due_list, name="due"),
    path("ban-tu-van/theo-doi/viec/<slug:public_id>/", calls.call, name="call"),
    path("ban-tu-van/theo-doi/khac-tin/", calls.differences, name="differences"),
    path("ban-tu-van/theo-doi/giay/", referrals.letters, name="letters"),
    path("ban-tu-van/theo-doi/giay/<slug:public_id>/", referrals.letter, name="letter"),
    path("ban-tu-van/theo-doi/giay/<slug:public_id>/dien-thoai/", referrals.phone, name="phone"),
    path("ban-tu-van/theo-doi/giay/<slug:public_id>/tu-choi/", referrals.refusal, name="refuse"),
    path("ban-tu-van/theo-doi/giay/<slug:public_id>/gui/", referrals.send, name="send"),
    path("ban-tu-van/theo-doi/mau-04/", exchange.listing, name="exchange"),
    path("ban-tu-van/theo-doi/mau-04/danh-dau/", exchange.mark, name="mark"),
    path("ban-tu-van/theo-doi/mau-04/xlsx/", exchange.export, name="export"),
    path("xn/<str:token>/", confirm.confirm, name="confirm"),
]

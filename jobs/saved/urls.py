from django.urls import path

from jobs.saved.views import favourites, recent, searches

app_name = "saved"
urlpatterns = [
    path("", favourites.home, name="home"),
    path("luu/", favourites.keep, name="keep"),
    path("da-xem/", recent.seen, name="recent"),
    path("da-xem/xoa/", recent.forget, name="forget"),
    path("tim-kiem/", searches.mine, name="searches"),
    path("tim-kiem/luu/", searches.save, name="save_search"),
    path("tim-kiem/<slug:public_id>/", searches.open_search, name="open_search"),
    path("tim-kiem/<slug:public_id>/sua/", searches.change, name="change_search"),
    path("tim-kiem/<slug:public_id>/xoa/", searches.delete, name="delete_search"),
    path("thoi-bao/<str:token>/", searches.stop, name="stop"),
    path("<slug:public_id>/ghi-chu/", favourites.note, name="note"),
]

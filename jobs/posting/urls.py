from django.urls import path, re_path

from jobs.posting.views import files, life, queue, start, steps

app_name = "posting"
urlpatterns = [
    path("dang-tin/", start.start, name="start"),
    path("dang-tin/moi/", steps.new, name="new"),
    path("dang-tin/mau/", start.opening, name="opening"),
    path("dang-tin/bang-tinh/", files.files, name="files"),
    path("dang-tin/bang-tinh/<slug:public_id>/", files.file, name="file"),
    path("dang-tin/bang-tinh/<slug:public_id>/cot/", files.remap, name="remap"),
    path("dang-tin/bang-tinh/<slug:public_id>/nhap/", files.begin, name="begin"),
    re_path(
        r"^dang-tin/bang-tinh/(?P<public_id>[-\w]+)/dong-chua-nhap\.(?P<ending>xlsx|csv)$",
        files.bad_rows,
        name="bad_rows",
    ),
    path("tin/<slug:public_id>/buoc/<slug:key>/", steps.step, name="step"),
    path("tin/<slug:public_id>/xem-lai/", steps.review, name="review"),
    path("tin/<slug:public_id>/gui/", steps.hand_in, name="hand_in"),
    path("duyet/nhieu-tin/", queue.publish_several, name="publish_several"),
    path("duyet/xem/<slug:public_id>/", queue.look, name="look"),
    path("duyet/tin/<slug:public_id>/", queue.decide, name="decide"),
    path("tin/<slug:public_id>/thay-doi/", life.manage, name="manage"),
    path("tin/<slug:public_id>/thay-doi/<slug:what>/", life.change, name="change"),
]

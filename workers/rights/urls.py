from django.urls import path

from workers.rights.views import mine, queue

app_name = "rights"
urlpatterns = [
    path("ho-so/du-lieu/ai-da-xem/", mine.who_looked, name="looks"),
    path("ho-so/du-lieu/ai-da-xem/<str:token>/", mine.doubt, name="doubt"),
    path("ho-so/du-lieu/mang-di/", mine.take, name="take"),
    path("ho-so/du-lieu/mang-di/<str:public_id>/", mine.download, name="download"),
    path("ho-so/du-lieu/yeu-cau/", mine.mine, name="mine"),
    path("ho-so/du-lieu/yeu-cau/rut/<str:public_id>/", mine.take_back, name="take_back"),
    path("ho-so/du-lieu/yeu-cau/<slug:kind>/", mine.ask, name="ask"),
    path("quyen-du-lieu/", queue.queue, name="queue"),
    path("quyen-du-lieu/<str:public_id>/", queue.case, name="case"),
]

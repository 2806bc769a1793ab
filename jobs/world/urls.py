from django.urls import path, register_converter

from jobs.world import feeds, phone, pictures, sitemaps

register_converter(feeds.KindConverter, "feed")

app_name = "world"
urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:section>-<int:page>.xml", sitemaps.section, name="sitemap"),
    path("viec-lam/tin-moi.<feed:kind>", feeds.feed, name="feed"),
    path("anh/trang.png", pictures.portal, name="picture"),
    path("anh/viec-lam/<slug:public_id>.png", pictures.vacancy, name="vacancy_picture"),
    path("anh/doanh-nghiep/<slug:public_id>.png", pictures.employer, name="employer_picture"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("worker.js", phone.worker, name="worker"),
    path("ngoai-tuyen/", phone.offline, name="offline"),
    path("ngoai-tuyen/da-luu.json", phone.saved, name="saved"),
]

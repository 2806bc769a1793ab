"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

from portal import help as help_pages
from portal import pages, suggestions
from portal.notices import views as notices

urlpatterns = [
    path("", include("portal.standalone.urls")),
    path("", include("jobs.world.urls")),
    path("", include("jobs.flags.urls")),
    path("", include("jobs.urls")),
    path("rieng-tu/", pages.privacy, name="privacy"),
    path("tro-giup/", help_pages.help_page, name="help"),
    path("lien-he/", help_pages.contact, name="contact"),
    path("styleguide/", pages.styleguide, name="styleguide"),
    path("goi-y/noi/", suggestions.suggest_places, name="suggest_places"),
    path("goi-y/nghe/", suggestions.suggest_occupations, name="suggest_occupations"),
    path("tai-khoan/", include("portal.accounts.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("tb/", notices.short, name="short"),
    path("thong-bao/", include("portal.notices.urls")),
    path("ho-so/giay-to/", include("workers.papers.urls")),
    path("ho-so/phieu/", include("workers.slips.urls")),
    path("", include("workers.rights.urls")),
    path("", include("workers.looks.urls")),
    path("ho-so/", include("workers.urls")),
    path("cua-toi/hen/", include("workers.appointments.urls")),
    path("cua-toi/", include("jobs.seeking.urls")),
    path("viec-da-luu/", include("jobs.saved.urls")),
    path("tuyen-dung/", include("jobs.posting.urls")),
    path("tuyen-dung/", include("jobs.hiring.urls")),
    path("trao-doi/", include("jobs.messages.urls")),
    path("giay-to-kem/", include("jobs.attachments.urls")),
    path("phong-van/", include("jobs.interviews.urls")),
    path("tra-loi/", include("jobs.answers.urls")),
    path("ban-tu-van/dao-tao/", include("jobs.training.urls")),
    path("", include("jobs.outcomes.urls")),
    path("ban-tu-van/tro-cap/", include("jobs.benefits.urls")),
    path("ban-tu-van/ho-so/", include("jobs.caseload.urls")),
    path("ban-tu-van/", include("jobs.desk.urls")),
    path("giay-cap/", include("jobs.printing.urls")),
    path("nhap-du-lieu/", include("jobs.intake.urls")),
    path("ghep-noi/", include("jobs.matching.urls")),
    path("so-lieu/so-tu-van/", include("portal.reports.ledger.urls")),
    path("so-lieu/", include("portal.reports.urls")),
    path("api/", include("portal.api.urls")),
    path("quan-tri/", admin.site.urls),
]

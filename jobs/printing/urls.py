from django.urls import path

from jobs.printing.views import pages, sheets

app_name = "printing"
urlpatterns = [
    path("", sheets.register, name="register"),
    path("nguoi/<slug:public_id>/", pages.person, name="person"),
    path("nguoi/<slug:public_id>/in/<slug:kind>/", pages.print_of_person, name="print_of_person"),
    path("gioi-thieu/<slug:public_id>/", pages.letter_of, name="letter"),
    path("nhom/<slug:public_id>/in/", pages.print_of_group, name="print_of_group"),
    path("don-vi/<slug:public_id>/", pages.employer, name="employer"),
    path("don-vi/<slug:public_id>/in/", pages.print_of_employer, name="print_of_employer"),
    path("tin/<slug:public_id>/", pages.vacancy, name="vacancy"),
    path("tin/<slug:public_id>/in/", pages.print_of_vacancy, name="print_of_vacancy"),
    path("ket-qua/", sheets.placed, name="placed"),
    path("ket-qua/in/", sheets.print_placed, name="print_placed"),
    path("to/<slug:public_id>/", sheets.sheet, name="sheet"),
    path("to/<slug:public_id>/pdf/", sheets.sheet_pdf, name="sheet_pdf"),
    path("giay/<slug:public_id>/in-lai/", sheets.print_again, name="print_again"),
]

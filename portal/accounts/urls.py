from django.urls import path

from portal.accounts import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("mat-khau-moi/", views.new_password, name="new_password"),
    # Before allauth's page of the same name, which asks for nothing but the account.
    path("signup/", views.signup, name="account_signup"),
]

"""What load balancers and the supervisor ask."""

from django.urls import path

from portal.standalone import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

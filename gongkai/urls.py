"""Addresses: the desk under /desk/, the public's dynamic pages, and the public files for everything else."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("gongkai.desk.urls")),
    path("", include("gongkai.portal.urls")),
]

handler400 = "gongkai.portal.errors.bad_request"
handler404 = "gongkai.portal.errors.not_found"
handler500 = "gongkai.portal.errors.server_error"

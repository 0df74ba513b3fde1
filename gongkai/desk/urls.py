"""The desk's addresses: our own first, then what is open of Wagtail's admin, then the rest, which answers 404."""

from django.urls import path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from . import views
from .doors import admit, no_such_page
from .menu import forget_wagtails_entries

forget_wagtails_entries()

own = [
    path("", views.home, name="wagtailadmin_home"),
    path("login/", views.SignIn.as_view(), name="wagtailadmin_login"),
    path("account/", views.password, name="wagtailadmin_account"),
]

urlpatterns = [
    *own,
    *admit(wagtailadmin_urls.urlpatterns, replaced=frozenset(str(door.name) for door in own)),
    re_path(r"^.*/$", no_such_page),
]

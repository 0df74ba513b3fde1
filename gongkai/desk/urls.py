"""The desk's addresses: Wagtail's admin as the frame."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [path("", include(wagtailadmin_urls))]

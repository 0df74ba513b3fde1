"""The public's dynamic addresses, and the public files for everything else."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""The public's dynamic addresses, and the public files for everything else."""

from django.urls import URLPattern, path, re_path

from gongkai.portal import search
from gongkai.portal.files import public_file

urlpatterns: list[URLPattern] = [
    path("search", search.in_whole_site, name="search"),
    path("<slug:office>/search", search.in_office, name="office_search"),
    re_path(r"^(?P<path>.*)$", public_file, name="public_file"),
]

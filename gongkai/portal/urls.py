"""The public's dynamic addresses, and the public files for everything else."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from gongkai.portal import search
from gongkai.portal.files import public_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("search", search.in_whole_site, name="search"),
    path("<slug:office>/search", search.in_office, name="office_search"),
    path("", include("gongkai.portal.apply.urls")),
    re_path(r"^(?P<path>.*)$", public_file, name="public_file"),
]

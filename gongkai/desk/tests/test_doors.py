"""工作台的门: every address of Wagtail's admin is on the list or answers 404, for superusers too (design.md §3.1)."""

import re

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, resolve, reverse
from wagtail.admin import urls as wagtailadmin_urls

from gongkai.desk import doors
from gongkai.office.models import Role
from gongkai.office.tests.people import appoint

EXPECTED_OPEN = {
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
}
REPLACED = {"wagtailadmin_home", "wagtailadmin_login", "wagtailadmin_account"}
SAMPLES = {"revision_id_a": "live", "revision_id_b": "latest", "uidb64": "MQ", "token": "set-password"}

WELL_KNOWN = [
    *["pages", "images", "documents", "snippets", "workflows/list", "groups", "users", "sites", "collections"],
    *["reports/locked", "redirects", "api/main/pages", "failwhale", "test404", "password_reset"],
]


def wagtail_names() -> list[str]:
    return sorted(
        name for name in names(wagtailadmin_urls.urlpatterns) if name.startswith("wagtail") and not ours(name)
    )


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace + pattern.name


def ours(name: str) -> bool:
    return name.startswith(doors.OURS_IN_WAGTAIL)


def addresses(name: str) -> list[str]:
    """Return the addresses of the name, one per shape, with sample values where it takes some."""
    *spaces, last = name.split(":")
    resolver, prefix = get_resolver(), ""
    for space in spaces:
        start, resolver = resolver.namespace_dict[space]
        prefix += start
    found = []
    for possibilities, *_ in resolver.reverse_dict.getlist(last):
        for shape, parameters in possibilities:
            values = {parameter: SAMPLES.get(parameter, 1) for parameter in parameters}
            found.append("/" + re.sub(r"\\(.)", r"\1", prefix + shape) % values)
    return found


def test_the_walk_sees_all_of_wagtails_admin():
    assert len(wagtail_names()) > 140
    assert {"wagtailadmin_explore_root", "wagtailimages:index", "wagtailusers_users:add"} <= set(wagtail_names())


def test_open_are_exactly_the_listed_ones():
    opened = {
        name for name in wagtail_names() for url in addresses(name) if resolve(url).func is not doors.no_such_page
    }

    assert opened == EXPECTED_OPEN | REPLACED
    assert doors.OPEN == EXPECTED_OPEN


@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_addresses_are_not_found_by_a_superuser_with_a_post(client, town, method):
    appoint(town.guchao, Role.SYSADMIN, town.chaotianmen)
    client.force_login(town.guchao)
    closed = [name for name in wagtail_names() if name not in EXPECTED_OPEN | REPLACED]

    answers = {url: getattr(client, method)(url) for name in closed for url in addresses(name)}

    assert len(answers) > 140
    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 404} == {}
    assert all("没有找到该页面" in answer.content.decode() for answer in answers.values())


@pytest.mark.parametrize("path", WELL_KNOWN)
def test_closed_address_is_not_found_by_anybody(client, db, path):
    assert client.get(f"/desk/{path}/").status_code == 404


def test_closed_addresses_never_hide_ours():
    patterns = list(doors.admit(wagtailadmin_urls.urlpatterns, replaced=frozenset()))
    shut = [all(leaf.callback is doors.no_such_page for leaf in doors.leaves([each])) for each in patterns]

    assert shut == sorted(shut)


def test_wagtails_templates_can_still_name_closed_addresses():
    try:
        reverse("wagtailadmin_explore", args=[1])
    except NoReverseMatch:
        pytest.fail("a closed address lost its name")

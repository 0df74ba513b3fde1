"""The public files link to the portal by `publishing.addresses`: every such address is one that the portal answers."""

import pytest
from django.urls import resolve

from gongkai.catalogue.models import RESERVED_SLUGS as COLUMNS
from gongkai.office.models.offices import RESERVED_SLUGS as OFFICES
from gongkai.publishing import addresses


@pytest.mark.parametrize(
    ("address", "name"),
    [(addresses.search(), "search"), (addresses.search("chaotianmen"), "office_search")],
    ids=["全站检索", "机构检索"],
)
def test_the_portal_answers_where_files_point(address, name):
    assert resolve(address).url_name == name


def test_the_first_words_of_our_own_addresses_are_reserved():
    assert {"desk", "search", "static"} <= OFFICES
    assert "search" in COLUMNS

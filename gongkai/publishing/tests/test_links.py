"""`gongkai site check`: no link, anchor or attachment of the written files leads nowhere."""

import pytest

from gongkai.publishing.links import LinkCheck
from gongkai.publishing.tests.filling import fill, settle, take_back
from gongkai.records.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(street, public):
    fill(street, street.chaotianmen.columns.get(path="tzgg"), 45)
    take_back(Publication.objects.get(column__path="tzgg", shelf_number=7))
    settle()
    return public


def test_written_site_has_no_dead_link(site):
    check = LinkCheck()

    assert list(check.problems()) == []
    assert check.checked > 500


def test_dead_links_anchors_and_attachments_are_named(site):
    page = site / "chaotianmen" / "contact.html"
    links = '<a href="/chaotianmen/nowhere/">1</a><a href="#nowhere">2</a><a href="t20260101_1_2.pdf">3</a>'
    page.write_text(page.read_text().replace("</main>", f"{links}</main>"))

    found = [(each.rule, each.where) for each in LinkCheck().problems()]

    assert found == [
        ("link_dead", "chaotianmen/contact.html"),
        ("anchor_dead", "chaotianmen/contact.html"),
        ("link_dead", "chaotianmen/contact.html"),
    ]


def test_links_to_other_sites_are_left_alone(site):
    page = site / "chaotianmen" / "contact.html"
    page.write_text(page.read_text().replace("</main>", '<a href="https://www.example.org/">1</a></main>'))

    assert list(LinkCheck().problems()) == []

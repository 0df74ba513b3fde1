"""Feeds and sitemaps are read by programs: well formed, complete, and in the terms of their standards."""

from datetime import datetime

import pytest
from lxml import etree

from gongkai.publishing.tests.filling import fill, put_out, settle
from gongkai.records.models import Publication

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://www.example.gov.cn"


@pytest.fixture
def site(street, public):
    fill(street, street.chaotianmen.columns.get(path="tzgg"), 25)
    put_out(street, street.chaotianmen.columns.get(path="zfxxgk/fdzdgknr/zcwj/qtwj"), "带\x0b控制符与<尖括号>&的标题")
    settle()
    return public


def read(site, path: str):
    return etree.fromstring((site / path).read_bytes())


def texts(root, path: str, names: dict[str, str]) -> list[str]:
    return [element.text for element in root.findall(path, names)]


def test_feed_holds_the_newest_twenty(site):
    feed = read(site, "chaotianmen/tzgg/feed.xml")

    titles = texts(feed, "a:entry/a:title", ATOM)
    assert titles == [f"第{number}件（示例）" for number in range(25, 5, -1)]


def test_every_feed_has_what_atom_obliges(site):
    feeds = list(site.rglob("feed.xml"))
    assert len(feeds) > 30
    for file in feeds:
        feed = etree.fromstring(file.read_bytes())
        for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
            assert len(texts(feed, path, ATOM)) == 1
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == f"{SITE}/{file.relative_to(site)}"
        for entry in feed.findall("a:entry", ATOM):
            assert all(entry.find(f"a:{name}", ATOM).text for name in ("id", "title", "updated"))
            assert datetime.fromisoformat(entry.find("a:updated", ATOM).text).utcoffset() is not None


def test_title_with_control_characters_does_not_break_the_feed(site):
    feed = read(site, "chaotianmen/zfxxgk/fdzdgknr/zcwj/qtwj/feed.xml")

    assert texts(feed, "a:entry/a:title", ATOM) == ["带控制符与<尖括号>&的标题"]


def test_feed_of_a_column_above_holds_what_is_below(site):
    feed = read(site, "chaotianmen/zfxxgk/feed.xml")

    assert len(feed.findall("a:entry", ATOM)) == 1


def test_sitemaps_name_every_document_once(site):
    chunks = texts(read(site, "sitemap.xml"), "s:sitemap/s:loc", MAP)
    named = [loc for chunk in chunks for loc in texts(read(site, chunk.removeprefix(f"{SITE}/")), "s:url/s:loc", MAP)]

    documents = [loc for loc in named if "/t20" in loc]
    assert len(documents) == len(set(documents)) == Publication.objects.count()
    assert len(named) == len(set(named))
    assert all((site / loc.removeprefix(f"{SITE}/")).exists() for loc in named)


def test_robots_points_to_the_sitemap(site):
    assert f"Sitemap: {SITE}/sitemap.xml" in (site / "robots.txt").read_text()

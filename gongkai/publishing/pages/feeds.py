"""订阅与站点地图: Atom feeds, sitemaps and robots.txt, for readers that are programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from gongkai.publishing import addresses, site
from gongkai.publishing.disk import Put
from gongkai.publishing.proof import provable
from gongkai.publishing.reading import NEWEST, Reading
from gongkai.records.models import Publication

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""What an Atom feed gives as its last change before anything was published: the element is obligatory."""


def feed_page(column_id: int, reading: Reading) -> list[Put]:
    """Return the column's Atom feed: the newest of the column and of all columns below it."""
    column = reading.column(column_id)
    tree = reading.tree(column.office_id)
    documents = reading.newest(tree.with_all_below(column), NEWEST)
    address = addresses.feed(tree.office.slug, column.path)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _texts(feed, id=_absolute(address), title=f"{column.name} - {tree.office.name}")
    _texts(feed, updated=_moment(max((each.updated_at for each in documents), default=NEVER)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=_absolute(address))
    SubElement(feed, "link", rel="alternate", type="text/html", href=_absolute(tree.address(column)))
    _texts(SubElement(feed, "author"), name=tree.office.name)
    for each in documents:
        entry = SubElement(feed, "entry")
        _texts(entry, id=_absolute(each.address), title=each.title)
        _texts(entry, published=_moment(each.published_at), updated=_moment(each.updated_at))
        SubElement(entry, "link", rel="alternate", type="text/html", href=_absolute(each.address))
        if summary := each.facts.get("内容概述"):
            _texts(entry, summary=summary)
    return [Put(addresses.place(address), _xml(feed))]


def sitemap_chunk(number: int, reading: Reading) -> list[Put]:
    """Return the addresses of the documents that stand among a thousand publications."""
    first = (number - 1) * site.SITEMAP_CHUNK
    standing = provable(Publication.objects.filter(pk__gte=first, pk__lt=first + site.SITEMAP_CHUNK)).order_by("pk")
    rows = standing.values_list("office_id", "column_path", "published_at", "record_id", "updated_at")
    slugs = {pk: office.slug for pk, office in reading.offices.items()}
    urls = [
        (addresses.document(slugs[office], path, published_at, record), updated_at)
        for office, path, published_at, record, updated_at in rows
    ]
    return [Put(addresses.place(addresses.sitemap_chunk(number)), _urlset(urls))]


def sitemap_of_lists(reading: Reading) -> list[Put]:
    """Return the addresses of all home pages and columns that are shown."""
    urls = [addresses.site_home()]
    for office in reading.sites():
        tree = reading.tree(office.pk)
        urls += [addresses.office_home(office.slug), addresses.catalogue(office.slug)]
        urls += [tree.address(column) for column in tree.walk()]
    return [Put(addresses.place(addresses.SITEMAP_OF_LISTS), _urlset((url, None) for url in urls))]


def sitemap_index() -> list[Put]:
    """Return the list of sitemaps; it changes once in a thousand publications."""
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"]
    count = site.chunk_of(newest) if newest else 0
    index = Element("sitemapindex", xmlns=SITEMAP)
    chunks = [addresses.sitemap_chunk(number) for number in range(1, count + 1)]
    for address in [addresses.SITEMAP_OF_LISTS, *chunks]:
        _texts(SubElement(index, "sitemap"), loc=_absolute(address))
    return [Put(addresses.place(addresses.SITEMAP), _xml(index))]


def robots() -> Put:
    """Return robots.txt: everything may be read but the desk, the answers of the search page, and single applications."""
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /*/search", "Disallow: /search"]
    lines += [f"Disallow: /*/apply/{name}/" for name in ("form", "receipt", "status", "case")]
    text = "\n".join([*lines, f"Sitemap: {_absolute(addresses.SITEMAP)}", ""])
    return Put(addresses.place(addresses.ROBOTS), text.encode())


def _urlset(urls: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return a sitemap; put together as text, since a thousand addresses are written at every publication."""
    lines = [f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{SITEMAP}">']
    for address, changed_at in urls:
        changed = f"<lastmod>{_moment(changed_at)}</lastmod>" if changed_at else ""
        lines.append(f"<url><loc>{escape(_absolute(address))}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>\n"]).encode()


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = _printable(text)


def _printable(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _absolute(address: str) -> str:
    return addresses.absolute(settings.SITE_URL, address)


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment, addresses.SHANGHAI).isoformat(timespec="seconds")

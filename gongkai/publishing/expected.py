"""应有的文件: which paths the register says there are in the public folder. `verify` and `rebuild` go by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from gongkai.catalogue.models import Column
from gongkai.office.models import Office
from gongkai.records.models import Publication

from . import addresses, assets, shelves, site
from .proof import provable

ROW = ("pk", "office__slug", "column_path", "published_at", "record_id")


def expected_paths() -> Iterator[str]:
    """Yield the path of every file that has to be there."""
    for address in expected_addresses():
        yield addresses.place(address)


def expected_addresses() -> Iterator[str]:
    yield from _fixed()
    yield from _of_offices()
    yield from _of_columns()
    yield from standing_addresses()
    yield from tombstone_addresses()


def standing_addresses() -> Iterator[str]:
    """Yield the addresses of all documents that stand and can be proven, with what lies beside each."""
    rows = provable(Publication.objects.all()).values_list(*ROW, "content__attachments")
    for _pk, *place, attachments in rows.iterator(chunk_size=1000):
        address = addresses.document(*place)
        yield address
        yield addresses.qr_code(address)
        for each in attachments:
            yield addresses.attachment(address, each["id"], PurePath(each["name"]).suffix.lstrip("."))


def tombstone_addresses() -> Iterator[str]:
    """Yield where the notices of all withdrawals lie."""
    for _pk, *place in Publication.objects.filter(withdrawn_at__isnull=False).values_list(*ROW).iterator():
        yield addresses.tombstone(addresses.document(*place))


def _fixed() -> Iterator[str]:
    yield from (addresses.site_home(), addresses.SITEMAP, addresses.SITEMAP_OF_LISTS)
    yield from (addresses.ROBOTS, addresses.NOT_FOUND)
    yield from (address for address, _ in assets.asset_files())
    yield from (addresses.sitemap_chunk(chunk.number) for chunk in site.all_chunks())


def _of_offices() -> Iterator[str]:
    for office in Office.objects.all():
        if site.has_site(office):
            yield addresses.office_home(office.slug)
            yield addresses.catalogue(office.slug)
            yield addresses.contact(office.slug)


def _of_columns() -> Iterator[str]:
    for pk, office, path in Column.objects.values_list("pk", "office__slug", "path"):
        yield addresses.column_home(office, path)
        yield addresses.feed(office, path)
        for number in range(1, shelves.archive_count(site.newest_shelf(pk)) + 1):
            yield addresses.archive_page(office, path, number)

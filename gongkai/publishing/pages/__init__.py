"""页面: what every page of the site looks like. Nothing here writes; `store` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from gongkai.publishing import addresses, assets
from gongkai.publishing.disk import Change, Put
from gongkai.publishing.reading import Reading
from gongkai.publishing.site import (
    ArchivePage,
    CataloguePage,
    ContactPage,
    DocumentPage,
    FeedPage,
    FixedFiles,
    ListPage,
    OfficeHome,
    Page,
    SiteHome,
    SitemapChunk,
    SitemapIndex,
    SitemapOfLists,
)

from .document import document_page, draw_preview
from .feeds import feed_page, robots, sitemap_chunk, sitemap_index, sitemap_of_lists
from .homes import contact_page, not_found_page, office_home, site_home
from .lists import archive_page, catalogue_page, list_page

__all__ = ["draw_preview", "files_of", "files_of_all"]


def files_of_all(pages: Iterable[Page], reading: Reading) -> list[Change]:
    """Return the files that the pages consist of, and those that have to go."""
    return [change for page in pages for change in files_of(page, reading)]


def files_of(page: Page, reading: Reading) -> Sequence[Change]:
    """Return the files that the page consists of as the register stands, and those that have to go."""
    return MAKERS[type(page)](page, reading)


def _assets() -> list[Put]:
    return [Put(addresses.place(address), data) for address, data in assets.asset_files()]


MAKERS: dict[type, Callable[[Any, Reading], Sequence[Change]]] = {
    DocumentPage: lambda page, reading: document_page(page.publication_id, reading),
    ListPage: lambda page, reading: list_page(page.column_id, reading),
    ArchivePage: lambda page, reading: archive_page(page.column_id, page.number, reading),
    FeedPage: lambda page, reading: feed_page(page.column_id, reading),
    OfficeHome: lambda page, reading: office_home(page.office_id, reading),
    CataloguePage: lambda page, reading: catalogue_page(page.office_id, reading),
    ContactPage: lambda page, reading: contact_page(page.office_id, reading),
    SiteHome: lambda page, reading: site_home(reading),
    SitemapChunk: lambda page, reading: sitemap_chunk(page.number, reading),
    SitemapOfLists: lambda page, reading: sitemap_of_lists(reading),
    SitemapIndex: lambda page, reading: sitemap_index(),
    FixedFiles: lambda page, reading: [robots(), *not_found_page(reading), *_assets()],
}

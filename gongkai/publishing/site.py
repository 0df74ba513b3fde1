"""站点: which pages there are, and which of them a change touches. Nothing here writes.

A page is named by a small value; what it looks like is the affair of `pages`. A publication, correction, withdrawal or
change of validity touches the document and its neighbours, the one list page and at most two archive pages of its column,
the first pages and feeds of the columns above, two home pages and one chunk of the sitemap: the same number of files
whether the site holds a thousand documents or a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max

from gongkai.catalogue.models import Column
from gongkai.office.models import Event, Office, OfficeKind
from gongkai.records.models import Publication

from . import shelves

SITEMAP_CHUNK = 1000
RECORD_VERBS = frozenset({"records.published", "records.republished", "records.withdrawn", "records.validity_changed"})


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with its code and attachments; a tombstone once it is withdrawn."""

    publication_id: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A column's `index.html`."""

    column_id: int


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """A column's `index_<number>.html`."""

    column_id: int
    number: int


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A column's `feed.xml`."""

    column_id: int


@dataclass(frozen=True, slots=True)
class OfficeHome:
    office_id: int


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """An office's whole column tree on one page."""

    office_id: int


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Whom to ask, and how to report an error."""

    office_id: int


@dataclass(frozen=True, slots=True)
class SiteHome:
    """The district's home at `/`."""


@dataclass(frozen=True, slots=True)
class SitemapChunk:
    """The addresses of a thousand documents, by publication id."""

    number: int


@dataclass(frozen=True, slots=True)
class SitemapOfLists:
    """The addresses of home pages and columns."""


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """The list of all sitemaps."""


@dataclass(frozen=True, slots=True)
class FixedFiles:
    """What hangs on no document: robots.txt, the page for a wrong address, style sheets and scripts."""


Page = (
    DocumentPage
    | ListPage
    | ArchivePage
    | FeedPage
    | OfficeHome
    | CataloguePage
    | ContactPage
    | SiteHome
    | SitemapChunk
    | SitemapOfLists
    | SitemapIndex
    | FixedFiles
)

WHOLE_SITE: tuple[Page, ...] = (SiteHome(), SitemapOfLists(), SitemapIndex(), FixedFiles())


def touched_by(event: Event) -> set[Page]:
    """Return the pages that the event touches, as the register stands now."""
    if event.verb in RECORD_VERBS:
        publication = publication_of(event)
        return touched_by_publication(publication) if publication else set()
    if event.verb == "catalogue.column_changed":
        column = Column.objects.filter(pk=event.subject_id).first()
        return of_columns([column, *above(column)]) | of_office(column.office_id) if column else set()
    if event.verb == "office.changed":
        return of_office(int(event.subject_id)) if Office.objects.filter(pk=event.subject_id).exists() else set()
    return set()


def publication_of(event: Event) -> Publication | None:
    """Return the publication that the event is about; None where it is about something else."""
    if event.verb not in RECORD_VERBS:
        return None
    return Publication.objects.select_related("column").filter(record_id=event.subject_id).first()


def touched_by_publication(publication: Publication) -> set[Page]:
    """Return the pages that show the publication, link to it, or would if it stood."""
    column = publication.column
    archives = shelves.archives_touched(publication.shelf_number, newest_shelf(column.pk))
    return {
        DocumentPage(publication.pk),
        *(DocumentPage(pk) for pk in neighbours(publication) if pk),
        *(ArchivePage(column.pk, number) for number in archives),
        *of_columns([column, *above(column)]),
        OfficeHome(publication.office_id),
        SiteHome(),
        SitemapChunk(chunk_of(publication.pk)),
        SitemapIndex(),
    }


def neighbours(publication: Publication) -> tuple[int | None, int | None]:
    """Return the publications before and after it on its shelf that stand, by id."""
    shelf = Publication.objects.standing().filter(column_id=publication.column_id)
    number = publication.shelf_number
    before = shelf.filter(shelf_number__lt=number).order_by("-shelf_number").values_list("pk", flat=True).first()
    after = shelf.filter(shelf_number__gt=number).order_by("shelf_number").values_list("pk", flat=True).first()
    return before, after


def newest_shelf(column_id: int) -> int:
    """Return the newest shelf number of the column, withdrawn ones included; 0 where nothing was ever published."""
    newest = Publication.objects.filter(column_id=column_id).aggregate(newest=Max("shelf_number"))["newest"]
    return newest or 0


def chunk_of(publication_id: int) -> int:
    return publication_id // SITEMAP_CHUNK + 1


def above(column: Column) -> list[Column]:
    """Return the columns above this one, the nearest first."""
    return column.lineage()[-2::-1]


def of_columns(columns: Iterable[Column]) -> set[Page]:
    """Return the first pages and the feeds of the columns."""
    return {page for column in columns for page in (ListPage(column.pk), FeedPage(column.pk))}


def of_office(office_id: int) -> set[Page]:
    """Return what hangs on the office itself and on its column tree."""
    kinds = (OfficeHome, CataloguePage, ContactPage) if has_site(Office.objects.get(pk=office_id)) else ()
    return {*(kind(office_id) for kind in kinds), SiteHome(), SitemapOfLists(), FixedFiles()}


def has_site(office: Office) -> bool:
    """Tell if the office has a home of its own; the district has one only where it has columns."""
    return office.kind != OfficeKind.DISTRICT or office.columns.exists()


def all_chunks() -> Iterator[SitemapChunk]:
    """Yield the chunks of the sitemap."""
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"]
    yield from (SitemapChunk(number) for number in range(1, chunk_of(newest) + 1 if newest else 1))

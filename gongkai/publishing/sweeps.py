"""全面更新: rewriting all pages of an office a stretch at a time, so that news need not wait and a crash loses nothing.

A sweep begins when what all pages of an office share has changed (`frame_digest`): menu, footer, columns, theme. The worker
does a stretch between two looks at the events; `gongkai site build` does the same stretches in several processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.office.models import Office

from . import shelves, site
from .models import OfficeSite
from .pages.frame import frame_digest
from .reading import Reading
from .site import ArchivePage, DocumentPage, Page

STRETCH = 5 * shelves.PER_PAGE
"""Shelf numbers rewritten at once: a fraction of a second, a whole number of archive pages."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of an office's site: the shelf numbers after `after` of the column, up to STRETCH of them.

    With the column's last stretch come its first page and its feed.
    """

    office_id: int
    column_id: int
    after: int
    is_last: bool

    @property
    def numbers(self) -> shelves.Stretch:
        return shelves.Stretch(self.after + 1, self.after + STRETCH)


def notice_changes(reading: Reading, office_ids: set[int]) -> list[OfficeSite]:
    """Return the offices whose pages have to follow a change of what they share, with their sweeps begun, unsaved."""
    kept = OfficeSite.objects.in_bulk(sorted(office_ids))
    changed = []
    for office_id in sorted(office_ids):
        digest = frame_digest(reading.tree(office_id))
        row = kept.get(office_id) or OfficeSite(office_id=office_id)
        if row.frame != digest:
            row.frame = digest
            row.begin_sweep()
            changed.append(row)
    return changed


def begin_all() -> None:
    """Begin a sweep of every office."""
    for office in Office.objects.all():
        row = OfficeSite.objects.filter(pk=office.pk).first() or OfficeSite(office=office)
        row.begin_sweep()
        row.save()


def batches(row: OfficeSite, reading: Reading) -> Iterator[list[Stretch]]:
    """Yield what is left of the office's sweep, in order, in batches of about STRETCH pages."""
    batch: list[Stretch] = []
    weight = 0
    for stretch in _stretches(row, reading):
        pages = min(reading.newest_shelf(stretch.column_id) - stretch.after, STRETCH) + 2
        if batch and weight + pages > STRETCH:
            yield batch
            batch, weight = [], 0
        batch.append(stretch)
        weight += pages
    if batch:
        yield batch


def _stretches(row: OfficeSite, reading: Reading) -> Iterator[Stretch]:
    start = row.sweep_column or 0
    for column_id in sorted(pk for pk in reading.tree(row.office_id).columns if pk >= start):
        done = row.sweep_shelf if column_id == start else 0
        newest = reading.newest_shelf(column_id)
        afters = list(range(done, max(newest, 1), STRETCH)) or [done]
        for after in afters:
            yield Stretch(row.office_id, column_id, after, is_last=after == afters[-1])


def closing_pages(row: OfficeSite) -> list[Page]:
    """Return what comes last in a sweep: home pages, sitemaps and fixed files, which show the columns before them."""
    return sorted({*site.of_office(row.office_id), *site.WHOLE_SITE, *site.all_chunks()}, key=repr)


def pages_of(stretch: Stretch, reading: Reading) -> list[Page]:
    """Return the pages of the stretch; what they are made from is read here, at once."""
    documents = [DocumentPage(pk) for pk in reading.lay_out(stretch.column_id, stretch.numbers)]
    archives = shelves.archive_count(reading.newest_shelf(stretch.column_id))
    first, last = (shelves.page_of(number) for number in (stretch.numbers.first, stretch.numbers.last))
    complete = [ArchivePage(stretch.column_id, number) for number in range(first, min(last, archives) + 1)]
    lists = site.of_columns([reading.column(stretch.column_id)]) if stretch.is_last else set()
    return [*documents, *complete, *lists]


def note_progress(row: OfficeSite, stretch: Stretch) -> None:
    """Move the office's sweep behind the stretch."""
    if stretch.is_last:
        row.advance(stretch.column_id + 1, 0)
    else:
        row.advance(stretch.column_id, stretch.after + STRETCH)

"""重建: the whole site anew, in several processes, a window at a time, so that memory stays flat and a crash is resumed.

What it does is a sweep of every office (see `sweeps`): killed half-way, the worker goes on where it stopped.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing.pool import Pool

from django.db import connections, transaction
from django.utils import timezone

from . import follow, index, pages, sweeps
from .disk import Drop
from .expected import expected_paths
from .manifest import Entry, Head
from .models import OfficeSite, PublicFile
from .reading import Reading
from .store import Store, writing

WINDOW = 8
Batch = list[sweeps.Stretch]


@dataclass(frozen=True, slots=True)
class Built:
    """What a rebuilding came to."""

    pages: int
    removed: int
    indexed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Done:
    pages: int
    entries: list[Entry]
    refused: dict[int, str]


def build(*, processes: int, tell: Callable[[int], None]) -> Built:
    """Write every page anew, take away what belongs to no page, and build the search index; `tell` hears the progress."""
    started, today = time.monotonic(), timezone.localdate()
    indexed = index.rebuild(on=today)  # first: what is published meanwhile is then added by catching up
    follow.catch_up()
    follow.notice_new_frames()
    sweeps.begin_all()
    count = 0
    with _workers(processes) as pool:
        for row in OfficeSite.objects.sweeping():
            for done in _sweep(row, pool, today):
                count += done
                tell(count)
    return Built(count, remove_strays(), indexed, time.monotonic() - started)


def start_new_manifest() -> None:
    """Put a broken manifest aside and begin a new chain; every file is entered anew by the next build."""
    store = Store()
    broken = store.manifest.path
    if broken.exists():
        broken.rename(broken.with_name(f"{broken.name}.{timezone.now():%Y%m%d%H%M%S}"))
    with transaction.atomic():
        PublicFile.objects.all().delete()
        head = Head()
        state = store.state
        state.manifest_digest, state.manifest_length, state.manifest_count = head.digest, head.length, head.count
        state.save()


def remove_strays() -> int:
    """Remove what stands in the public folder and belongs to no page; return how many files that were."""
    with writing() as store:
        as_of = follow.newest_event()
        expected = set(expected_paths())
        strays = [path for path in {*store.folder.paths(), *_listed()} if path not in expected]
        removed = 0
        for some in _chunks(strays, 500):
            entries = store.put([Drop(path) for path in some], as_of=as_of)
            removed += len(entries)
            with transaction.atomic():
                store.record(entries, as_of=as_of)
    return removed


def _listed() -> Iterator[str]:
    yield from PublicFile.objects.values_list("path", flat=True).iterator()


def _sweep(row: OfficeSite, pool: Pool, today: date) -> Iterator[int]:
    """Rewrite an office's pages, yielding how many each window held. The right to write is given up between windows."""
    remaining = sweeps.batches(row, Reading(on=today))
    while window := list(islice(remaining, WINDOW)):
        yield _window(row, window, pool, today)
    with writing() as store:
        reading, as_of = Reading(on=today), follow.newest_event()
        closing = sweeps.closing_pages(row)
        entries = store.put(pages.files_of_all(closing, reading), as_of=as_of)
        follow.note(store, row, [], entries, reading.refused, as_of=as_of)
    yield len(closing)


def _window(row: OfficeSite, window: list[Batch], pool: Pool, today: date) -> int:
    with writing() as store:
        as_of = follow.newest_event()
        done = pool.starmap(_write, [(batch, today, as_of) for batch in window], chunksize=1)
        entries = [entry for each in done for entry in each.entries]
        refused = {pk: why for each in done for pk, why in each.refused.items()}
        follow.note(store, row, window[-1], entries, refused, as_of=as_of)
    return sum(each.pages for each in done)


def _write(batch: Batch, today: date, as_of: int) -> _Done:
    """Write the pages of a batch; runs in a process of the pool, while the parent holds the right to write."""
    reading = Reading(on=today)
    wanted = [page for stretch in batch for page in sweeps.pages_of(stretch, reading)]
    entries = Store().put(pages.files_of_all(wanted, reading), as_of=as_of)
    return _Done(len(wanted), entries, reading.refused)


def _workers(processes: int) -> Pool:
    """Return a pool of processes, each with connections of its own."""
    connections.close_all()
    return multiprocessing.get_context("fork").Pool(processes, initializer=connections.close_all)


def _chunks(items: Iterable[str], size: int) -> Iterator[list[str]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk

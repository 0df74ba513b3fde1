"""跟进: the public folder and the search index catch up with the events. Safe to kill at any moment, and to run twice.

Order within a batch: files and their manifest lines, then the index, then one transaction that moves everything on: the
rows of the files, the end of the manifest, the cursor. What a crash interrupts is done again from the cursor.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.office import events
from gongkai.office.models import Event, Office
from gongkai.records.models import Publication, Record, ValidityChange

from . import index, pages, site, sweeps
from .manifest import Entry
from .models import OfficeSite
from .reading import Reading
from .site import Page
from .store import Store, writing

FOLLOWER = "publishing"
REFUSED = "publishing.refused"


def catch_up(now: datetime | None = None) -> int:
    """Bring site and index up to the last event and the present day; return how many events were handled."""
    today = timezone.localdate(now or timezone.now())
    handled = 0
    with writing() as store:
        while batch := events.pending(FOLLOWER):
            handle(batch, store, on=today)
            handled += len(batch)
        turn_the_day(store, today)
    return handled


def handle(batch: list[Event], store: Store, *, on: date) -> None:
    """Do what a batch of events asks for; a page that several of them touch is written once."""
    as_of, reading = newest_event(), Reading(on=on)
    touched = {page for event in batch for page in site.touched_by(event)}
    publications = {found for event in batch if (found := site.publication_of(event))}
    changed = sweeps.notice_changes(reading, _offices_of(batch))
    touched |= {page for row in changed for page in site.of_office(row.office_id)}
    entries = store.put(pages.files_of_all(_in_order(touched), reading), as_of=as_of)
    index.bring_up_to_date((each.pk for each in publications), reading)
    with transaction.atomic():
        store.record(entries, as_of=as_of)
        for row in changed:
            row.save()
        refuse(reading.refused)
        events.handled(FOLLOWER, batch[-1].pk)


def turn_the_day(store: Store, today: date) -> None:
    """Rewrite the pages of documents whose validity changes with the day."""
    state = store.state
    if state.valid_on == today:
        return
    as_of, reading = newest_event(), Reading(on=today)
    turned = ValidityChange.objects.filter(since__lte=today)
    turned = turned.filter(since__gt=state.valid_on) if state.valid_on else turned.none()
    publications = Publication.objects.select_related("column").filter(validity_changes__in=turned).distinct()
    touched = {page for publication in publications for page in site.touched_by_publication(publication)}
    entries = store.put(pages.files_of_all(_in_order(touched), reading), as_of=as_of)
    with transaction.atomic():
        state.valid_on = today
        state.save()
        store.record(entries, as_of=as_of)


def sweep_a_stretch(now: datetime | None = None) -> bool:
    """Rewrite the next stretch of an office whose pages have to follow a change; return whether there was one."""
    with writing() as store:
        row = OfficeSite.objects.sweeping().first()
        if row is None:
            return False
        reading = Reading(on=timezone.localdate(now or timezone.now()))
        as_of = newest_event()
        batch = next(sweeps.batches(row, reading), [])
        touched = [page for stretch in batch for page in sweeps.pages_of(stretch, reading)]
        changes = pages.files_of_all(touched or sweeps.closing_pages(row), reading)
        note(store, row, batch, store.put(changes, as_of=as_of), reading.refused, as_of=as_of)
    return True


def note(
    store: Store,
    row: OfficeSite,
    batch: list[sweeps.Stretch],
    entries: list[Entry],
    refused: dict[int, str],
    *,
    as_of: int,
) -> None:
    """Commit a part of a sweep: what was written, what was refused, and how far it has come."""
    with transaction.atomic():
        store.record(entries, as_of=as_of)
        refuse(refused)
        if batch:
            sweeps.note_progress(row, batch[-1])
        else:
            row.finish_sweep()
        row.save()


def notice_new_frames(now: datetime | None = None) -> None:
    """Begin sweeps where pages no longer look as they should: after an update of the program, a first start.

    What hangs on no office is written at once; a missing search index is built.
    """
    with writing() as store:
        reading, as_of = Reading(on=timezone.localdate(now or timezone.now())), newest_event()
        index.ensure(on=reading.on)
        entries = store.put(pages.files_of_all(site.WHOLE_SITE, reading), as_of=as_of)
        with transaction.atomic():
            store.record(entries, as_of=as_of)
            for row in sweeps.notice_changes(reading, set(reading.offices)):
                row.save()


def newest_event() -> int:
    """Return the id of the newest event: what is read afterwards reflects at least that much."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def refuse(refused: dict[int, str]) -> None:
    """Put on record what could not be proven, once for each reason."""
    for publication_id, sentence in refused.items():
        record = Record.objects.select_related("office").get(publication=publication_id)
        last = events.of(record).filter(verb=REFUSED).last()
        if last is None or last.data != {"why": sentence}:
            events.record(REFUSED, record, office=record.office, by=None, data={"why": sentence})


def _offices_of(batch: Iterable[Event]) -> set[int]:
    known = set(Office.objects.values_list("pk", flat=True))
    subjects = {int(event.subject_id) for event in batch if event.verb == "office.changed"}
    return ({event.office_id for event in batch if event.office_id} | subjects) & known


def _in_order(touched: Iterable[Page]) -> list[Page]:
    return sorted(touched, key=repr)

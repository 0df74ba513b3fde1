"""年末冻结: the figures of a year as the register had them on the day of its freezing; and every report as it became public.

The worker takes both: a year once, after the day in January that the district's dates name, so that December can be entered
before. What the register says later stands beside it as a difference, and is taken over only by a person
with a reason (`acts.freeze_again`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from gongkai.law.report_form import CELLS, describe
from gongkai.office import events
from gongkai.office.models import Cursor, Event, Office, Post, User
from gongkai.records.models import Record
from gongkai.report.collect import Tabled, collect
from gongkai.report.counted import Counted
from gongkai.report.dates import freeze_day
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, Occasion, Origin, Snapshot
from gongkai.report.sources import Known, Sources
from gongkai.review.subjects import hash_of

FOLLOWER = "report"
DAILY = "report.day"
PUBLISHED = frozenset({"records.published", "records.republished"})


class Change(NamedTuple):
    """A figure that reads otherwise today than when the year was frozen."""

    what: str
    frozen: str
    today: str


def connect() -> None:
    """Let the worker call in every round."""
    events.on_work(catch_up)


def catch_up(now: datetime) -> None:
    """Keep every report that became public since, and once a day freeze last year where its day is over and nobody has."""
    while batch := events.pending(FOLLOWER):
        with transaction.atomic():
            for event in batch:
                _keep_published(event)
            events.handled(FOLLOWER, batch[-1].pk)
    today = timezone.localdate(now)
    if _is_new(today):
        year = today.year - 1
        for office in working_before(date(today.year, 1, 1)):
            if today > freeze_day(office, year):
                _freeze_unless_public(office, year, at=now)
        events.handled(DAILY, today.toordinal())


@transaction.atomic
def freeze_once(office: Office, year: int, *, at: datetime) -> Snapshot:
    """Return the year's frozen figures; they are taken now where nothing was taken before."""
    frozen = Snapshot.objects.year_end(office, year)
    return frozen or freeze(office, year, at=at)


def _freeze_unless_public(office: Office, year: int, *, at: datetime) -> None:
    """Freeze the year where its report is still to come; one that is public was kept with its own figures."""
    settled = AnnualReport.objects.settled(office, year)
    if settled is None or not settled.was_published:
        freeze_once(office, year, at=at)


def freeze(
    office: Office, year: int, *, at: datetime, by: User | None = None, post: Post | None = None, reason: str = ""
) -> Snapshot:
    """Take the figures of the year as they stand; `by` is None for the worker."""
    content = Counted.of(collect(office, year, as_of=at)).as_json()
    return take(Occasion.YEAR_END, content, office=office, year=year, at=at, by=by, post=post, reason=reason)


def take(
    occasion: Occasion,
    content: dict[str, Any],
    *,
    office: Office,
    year: int,
    at: datetime,
    report: AnnualReport | None = None,
    by: User | None = None,
    post: Post | None = None,
    reason: str = "",
) -> Snapshot:
    """Write the content down under the next number of its occasion, with an event that names its digest."""
    number = Snapshot.objects.filter(office=office, year=year, occasion=occasion).count() + 1
    snapshot = Snapshot.objects.create(
        office=office,
        year=year,
        occasion=occasion,
        number=number,
        report=report,
        content=content,
        digest=hash_of(content),
        reason=reason,
        by=by,
        post=post,
        at=at,
    )
    data = {"year": year, "occasion": occasion.value, "number": number, "digest": snapshot.digest}
    events.record("report.frozen", snapshot, office=office, by=by, post=post, data=data, at=at)
    return snapshot


def awaited(office: Office, year: int, *, today: date) -> date | None:
    """Return the day at whose end the worker freezes the year that has ended; None when that is past, or was done."""
    if today.year <= year or Snapshot.objects.year_end(office, year) is not None:
        return None
    day = freeze_day(office, year)
    return day if today <= day else None


def as_frozen(frozen: Snapshot) -> Counted:
    """Return the year as it was frozen, with a note that says so."""
    day = timezone.localdate(frozen.at)
    note = f"表格和正文的数字取自{day.year}年{day.month}月{day.day}日冻结的数据（第{frozen.number}次冻结）；此后的登记没有计入。"
    counted = Counted.from_json(frozen.content)
    return replace(counted, notes=(note, *counted.notes))


def resting_on(report: AnnualReport, today: Counted) -> Counted:
    """Return the figures on which the report rests: those with which it became public, else those it is written on."""
    kept = Snapshot.objects.filter(report=report, occasion=Occasion.PUBLISHED).last() if report.was_published else None
    return Counted.from_json(kept.content) if kept else _written_on(report, today)


def _written_on(report: AnnualReport, today: Counted) -> Counted:
    """Return the year as it was frozen; the register of today where nothing was, and for a correction, which is about it."""
    frozen = Snapshot.objects.year_end(report.office, report.year) if report.version == 1 else None
    return as_frozen(frozen) if frozen else today


def changes(frozen: Snapshot, today: Tabled) -> list[Change]:
    """Return the cells that the register counts otherwise today."""
    cells, now = frozen.tables.cells, today.tables.cells
    return [
        Change(describe(cell), printed(cells[cell]), printed(now[cell])) for cell in CELLS if cells[cell] != now[cell]
    ]


def moved(frozen: Sources, today: Sources) -> dict[str, Change]:
    """Return key → change of the named figures that read otherwise today; 无 stands for one that is not there."""
    found = {}
    for key in {**frozen, **today}:
        then, now = frozen.get(key), today.get(key)
        named = then or now
        if named and (then is None or now is None or then.value != now.value):
            found[key] = Change(named.label, _printed(then), _printed(now))
    return found


def _printed(known: Known | None) -> str:
    return known.printed if known else "无"


def broken_snapshots() -> Iterator[str]:
    """Yield a sentence per snapshot that no longer reads as it was taken."""
    for snapshot in Snapshot.objects.select_related("office").iterator(chunk_size=200):
        if not snapshot.is_whole:
            yield f"年报冻结 {snapshot.pk}（{snapshot}）的内容与摘要不符：该记录被改动过。"


def _keep_published(event: Event) -> None:
    """Keep the report whose record the event made public, once; events of other records pass by."""
    if event.verb not in PUBLISHED or event.subject_type != Record._meta.label_lower:
        return
    report = (
        AnnualReport.objects.filter(record_id=event.subject_id, created_at__lte=event.at).order_by("version").last()
    )
    if report is None or Snapshot.objects.filter(report=report, occasion=Occasion.PUBLISHED).exists():
        return
    content = {
        "tables": report.tables,
        "evidence": report.evidence,
        **_figures_of(report, at=event.at),
        "notes": report.notes,
        "narrative": report.narrative,
        "bindings": report.bindings,
        "correction": report.correction,
        "signed_date": report.signed_date.isoformat() if report.signed_date else None,
        "reviewed": event.data.get("hash", ""),
    }
    take(
        Occasion.PUBLISHED,
        content,
        office=report.office,
        year=report.year,
        at=event.at,
        report=report,
        by=event.actor,
        post=event.post,
    )


def _figures_of(report: AnnualReport, *, at: datetime) -> dict[str, Any]:
    """Return the figures to which the prose was bound when it became public, and the months that were missing.

    An imported report is bound to none.
    """
    if report.origin != Origin.BUILT:
        return {"sources": [], "missing": []}
    basis = _written_on(report, Counted.of(collect(report.office, report.year, as_of=at))).as_json()
    return {name: basis[name] for name in ("sources", "missing")}


def working_before(day: date) -> list[Office]:
    """Return the publishing offices in which somebody had done something before the day: others keep that year elsewhere."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    working = Exists(Event.objects.filter(office=OuterRef("pk"), at__lt=begins))
    return list(Office.objects.publishing().filter(working).select_related("parent"))


def _is_new(today: date) -> bool:
    cursor, _ = Cursor.objects.get_or_create(name=DAILY)
    return cursor.last_event_id < today.toordinal()

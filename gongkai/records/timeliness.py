"""及时率: the two rates of a period, derived from rows each time.

What is counted: a first publication, once. Correction, re-publication and cross-listing do not count again (they leave
`published_at` as it was); a withdrawn item is listed apart. A column's update is another figure and is named so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone

from gongkai.catalogue.models import Column
from gongkai.law.attributes import Attribute
from gongkai.law.timeliness import (
    ColumnState,
    Item,
    Rate,
    rate,
    update_rate,
)
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Office

from .due import due_of
from .models import Record, Withdrawal, WorkStage


class Dated(NamedTuple):
    """What the deadline of a record follows from. A year has a hundred thousand: no model is made of each."""

    pk: int
    title: str
    kind: str
    attribute: str
    made_on: date
    start_event: str
    starts_at: datetime
    column: Column
    publication: int | None
    published_at: datetime | None

    @property
    def is_proactive(self) -> bool:
        return self.attribute == Attribute.PROACTIVE.value


def publication_rate(
    office: Office, first: date, last: date, *, as_of: datetime | None = None, calendar: WorkCalendar | None = None
) -> Rate[Item]:
    """Return 发布及时率 of the office: of what fell due from the first to the last day (both count), what was in time.

    `calendar` is the office's, where it is at hand already.
    """
    kept, withdrawn = calendar or work_calendar(office), _withdrawn(office)
    items = (_item(dated, withdrawn, kept) for dated in _dated(office))
    return rate(items, first, last, as_of=as_of or timezone.now())


def _dated(office: Office) -> Iterator[Dated]:
    columns = {column.pk: column for column in Column.objects.filter(records__office=office).distinct()}
    rows = Record.objects.filter(office=office).exclude(stage=WorkStage.FILED).order_by("id")
    named = ("pk", "title", "kind", "attribute", "made_on", "start_event", "starts_at", "column_id")
    for *facts, column, publication, published_at in rows.values_list(
        *named, "publication__pk", "publication__published_at"
    ).iterator(chunk_size=2000):
        yield Dated._make([*facts, columns[column], publication, published_at])


def _withdrawn(office: Office) -> dict[int, tuple[datetime, str]]:
    """Return moment and reason of the first withdrawal by publication."""
    rows = Withdrawal.objects.filter(publication__office=office).order_by("-id")
    return {publication: (at, reason) for publication, at, reason in rows.values_list("publication_id", "at", "reason")}


def _item(dated: Dated, withdrawn: Mapping[int, tuple[datetime, str]], calendar: WorkCalendar) -> Item:
    """Return the record as the rate sees it, as `item_of` does for a model."""
    at, reason = withdrawn.get(dated.publication or 0, (None, ""))
    return Item(
        key=dated.pk,
        title=dated.title,
        due=due_of(dated, calendar),
        first_published_at=dated.published_at,
        withdrawn_at=at,
        withdrawn_reason=reason,
    )


def item_of(record: Record, calendar: WorkCalendar) -> Item:
    """Return one record as the rate sees it; `publication` and its withdrawals are best fetched beforehand."""
    publication = getattr(record, "publication", None)
    gone = next(iter(publication.withdrawals.all()), None) if publication else None
    return Item(
        key=record.pk,
        title=record.title,
        due=due_of(record, calendar),
        first_published_at=publication.published_at if publication else None,
        withdrawn_at=gone.at if gone else None,
        withdrawn_reason=gone.reason if gone else "",
    )


def columns_rate(office: Office, at: datetime) -> Rate[ColumnState]:
    """Return 栏目更新及时率 of the office at the moment."""
    columns = Column.objects.filter(office=office, update_cycle_days__isnull=False).annotate(
        last=Max("publications__updated_at")
    )
    return update_rate((state_of(column) for column in columns), at)


def state_of(column: Column) -> ColumnState:
    """Return the column as the rate sees it; it carries `last`, the moment of its last publication."""
    return ColumnState(
        key=column.pk,
        title=column.name,
        cycle=timedelta(days=column.update_cycle_days or 0),
        last_published_at=getattr(column, "last"),  # noqa: B009 — an annotation, which types do not know
    )

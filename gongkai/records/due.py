"""到期: when a record has to be public at the latest, derived from its dates, its column and the law each time it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.law.timeliness import DueAt, NoLimitInForce, StartEvent, TimeLimit, ceiling, earliest
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from .models import Record

CEILINGS = {"BUDGET": "budget"}
"""The kinds of information for which another law sets the limit."""


def limits_of(record: Record) -> list[TimeLimit]:
    """Return the law's ceiling for the kind of information and the column's own promise.

    Nothing bound the office before 2008-05-01: a document made then has the column's promise alone.
    """
    try:
        law = [ceiling(CEILINGS.get(record.kind, "general"), on=record.made_on)]
    except NoLimitInForce:
        law = []
    return [*law, record.column.limit]


def due_of(record: Record, calendar: WorkCalendar) -> DueAt | None:
    """Return when the record must be public at the latest; None when it is not to be published.

    The earliest of the law's and the office's limits counts; the day of the start event is day 0.
    """
    if record.attribute and not record.is_proactive:
        return None
    starts = {StartEvent.MADE: record.made_on, StartEvent(record.start_event): record.starts_at}
    return earliest(starts, limits_of(record), calendar)

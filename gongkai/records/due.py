"""到期: when a record has to be public at the latest, derived from its dates, its column and the law each time it is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from gongkai.law.timeliness import DueAt, NoLimitInForce, StartEvent, TimeLimit, ceiling, earliest
from gongkai.law.workdays import WorkCalendar

if TYPE_CHECKING:
    from gongkai.catalogue.models import Column


class HasDeadline(Protocol):
    """What a deadline follows from: a record, or as much of one as is read for counting."""

    @property
    def kind(self) -> str: ...
    @property
    def attribute(self) -> str: ...
    @property
    def is_proactive(self) -> bool: ...
    @property
    def made_on(self) -> date: ...
    @property
    def start_event(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def column(self) -> Column: ...


CEILINGS = {"BUDGET": "budget"}
"""The kinds of information for which another law sets the limit."""


def limits_of(record: HasDeadline) -> list[TimeLimit]:
    """Return the law's ceiling for the kind of information and the column's own promise.

    Nothing bound the office before 2008-05-01: a document made then has the column's promise alone.
    """
    try:
        law = [ceiling(CEILINGS.get(record.kind, "general"), on=record.made_on)]
    except NoLimitInForce:
        law = []
    return [*law, record.column.limit]


def due_of(record: HasDeadline, calendar: WorkCalendar) -> DueAt | None:
    """Return when the record must be public at the latest; None when it is not to be published.

    The earliest of the law's and the office's limits counts; the day of the start event is day 0.
    """
    if record.attribute and not record.is_proactive:
        return None
    starts = {StartEvent.MADE: record.made_on, StartEvent(record.start_event): record.starts_at}
    return earliest(starts, limits_of(record), calendar)

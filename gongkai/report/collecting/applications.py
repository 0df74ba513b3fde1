"""表三: every application stands once among what came in and once among what became of it, on any day of the year.

The year of an application is that of its receipt (第三十一条), the year of its result that of its first reply or its
withdrawal. One without an established day of receipt is not counted yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from gongkai.applications.models import Application
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.evidence import gathered

ROW_OF = {each.code: each.report_row for each in OUTCOMES}


class CountedApplication(NamedTuple):
    """What table three asks of one application."""

    pk: int
    kind: str
    received_on: date
    ended_on: date | None
    outcome: str
    told_due: date | None = None

    def ended_by(self, day: date) -> bool:
        """Test if it ended on the day or before; without an outcome it has not ended, whatever day is entered."""
        return self.ended_on is not None and self.ended_on <= day and bool(self.outcome)

    @property
    def is_late(self) -> bool:
        """Test if it ended after the deadline that stood for it."""
        return self.ended_on is not None and self.told_due is not None and self.ended_on > self.told_due


def applications(office: Office, year: int, *, day: date) -> list[CountedApplication]:
    """Return the applications that the year's table counts on that day, in the order of their receipt."""
    begins = date(year, 1, 1)
    rows = (
        Application.objects.received_by(day)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=begins) | Q(outcome=""), office=office)
        .order_by("received_on", "id")
    )
    return [
        CountedApplication._make(row)
        for row in rows.values_list("pk", "applicant__kind", "received_on", "ended_on", "outcome", "told_due")
    ]


def unconfirmed(office: Office, *, day: date) -> int:
    """Return how many applications came in up to the day whose day of receipt is still not established."""
    return Application.objects.filter(office=office, received_on=None, submitted_at__date__lte=day).count()


def applications_by_cell(counted: Iterable[CountedApplication], year: int, *, day: date) -> dict[Cell, tuple[int, ...]]:
    """Return the applications behind each cell of table three as it stands at the end of the day."""
    return gathered(
        (Cell("table3", row, each.kind.lower()), each.pk) for each in counted for row in _rows(each, year, day)
    )


def _rows(each: CountedApplication, year: int, day: date) -> Iterator[str]:
    """Yield its row among what came in, and its row among what became of it; none when it is not of this year."""
    last_year = date(year - 1, 12, 31)
    if each.received_on > day or each.ended_by(min(day, last_year)):
        return
    yield "new" if each.received_on > last_year else "carried_in"
    yield ROW_OF[each.outcome] if each.ended_by(day) else "carried_over"

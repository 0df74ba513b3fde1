"""表四: reconsiderations and lawsuits, counted in the year in which they ended; open ones are 尚未审结."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from gongkai.applications.models import Remedy
from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.evidence import gathered


class CountedRemedy(NamedTuple):
    """What table four asks of one reconsideration or lawsuit."""

    pk: int
    kind: str
    received_on: date
    ended_on: date | None
    result: str


def remedies(office: Office, year: int, *, day: date) -> list[CountedRemedy]:
    """Return the reconsiderations and lawsuits that the year's table counts on that day."""
    rows = Remedy.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=date(year, 1, 1)), office=office, received_on__lte=day
    ).order_by("received_on", "id")
    return [CountedRemedy._make(row) for row in rows.values_list("pk", "kind", "received_on", "ended_on", "result")]


def remedies_by_cell(counted: Iterable[CountedRemedy], year: int, *, day: date) -> dict[Cell, tuple[int, ...]]:
    """Return the rows behind each cell of table four as it stands at the end of the day."""
    return gathered(
        (Cell("table4", each.kind.lower(), column), each.pk) for each in counted if (column := _column(each, year, day))
    )


def _column(each: CountedRemedy, year: int, day: date) -> str:
    if each.received_on > day:
        return ""
    if each.ended_on is None or each.ended_on > day:
        return "pending"
    return each.result.lower() if each.ended_on.year == year else ""

"""按月登记的一页: twelve months with four figures each, what is missing up to today, and what was entered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.office.models import Office
from gongkai.report.collecting.fees import processing_fees
from gongkai.report.collecting.monthly import ended_months
from gongkai.report.models import MonthlyFigure, MonthlyItem


@dataclass(frozen=True)
class Line:
    """One month. `figures` stand in the order of the items, None where nobody entered one."""

    month: int
    has_ended: bool
    figures: tuple[MonthlyFigure | None, ...]
    fees_yuan: int

    @property
    def is_missing(self) -> bool:
        return self.has_ended and None in self.figures


@dataclass(frozen=True)
class Board:
    """A year of an office. `history` holds every entry by month, the latest first."""

    lines: tuple[Line, ...]
    history: Mapping[int, list[MonthlyFigure]]

    @property
    def missing(self) -> list[int]:
        return [line.month for line in self.lines if line.is_missing]

    @property
    def first_open(self) -> int | None:
        """The month to enter next: the first one missing, else none."""
        return next(iter(self.missing), None)

    def line(self, month: int) -> Line:
        return self.lines[month - 1]


def board(office: Office, year: int, *, today: date) -> Board:
    """Return the year's page in two queries."""
    entered = MonthlyFigure.objects.filter(office=office, year=year).select_related(
        "by", "post__department", "post__office", "file"
    )
    rows = list(entered.order_by("-id"))
    fees, ended = processing_fees(office, year), ended_months(year, today)
    standing: dict[tuple[int, str], MonthlyFigure] = {}
    for row in rows:
        standing.setdefault((row.month, row.item), row)
    lines = tuple(
        Line(
            month,
            month in ended,
            tuple(standing.get((month, item.value)) for item in MonthlyItem),
            fees.get(month, 0),
        )
        for month in range(1, 13)
    )
    return Board(lines, {month: [row for row in rows if row.month == month] for month in range(1, 13)})

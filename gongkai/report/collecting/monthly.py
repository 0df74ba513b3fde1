"""表二 (二): permits, penalties, coercions and fees, added up from what people entered month by month.

A month that has ended and was not entered is not zero: it is told. A fee for processing information is 行政事业性收费
(国办函〔2020〕109号), so it is added where the entry says that it was left out, and only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from gongkai.law.report_form import Cell, Value
from gongkai.office.models import Office
from gongkai.report.collecting.fees import Payment, by_month
from gongkai.report.models.monthly_figures import MonthlyFigure, MonthlyItem, plain

YUAN = 10_000
"""How many make one 万元."""


class Entered(NamedTuple):
    """One standing figure; fees in yuan. `includes` is None where no processing fee was on record at the entry."""

    pk: int
    item: str
    month: int
    value: Decimal
    includes: bool | None = None
    fees_seen: int = 0


@dataclass(frozen=True, kw_only=True)
class Monthly:
    """The year up to a day.

    `missing` names per item the ended months that nobody entered. Of the processing fees by month, in yuan, `added` came
    to what was entered, of `left_out` nobody has said whether the amount holds them, and `doubtful` changed since the
    entry that held them, from the first amount to the second.
    """

    rows: Mapping[Cell, tuple[int, ...]]
    figures: Mapping[Cell, Value]
    missing: Mapping[MonthlyItem, tuple[int, ...]]
    added: Mapping[int, int]
    left_out: Mapping[int, int]
    doubtful: Mapping[int, tuple[int, int]]


def monthly(office: Office, year: int, payments: Iterable[Payment], *, today: date) -> Monthly:
    """Return what the months of the year add up to that have ended before the day, with the year's processing fees."""
    months = ended_months(year, today)
    standing = MonthlyFigure.objects.standing().filter(office=office, year=year, month__in=months).order_by("month")
    facts = ("pk", "item", "month", "value", "includes_processing_fees", "processing_fees_yuan")
    fees = {month: yuan for month, yuan in by_month(payments).items() if month in months}
    return add_up([Entered._make(row) for row in standing.values_list(*facts)], months=months, processing_fees=fees)


def missing_months(office: Office, year: int, *, today: date) -> tuple[int, ...]:
    """Return the ended months of the year of which a figure is not entered."""
    return months_of(monthly(office, year, (), today=today).missing)


def months_of(missing: Mapping[MonthlyItem, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the months of which any item is missing."""
    return tuple(sorted({month for months in missing.values() for month in months}))


def ended_months(year: int, today: date) -> tuple[int, ...]:
    """Return the months of the year that lie behind; on its last day a month has not ended."""
    return tuple(month for month in range(1, 13) if last_day_of(year, month) < today)


def last_day_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def add_up(entered: Sequence[Entered], *, months: Sequence[int], processing_fees: Mapping[int, int]) -> Monthly:
    """Return cells, rows and gaps of a year with the ended months given."""
    by_item = {item: [each for each in entered if each.item == item] for item in MonthlyItem}
    fees = {each.month: each for each in by_item[MonthlyItem.FEES]}
    added = {month: yuan for month, yuan in processing_fees.items() if month in fees and fees[month].includes is False}
    return Monthly(
        rows={item.cell: tuple(each.pk for each in rows) for item, rows in by_item.items() if rows},
        figures={item.cell: _figure(item, rows, added) for item, rows in by_item.items() if rows},
        missing={item: gaps for item, rows in by_item.items() if (gaps := _missing(rows, months))},
        added=added,
        left_out={month: yuan for month, yuan in processing_fees.items() if _is_left_out(fees.get(month))},
        doubtful={
            month: (each.fees_seen, processing_fees.get(month, 0))
            for month, each in fees.items()
            if each.includes and each.fees_seen != processing_fees.get(month, 0)
        },
    )


def _is_left_out(fees: Entered | None) -> bool:
    """Test if nobody has said yet whether the month's amount holds the processing fees."""
    return fees is None or fees.includes is None


def _missing(rows: list[Entered], months: Sequence[int]) -> tuple[int, ...]:
    entered = {each.month for each in rows}
    return tuple(month for month in months if month not in entered)


def _figure(item: MonthlyItem, rows: list[Entered], added: Mapping[int, int]) -> Value:
    """Return the sum of the months, fees in 万元 to the last 分."""
    total = sum((each.value for each in rows), Decimal())
    if item is not MonthlyItem.FEES:
        return int(total)
    return plain((total + sum(added.values())) / YUAN)

"""Invented years: what the register would have collected, without a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gongkai.law.attributes import Attribute
from gongkai.law.report_form import Cell, ReportTables, zero_tables
from gongkai.law.timeliness import Item, Rate
from gongkai.records.models import RecordKind
from gongkai.report.collect import Collected
from gongkai.report.collecting.casework import Casework
from gongkai.report.collecting.columns import Columns
from gongkai.report.collecting.documents import PublishedItems
from gongkai.report.collecting.reviewing import Reviewing
from gongkai.report.tests import reports

NAME = "柳浪街道"
YEAR = 2024
DOCUMENTS = [Cell("table2", "normative_documents", column) for column in ("made", "repealed", "in_force")]
EMPTY = Collected(
    tables=zero_tables(),
    evidence=dict.fromkeys(DOCUMENTS, ()),
    items=PublishedItems(by_kind={}, by_column={}, withdrawn=0),
    rate=Rate(name="发布及时率"),
    casework=Casework(replied_ids=(), average_workdays=None, extended=0, late=0, fees_yuan=0, fees_paid=0),
    reviewing=Reviewing(closed=0, returned=0, urgent=0, errors={}, returns={}),
    determined={},
    columns=Columns(kept=40, updated=0, silent=0),
    notes=(),
)
"""A year in which nothing happened."""


def changed(year: Collected, **facts: Any) -> Collected:
    return replace(year, **facts)


def with_items(kinds: Mapping[str, int], columns: Mapping[str, int] | None = None, withdrawn: int = 0) -> Collected:
    items = PublishedItems(by_kind=kinds, by_column=columns or {}, withdrawn=withdrawn)
    return changed(EMPTY, items=items, columns=replace(EMPTY.columns, updated=len(columns or {})))


def with_cells(cells: Mapping[tuple[str, str, str], int]) -> Collected:
    given = {Cell(*address): value for address, value in cells.items()}
    return changed(EMPTY, tables=EMPTY.tables.replace(given))


def with_work(**facts: Any) -> Collected:
    return changed(EMPTY, casework=replace(EMPTY.casework, **facts))


def with_review(**facts: Any) -> Collected:
    return changed(EMPTY, reviewing=replace(EMPTY.reviewing, **facts))


def with_rate(on_time: int, late: int) -> Collected:
    items = [Item(key=number, due=None) for number in range(on_time + late)]
    return changed(EMPTY, rate=Rate(name="发布及时率", on_time=tuple(items[:on_time]), late=tuple(items[on_time:])))


def a_full_year() -> Collected:
    """Return a year with a figure in every source, and tables that hold."""
    return _year(reports.example_tables(), list(range(3, 60)))


def another_full_year() -> Collected:
    """Return a year with a figure in every source, each another than in the first."""
    tables = reports.example_tables()
    doubled = {cell: 2 * value for cell, value in tables.cells.items() if value}
    return _year(tables.replace(doubled), list(range(8, 65)))


@st.composite
def years(draw: st.DrawFn) -> Collected:
    """Yield years of any size, with empty corners; one block of bytes is drawn for the figures, for speed."""
    tables = draw(st.one_of(reports.valid_tables(), st.just(zero_tables())))
    return _year(tables, list(draw(st.binary(min_size=57, max_size=57))))


def _year(tables: ReportTables, given: list[int]) -> Collected:
    numbers = iter(given)
    kinds = {str(kind.label): count for kind in RecordKind if (count := next(numbers) % 50)}
    columns = {
        name: count for name in ("通知公告", "工作动态", "财政预决算", "五公开") if (count := next(numbers) % 90)
    }
    year = changed(
        with_rate(next(numbers), next(numbers) % 9),
        tables=_lawful(tables),
        items=PublishedItems(by_kind=kinds, by_column=columns, withdrawn=next(numbers) % 4),
        determined={each.value: count for each in Attribute if (count := next(numbers) % 30)},
        columns=Columns(kept=40, updated=len(columns), silent=next(numbers) % 3),
    )
    return changed(year, casework=_work(year, numbers), reviewing=_reviewing(numbers))


def _lawful(tables: ReportTables) -> ReportTables:
    """Return the tables of an office that makes no rules, where no more was sued over than was reconsidered."""
    rules = {Cell("table2", "rules", column): 0 for column in ("made", "repealed", "in_force")}
    suits = {cell: 0 for cell in tables.cells if cell.row == "litigation_after_reconsideration"}
    return tables.replace({**rules, **suits})


def _work(year: Collected, numbers: Any) -> Casework:
    handled = int(year.tables.value("table3", "handled_total", "total") or 0)
    replied = max(handled - next(numbers) % 3, 0)
    yuan = next(numbers) % 5 * 100
    return Casework(
        replied_ids=tuple(range(replied)),
        average_workdays=Decimal(next(numbers)) / 10 if replied else None,
        extended=next(numbers) % 4,
        late=next(numbers) % 3,
        fees_yuan=yuan,
        fees_paid=1 + next(numbers) % 9 if yuan else 0,
    )


def _reviewing(numbers: Any) -> Reviewing:
    levels = (1, 2, 3)
    return Reviewing(
        closed=next(numbers),
        returned=next(numbers) % 20,
        urgent=next(numbers) % 2,
        errors={level: next(numbers) % 40 for level in levels},
        returns={level: next(numbers) % 10 for level in levels},
    )

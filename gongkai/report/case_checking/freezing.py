"""冻结之后 (frozen): a draft that was counted before the year was frozen, and what the register says by now beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.law.report_form import CELLS, Cell, Value, describe
from gongkai.report.binding import held
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding
from gongkai.report.checking.finding import plain
from gongkai.report.counted import Counted
from gongkai.report.freezing import moved
from gongkai.report.models import AnnualReport

_MOST_NAMED = 8


def not_frozen_yet(year: int, freeze_on: date) -> Iterator[Finding]:
    """Yield that the figures of the ended year may still change, up to the end of the day of its freezing."""
    told = (
        f"{year}年的数据{freeze_on.month}月{freeze_on.day}日24时冻结，在此之前补登的都计入，本稿的数还会变动。"
        "请在冻结后点“重新统计”，再送审。"
    )
    yield Finding("frozen", "warn", "表二至表四", told)


def unlike_frozen(drawn: Drawn, frozen: Counted) -> Iterator[Finding]:
    """Yield, once, the cells that the draft counts otherwise than the frozen year; a change by hand is told apart."""
    written, counted = drawn.reading.tables.cells, frozen.tables.cells
    cells = [cell for cell in CELLS if cell not in drawn.overrides and written[cell] != counted[cell]]
    if cells:
        told = _some(_told(cell, written[cell], counted[cell]) for cell in cells)
        message = f"本稿有{len(cells)}格不是冻结的数：{told}。请点“重新统计”，按冻结的数据填写。"
        yield Finding("frozen", "error", "表二至表四", message, None, len(cells))


def _told(cell: Cell, written: Value, counted: Value) -> str:
    return f"{describe(cell)}本稿为{plain(written)}，冻结时为{plain(counted)}"


def moved_since(report: AnnualReport, basis: Counted, today: Counted) -> Iterator[Finding]:
    """Yield, once, the bound figures that the register has otherwise by now than those on which the report rests."""
    bound = {each.binding.key for each in held(report.draft.bindings, report.narrative, basis.sources)}
    found = [change for key, change in moved(basis.sources, today.sources).items() if key in bound]
    if found:
        told = _some(f"“{each.what}”{each.frozen}，现为{each.today}" for each in found)
        message = f"正文所依据的数，现有登记有{len(found)}个不同：{told}。正文仍以冻结、公布时的数为准。"
        yield Finding("frozen", "hint", "正文", message, None, len(found))


def _some(told: Iterable[str]) -> str:
    named = list(told)
    return "；".join(named[:_MOST_NAMED]) + ("等" if len(named) > _MOST_NAMED else "")

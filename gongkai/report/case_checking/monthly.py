"""按月登记 (monthly): a figure of table two that was entered, or changed, after the report was drawn up."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.report_form import Cell, describe
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding
from gongkai.report.checking.finding import plain
from gongkai.report.evidence import MONTHLY_CELLS, rows_behind


def monthly(drawn: Drawn) -> Iterator[Finding]:
    """Yield the cells whose months are others than those from which they were added up; a change by hand is told apart."""
    for cell in MONTHLY_CELLS:
        found, now = drawn.reading.tables.cells[cell], drawn.now.tables.cells[cell]
        if cell in drawn.overrides or found == now or not _moved(drawn, cell):
            continue
        message = f"{describe(cell)}填{plain(found)}，按现有的按月登记为{plain(now)}：报告编制之后有补登或者改动。请核对后改正。"
        yield Finding("monthly", "warn", describe(cell), message, plain(now), plain(found))


def _moved(drawn: Drawn, cell: Cell) -> bool:
    return rows_behind(drawn.evidence, cell) != rows_behind(drawn.now.evidence, cell)

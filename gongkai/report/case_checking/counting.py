"""E9 (一): every application received in the year is in 第一项 exactly once, and no figure stands without its cases."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.report_form import LEAF_ROWS, TABLE3_COLUMNS, Cell, describe, row_of
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding
from gongkai.report.evidence import rows_behind

_COUNTED = ("new", *LEAF_ROWS)


def counting(drawn: Drawn) -> Iterator[Finding]:
    """Yield what the report leaves out, what it counts too much, and where a figure is not that of its cases."""
    yield from _moved(drawn, "new", "本年收到")
    yield from _moved(drawn, "handled_total", "本年办结")
    yield from _without_rows(drawn)


def _moved(drawn: Drawn, row: str, what: str) -> Iterator[Finding]:
    """Tell which applications came into the row, or left it, since the report was drawn up."""
    then, today = set(drawn.then(row)), set(drawn.today(row))
    where = f"表三“{row_of('table3', row).full_label}”行"
    if missing := today - then:
        message = f"{what}的{len(missing)}件申请没有计入{where}：{drawn.named(missing)}。请按现有登记重新编制，或者核对后改正。"
        yield Finding("E9", "error", where, message, len(today), len(then))
    if extra := then - today:
        message = f"{where}计入的{len(extra)}件申请，按现有登记不是{what}的：{drawn.named(extra)}。请核对后改正。"
        yield Finding("E9", "error", where, message, len(today), len(then))


def _without_rows(drawn: Drawn) -> Iterator[Finding]:
    """A cell changed by hand is told with its reason (`overriding`), not here."""
    for cell in _cells(drawn):
        found, behind = drawn.reading.tables.cells[cell], rows_behind(drawn.evidence, cell)
        if found is not None and found != len(behind):
            numbers = f"（{drawn.named(behind)}）" if behind else ""
            message = (
                f"{describe(cell)}填{found}，而它背后登记的办件为{len(behind)}件{numbers}。"
                "每一个数都应当有办件可查，请补登办件或者改正数字。"
            )
            yield Finding("E9", "error", describe(cell), message, len(behind), int(found))


def _cells(drawn: Drawn) -> Iterator[Cell]:
    for row in _COUNTED:
        cells = (Cell("table3", row, column.key) for column in TABLE3_COLUMNS if column.key != "total")
        yield from (cell for cell in cells if cell not in drawn.overrides)

"""工作簿: sheets of prose and of spanning tables as XLSX, figures as numbers, words never as formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from .headings import width_of
from .ledger import A4, CELL_LIMIT, as_text
from .tables import Place, SpannedTable, TableCell, grid

PROSE_WIDTH = 70
"""Characters of a workbook across A4."""
PER_MILLIMETRE = 0.75
"""Characters of a workbook in a millimetre."""
SPARE = 1.5
"""Characters at the edges of a cell."""
MARGIN = 0.5
"""Inches."""
LINE_HEIGHT = 15.0
TALLEST = 409.0
"""Points that a row of a workbook can be high."""
BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
PROSE = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
LEFT = Alignment(wrap_text=True, vertical="center", horizontal="left")
THIN = Side(style="thin")
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@dataclass(frozen=True, kw_only=True)
class TextSheet:
    """A sheet of lines, those of `heads` in bold; the first line is its title."""

    name: str
    lines: tuple[str, ...]
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class TableSheet:
    """A sheet with one table under its caption; so many columns at the left hold labels and stay in sight."""

    name: str
    caption: str
    table: SpannedTable
    labels: int = 0


def workbook_xlsx(sheets: Sequence[TextSheet | TableSheet], *, title: str, author: str, at: datetime) -> bytes:
    """Return the workbook, every sheet set up to print on A4.

    :param at: the moment of making.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = as_text(title), as_text(author)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        _set_up(made)
        if isinstance(sheet, TableSheet):
            _fill_table(made, sheet)
        else:
            _fill_text(made, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(made: Any) -> None:
    made.page_setup.paperSize = A4
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.page_margins.left = made.page_margins.right = MARGIN
    made.print_options.horizontalCentered = True


def _fill_text(made: Any, sheet: TextSheet) -> None:
    made.column_dimensions["A"].width = PROSE_WIDTH
    lines = [piece for line in sheet.lines for piece in _fitting(line)]
    for place, line in enumerate(lines, start=1):
        cell = made.cell(place, 1)
        _write(cell, line)
        cell.alignment = PROSE
        if place == 1 or line in sheet.heads:
            cell.font = TITLE if place == 1 else BOLD
        made.row_dimensions[place].height = _height(line, PROSE_WIDTH)
    made.freeze_panes = "A2"


def _fitting(line: str) -> list[str]:
    """Return the line in pieces that a cell can hold; an apostrophe may yet come before each."""
    return [line[start : start + CELL_LIMIT - 1] for start in range(0, len(line), CELL_LIMIT - 1)] or [""]


def _height(text: str, width: float) -> float:
    """Return how high a row must be: a spreadsheet sees to it itself only where no cell is merged."""
    return min(TALLEST, LINE_HEIGHT * ceil(max(1, 2 * width_of(text) / (width - SPARE))) + 3)


def _fill_table(made: Any, sheet: TableSheet) -> None:
    table = sheet.table
    for column, width in enumerate(table.widths, start=1):
        made.column_dimensions[get_column_letter(column)].width = round(width * PER_MILLIMETRE, 1)
    _put(made, 1, 1, TableCell(value=sheet.caption, colspan=len(table.widths)))
    made.cell(1, 1).font = TITLE
    made.row_dimensions[1].height = 2 * LINE_HEIGHT
    for row, line in enumerate(grid(table.rows), start=2):
        made.row_dimensions[row].height = max(_height_of(place, table) for place in line)
        for place in line:
            if place.is_first:
                _put(made, row, place.left + 1, place.cell, border=BOXED)
    head = 1 + len(table.parts[0].head) if len(table.parts) == 1 else 1
    made.freeze_panes = f"{get_column_letter(sheet.labels + 1)}{head + 1}"
    made.print_title_rows = f"1:{head}"


def _height_of(place: Place, table: SpannedTable) -> float:
    """Return how high the cell makes its row; one that spans rows has room enough."""
    cell = place.cell
    width = sum(table.widths[place.left : place.left + cell.colspan]) * PER_MILLIMETRE
    return _height(cell.text if cell.rowspan == 1 else "", width)


def _put(made: Any, row: int, column: int, given: TableCell, *, border: Border | None = None) -> None:
    bottom, right = row + given.rowspan - 1, column + given.colspan - 1
    cell = made.cell(row, column)
    _write(cell, given.value)
    cell.alignment = LEFT if given.is_left else MIDDLE
    if border is not None:
        for line in made.iter_rows(min_row=row, max_row=bottom, min_col=column, max_col=right):
            for each in line:
                each.border = border
    if given.is_head:
        cell.font = BOLD
    if given.rowspan + given.colspan > 2:
        made.merge_cells(start_row=row, end_row=bottom, start_column=column, end_column=right)


def _write(cell: Any, value: str | int | Decimal | None) -> None:
    if isinstance(value, str):
        cell.value = as_text(value)
        cell.data_type = "s"
    else:
        cell.value = value

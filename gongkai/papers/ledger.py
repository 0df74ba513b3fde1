"""台账: a ledger of plain texts as XLSX and CSV. A text that a spreadsheet would take for a formula stays a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .headings import width_of
from .storable import storable

BOM = "\ufeff"
"""Without it WPS and Excel read a CSV as GBK."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NARROWEST, WIDEST = 6, 30
A4 = 9
"""The paper's number in a workbook."""
BOLD, WRAPPED, UNBROKEN = Font(bold=True), Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
CELL_LIMIT = 32_767
"""Characters that a cell of a workbook can hold."""

Rows = Iterable[Sequence[str]]


def as_text(value: str) -> str:
    """Return what of the value can be stored, with an apostrophe before what a spreadsheet would run as a formula."""
    text: str = storable(value)
    is_formula = value.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if is_formula else text


def ledger_csv(head: Sequence[str], rows: Rows) -> bytes:
    """Return the ledger as CSV in UTF-8 with BOM, lines ended as spreadsheets write them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([as_text(value) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def ledger_xlsx(head: Sequence[str], rows: Rows, *, title: str, at: datetime) -> bytes:
    """Return the ledger as a workbook of one sheet, set up to print across A4 with its head on every page.

    :param title: the heading of the first line.
    :param at: the moment of making.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    sheet = book.create_sheet("台账")
    body = [[as_text(value)[:CELL_LIMIT] for value in row] for row in rows]
    for place, width in enumerate(_widths(head, body), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.append([_cell(sheet, title, bold=True)])
    sheet.append([_cell(sheet, name, bold=True) for name in head])
    for row in body:
        sheet.append([_cell(sheet, value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheet: Any, value: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.alignment = UNBROKEN if bold else WRAPPED
    if bold:
        cell.font = BOLD
    return cell


def _widths(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[float]:
    """Return the widths of the columns in characters of a workbook: two for each Han character, within reason."""
    longest = [max([width_of(name), *(width_of(row[at]) for row in body)]) for at, name in enumerate(head)]
    return [min(WIDEST, max(NARROWEST, 2 * width + 2)) for width in longest]

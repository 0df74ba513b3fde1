"""汇总表的工作表: one sheet written from above, row by row, and a name for it that the book does not have yet."""

import re
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from gongkai.papers.headings import width_of
from gongkai.papers.ledger import as_text

_A4 = 9
_LINE_HEIGHT = 14
_LONGEST_TITLE = 31
_BAD_IN_TITLE = re.compile(r"[\\/*?:\[\]']")
_LINE = Side(style="thin", color="FFB0B7C0")
_EDGE = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font": Font(bold=True, size=14)},
    "note": {"font": Font(bold=True)},
    "head": {
        "font": Font(bold=True),
        "fill": PatternFill("solid", fgColor="FFEDEFF2"),
        "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "border": _EDGE,
    },
    "line": {"alignment": Alignment(wrap_text=True, vertical="top"), "border": _EDGE},
}
Line = Sequence[Any]


class Sheet:
    """A sheet that is written from above, a title first, its columns as wide as was asked for.

    A row leaves as it is written, so that each column's cell serves again in the next: dressing a cell is what takes time.
    """

    def __init__(self, book: Workbook, name: str, title: str, widths: Sequence[float]) -> None:
        self.sheet: Any = book.create_sheet(name)
        self.widths, self.rows = widths, 0
        self._cells: dict[tuple[str, int], Any] = {}
        for place, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", _A4
        self.sheet.sheet_properties.pageSetUpPr.fitToPage, self.sheet.page_setup.fitToHeight = True, 0
        self._append("title", [title])

    def head(self, names: Line) -> None:
        self._append("head", names)

    def line(self, values: Line) -> None:
        """Write a row as high as its longest text, which a program that opens the book does not work out by itself."""
        lines = max(map(_lines, values, self.widths))
        if lines > 1:
            self.sheet.row_dimensions[self.rows + 1].height = _LINE_HEIGHT * lines
        self._append("line", values)

    def note(self, text: str = "") -> None:
        self._append("note", [text])

    def _append(self, style: str, values: Line) -> None:
        self.sheet.append([self._cell(style, place, value) for place, value in enumerate(values)])
        self.rows += 1

    def _cell(self, style: str, place: int, value: Any) -> Any:
        cell = self._cells.get((style, place))
        if cell is None:
            cell = self._cells[style, place] = self._dressed(style)
        cell.value = _stored(value)
        return cell

    def _dressed(self, style: str) -> Any:
        cell = WriteOnlyCell(self.sheet)
        for name, given in _STYLES[style].items():
            setattr(cell, name, given)
        return cell


def _lines(value: Any, width: float) -> int:
    """Return how many lines the text takes in a column so many Latin letters wide."""
    return ceil(2 * width_of(value) / (width - 1)) if isinstance(value, str) and value else 1


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return as_text(value)
    return value.isoformat() if isinstance(value, date) else value


def title_for(label: str, taken: set[str]) -> str:
    """Return a name for the unit's sheet that the book does not have yet."""
    plain = _BAD_IN_TITLE.sub("", label)[:_LONGEST_TITLE] or "单位"
    name, number = plain, 1
    while name in taken:
        number += 1
        tail = f"（{number}）"
        name = plain[: _LONGEST_TITLE - len(tail)] + tail
    taken.add(name)
    return name

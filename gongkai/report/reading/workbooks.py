"""读工作簿: a report as XLSX, whoever made it; merged cells are drawn out, sheets without a table are its prose."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.law.report_form import PARTS
from gongkai.report.reading.answer import Reading, ReportNotReadable
from gongkai.report.reading.cells import squeeze
from gongkai.report.reading.grid import Grid, GridCell, Line, distinct
from gongkai.report.reading.gridded import is_statutory, read_grids
from gongkai.report.reading.prose import narrative, office_and_year
from gongkai.report.reading.texts import assemble

_UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    LxmlError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
)
_LARGEST_UNPACKED = 200_000_000
_TALLEST, _WIDEST = 5000, 100
_PARTS = tuple(squeeze(part.heading)[1:] for part in PARTS)
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def read_xlsx(data: bytes) -> Reading:
    """Return what a workbook gives of a report.

    :raises ReportNotReadable: when it is none, or broken.
    """
    grids = _grids(data)
    lines = list(_lines(grids))
    read = read_grids([block for grid in grids for block in _blocks(grid)], "\n".join(lines))
    title = next((line for line in lines if office_and_year(line)[1]), "")
    return assemble(read, "\n".join([title, *_lines(grid for grid in grids if _holds_prose(grid))]))


def xlsx_text(data: bytes) -> str:
    """Return the workbook's words and figures, one row a line.

    :raises ReportNotReadable: when it is no workbook, or broken.
    """
    return "\n".join(_lines(_grids(data)))


def is_workbook(data: bytes) -> bool:
    """Test if an archive is a workbook; a broken archive is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BadZipFile:
        return False


def _grids(data: bytes) -> list[Grid]:
    try:
        _refuse_too_large(data)
        book = load_workbook(BytesIO(data), data_only=True)
        return [_grid(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except _UNREADABLE as error:
        if isinstance(error, ReportNotReadable):
            raise
        raise ReportNotReadable("XLSX文件已损坏，无法打开；请用原软件重新保存，或另存为网页或纯文本后再读。") from error


def _refuse_too_large(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise ReportNotReadable("XLSX文件解压后过大，不能读取；请只保留年度报告的工作表后再读。")


def _grid(sheet: Any) -> Grid:
    height, width = min(sheet.max_row, _TALLEST), min(sheet.max_column, _WIDEST)
    rows = sheet.iter_rows(max_row=height, max_col=width, values_only=True)
    grid = [
        [GridCell(_text(value), row * width + column + 1) for column, value in enumerate(values)]
        for row, values in enumerate(rows)
    ]
    for merged in sheet.merged_cells.ranges:
        _merge(grid, merged)
    return grid


def _merge(grid: Grid, merged: Any) -> None:
    if merged.min_row > len(grid) or merged.min_col > len(grid[0]):
        return
    cell = grid[merged.min_row - 1][merged.min_col - 1]
    for line in grid[merged.min_row - 1 : merged.max_row]:
        for column in range(merged.min_col - 1, min(merged.max_col, len(line))):
            line[column] = cell


def _text(value: Any) -> str:
    """Return what the cell shows: whole numbers without a point, words without the apostrophe that kept them from being run."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def _blocks(grid: Grid) -> Iterator[Grid]:
    """Yield the sheet in pieces that begin with the head of a part: tables may stand below each other."""
    starts = [index for index, line in enumerate(grid) if index and _is_head_of_part(line)]
    for start, end in pairwise([0, *starts, len(grid)]):
        yield grid[start:end]


def _is_head_of_part(line: Line) -> bool:
    words = [cell.text for cell in distinct(line) if cell.text]
    return len(words) == 1 and squeeze(words[0]).endswith(_PARTS)


def _holds_prose(grid: Grid) -> bool:
    """Test if the sheet is more than a statutory table: a whole report may stand on one."""
    return not is_statutory(grid) or bool(narrative("\n".join(_lines([grid])), office=None))


def _lines(grids: Iterable[Grid]) -> Iterator[str]:
    for grid in grids:
        for line in grid:
            words = [cell.text for cell in distinct(line) if cell.text]
            if words:
                yield "\t".join(words)

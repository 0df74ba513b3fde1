"""读年报PDF: grids that break over pages are joined again, then read like any other grid."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from gongkai.report.reading import labels
from gongkai.report.reading.answer import Reading
from gongkai.report.reading.cells import number
from gongkai.report.reading.grid import Grid, GridCell, Line, below, distinct
from gongkai.report.reading.gridded import is_statutory, read_grids
from gongkai.report.reading.sheets.lines import PrintedLine, lines_of, paragraphs, without_furniture
from gongkai.report.reading.sheets.pdf import sheets_of
from gongkai.report.reading.sheets.printed import Sheet
from gongkai.report.reading.sheets.ruling import Ruled, tables_on
from gongkai.report.reading.texts import assemble

_SAME_PLACE = 4.0


def read_pdf(data: bytes) -> Reading:
    """Return what a PDF gives of a report.

    :raises ReportNotReadable: when it is broken, locked, or a scan without text.
    """
    sheets = sheets_of(data)
    tables = [tables_on(sheet) for sheet in sheets]
    prose = [
        _lines_outside(sheet, [t for t in ruled if is_statutory(t.grid)])
        for sheet, ruled in zip(sheets, tables, strict=True)
    ]
    read = read_grids(joined(tables), "\n".join(_everything(sheets)))
    return assemble(read, "\n".join(paragraphs(without_furniture(prose))))


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF, one printed line a line.

    :raises ReportNotReadable: when it is broken, locked, or a scan without text.
    """
    return "\n".join(_everything(sheets_of(data)))


def _everything(sheets: Sequence[Sheet]) -> list[str]:
    pages = without_furniture([lines_of(sheet.glyphs) for sheet in sheets])
    return [line.text for page in pages for line in page]


def _lines_outside(sheet: Sheet, tables: Sequence[Ruled]) -> list[PrintedLine]:
    return lines_of(glyph for glyph in sheet.glyphs if not any(table.covers(glyph) for table in tables))


def joined(pages: Sequence[Sequence[Ruled]]) -> list[Grid]:
    """Return the grids of all pages; the first of a page continues the last of the page before where their columns agree."""
    tables: list[tuple[tuple[float, ...], Grid]] = []
    continues = False
    for ruled in pages:
        for index, table in enumerate(ruled):
            columns = _common_columns(tables[-1][0], table.columns) if index == 0 and continues else None
            if columns is None:
                tables.append((table.columns, table.grid))
            else:
                above, rest = _spread(*tables[-1], over=columns), _spread(table.columns, table.grid, over=columns)
                tables[-1] = (columns, _continued(above, rest))
        continues = bool(ruled)
    return [grid for _, grid in tables]


def _common_columns(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...] | None:
    """Return the finer of the two where it has all lines of the coarser: heads that span columns show fewer of them."""
    coarse, fine = sorted((one, other), key=len)
    edges = zip((coarse[0], coarse[-1]), (fine[0], fine[-1]), strict=True)
    agree = all(abs(here - there) <= _SAME_PLACE for here, there in edges)
    return fine if agree and all(min(abs(at - line) for line in fine) <= _SAME_PLACE for at in coarse) else None


def _spread(columns: tuple[float, ...], grid: Grid, *, over: tuple[float, ...]) -> Grid:
    middles = [(left + right) / 2 for left, right in pairwise(over)]
    places = [min(max(bisect_right(columns, middle) - 1, 0), len(columns) - 2) for middle in middles]
    return [[line[place] for place in places] for line in grid]


def _continued(above: Grid, rest: Grid) -> Grid:
    """Put the grids together; a row that the page's end cut in two becomes one row again."""
    for index, line in enumerate(rest):
        if above and _is_cut(above[-1], line):
            return below(_completed(above, line), rest[index + 1 :])
    return below(above, rest)


def _completed(above: Grid, rest: Line) -> Grid:
    """Return the rows with what the next page says of the cells of the last one."""
    whole = {
        upper.number: GridCell(upper.text + lower.text, upper.number)
        for upper, lower in zip(above[-1], rest, strict=True)
        if lower.text
    }
    return [[whole.get(cell.number, cell) for cell in line] for line in above]


def _is_cut(upper: Line, lower: Line) -> bool:
    """Test if the two lines have one label between them, and the figures stand in one of them."""
    begun, rest = _label(upper), _label(lower)
    if not begun or not rest or (_has_figures(upper) and _has_figures(lower)):
        return False
    whole = any(labels.exact_row(table, begun + rest) for table in ("table2", "table3"))
    return whole and not any(labels.exact_row("table3", text) for text in (begun, rest))


def _label(line: Line) -> str:
    words = [cell.text for cell in distinct(line) if cell.text and number(cell.text) is None]
    return words[-1] if words else ""


def _has_figures(line: Line) -> bool:
    return any(number(cell.text) is not None for cell in line)

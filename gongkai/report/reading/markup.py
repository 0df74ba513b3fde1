"""网页表格: an HTML table as a grid, its spans drawn out, tables within its cells left to themselves or spread."""

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from gongkai.report.reading.grid import Grid, GridCell, filled

_SPAN = re.compile(r"[0-9]{1,4}\Z")
_WIDEST = 60  # no statutory table comes near; spans beyond are nonsense


def grid_of(table: Tag) -> Grid:
    """Return the table's rows; a cell that holds but a table of one row stands for that row's cells."""
    places: dict[tuple[int, int], GridCell] = {}
    rows = _rows(table)
    count = 0
    for top, row in enumerate(rows):
        left = 0
        for tag in _cells(row):
            while (top, left) in places:
                left += 1
            if left >= _WIDEST:
                break
            count += 1
            _cover(places, tag, top=top, left=left, cell=GridCell(_text(tag), count), bottom=len(rows))
    return filled(places, height=len(rows))


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _cells(row: Tag) -> Iterator[Tag]:
    for cell in row.find_all(["td", "th"], recursive=False):
        inner = cell.find("table")
        rows = _rows(inner) if inner is not None else []
        if len(rows) == 1 and not _text(cell) and len(cell.find_all("table")) == 1:
            yield from rows[0].find_all(["td", "th"], recursive=False)
        else:
            yield cell


def _cover(
    places: dict[tuple[int, int], GridCell], tag: Tag, *, top: int, left: int, cell: GridCell, bottom: int
) -> None:
    height = _span(tag, "rowspan") or bottom - top
    width = _span(tag, "colspan") or 1
    for row in range(top, min(top + height, bottom)):
        for column in range(left, min(left + width, _WIDEST)):
            places.setdefault((row, column), cell)


def _span(tag: Tag, name: str) -> int:
    given = str(tag.get(name, "1")).strip()
    return int(given) if _SPAN.match(given) else 1


def _text(cell: Tag) -> str:
    """Return the cell's own words: what a table within it says is that table's."""
    return "".join("".join(_own_strings(cell)).split())


def _own_strings(cell: Tag) -> Iterator[str]:
    """Yield the words of the cell in their order, leaving out every table within it."""
    waiting = list(reversed(cell.contents))
    while waiting:
        part = waiting.pop()
        if type(part) is NavigableString:  # its kinds are comments and the like
            yield str(part)
        elif isinstance(part, Tag) and part.name != "table":
            waiting.extend(reversed(part.contents))

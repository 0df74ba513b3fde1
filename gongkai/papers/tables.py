"""表格: tables whose cells span, as plain data from which papers and workbooks are made alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Size = Literal["五号", "小五", "六号", "七号"]
POINTS: dict[Size, float] = {"五号": 10.5, "小五": 9, "六号": 7.5, "七号": 5.5}


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """A printed cell. None is a figure not given, and stays blank."""

    value: str | int | Decimal | None
    colspan: int = 1
    rowspan: int = 1
    is_head: bool = False
    is_left: bool = False

    @property
    def text(self) -> str:
        if self.value is None:
            return ""
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)


Row = tuple[TableCell, ...]


@dataclass(frozen=True, kw_only=True)
class TablePart:
    """Rows under the heads that stand above them on every page."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class SpannedTable:
    """A table: its columns' widths in millimetres, and the size of its type."""

    parts: tuple[TablePart, ...]
    widths: tuple[float, ...]
    size: Size = "五号"

    @property
    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in (*part.head, *part.body)]


@dataclass(frozen=True)
class Place:
    """A cell in a row of the grid; below its first row a cell that spans rows stands there again."""

    left: int
    cell: TableCell
    is_first: bool


def grid(rows: Sequence[Row]) -> list[list[Place]]:
    """Return for every row its cells from left to right, those that reach down into it among them."""
    reaching: dict[int, tuple[TableCell, int]] = {}
    return [list(_row(row, reaching)) for row in rows]


def _row(row: Row, reaching: dict[int, tuple[TableCell, int]]) -> Iterator[Place]:
    """Yield the row's cells; `reaching` holds by their column the cells that reach down, and for how many rows yet."""
    left, own = 0, list(row)
    while own or any(column >= left for column in reaching):
        if left in reaching:
            cell, rows = reaching.pop(left)
            yield Place(left, cell, is_first=False)
        else:
            cell = own.pop(0)
            rows = cell.rowspan
            yield Place(left, cell, is_first=True)
        if rows > 1:
            reaching[left] = (cell, rows - 1)
        left += cell.colspan

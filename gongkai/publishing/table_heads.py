"""表头关联: in a table with heads on several levels every cell names its heads, because ``scope`` cannot say it (WCAG H43).

A cell's heads are the nearest run of heads to its left in its rows, the nearest run above it in its columns, and
whatever stands above it in the table's head. Strings in, strings out; the body must come from ``records.cleaning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:[^">]|"[^"]*")*)>', re.IGNORECASE)
MAX_SPAN = 100  # what claims to span more is a slip, and must not fill the memory
_ATTRIBUTE = re.compile(r'\b(colspan|rowspan|scope|id|headers)="([^"]*)"', re.IGNORECASE)


@dataclass
class Cell:
    """One cell with its place in the grid; ``at`` is where an attribute can be put into its tag."""

    at: int
    row: int
    column: int
    is_head: bool
    in_thead: bool
    attributes: dict[str, str]
    name: str = ""

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self._span("rowspan"))

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self._span("colspan"))

    def _span(self, axis: str) -> int:
        return min(max(int(self.attributes.get(axis, "1")), 1), MAX_SPAN)

    @property
    def scope(self) -> str:
        return self.attributes.get("scope", "")


@dataclass
class Grid:
    cells: list[Cell] = field(default_factory=list)
    places: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        while (cell.row, cell.column) in self.places:
            cell.column += 1
        self.cells.append(cell)
        for row in cell.rows:
            for column in cell.columns:
                self.places.setdefault((row, column), cell)

    @property
    def heads(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_head]

    @property
    def is_simple(self) -> bool:
        """Test if ``scope`` is enough: the heads are the first column, or the whole first row, or both; none spans."""
        has_top = any(head.column for head in self.heads)
        return all(
            (head.column == 0 or head.row == 0) and len(head.rows) == len(head.columns) == 1 for head in self.heads
        ) and not (has_top and any(cell.row == 0 for cell in self.cells if not cell.is_head))


def associated(body: str) -> str:
    """Return the body with heads named in every table that needs it; tables that already name them stay as they are."""
    pieces, at = [], 0
    for number, (start, end) in enumerate(outermost_tables(body), 1):
        pieces += [body[at:start], _associated(body[start:end], number)]
        at = end
    return "".join([*pieces, body[at:]])


def outermost_tables(body: str) -> Iterator[tuple[int, int]]:
    """Yield where each table that is not inside another begins and ends."""
    depth = start = 0
    for tag in TAG.finditer(body):
        if tag["name"].lower() != "table":
            continue
        if not tag["end"]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def _associated(table: str, number: int) -> str:
    grid = read_grid(table)
    has_named = any("headers" in cell.attributes for cell in grid.cells)
    if has_named or grid.is_simple or table.lower().count("<table") > 1:
        return table
    additions = dict(_names(grid, number)) | dict(_references(grid))
    for at in sorted(additions, reverse=True):
        table = table[:at] + additions[at] + table[at:]
    return table


def read_grid(table: str) -> Grid:
    """Return the cells of a table with the place of each, spans reckoned."""
    grid, row, in_thead = Grid(), -1, False
    for tag in TAG.finditer(table):
        name = tag["name"].lower()
        if name == "thead":
            in_thead = not tag["end"]
        elif name == "tr" and not tag["end"]:
            row += 1
        elif name in {"td", "th"} and not tag["end"]:
            attributes = {key.lower(): value for key, value in _ATTRIBUTE.findall(tag["rest"])}
            grid.add(Cell(tag.start("rest"), max(row, 0), 0, name == "th", in_thead, attributes))
    return grid


def _names(grid: Grid, number: int) -> Iterator[tuple[int, str]]:
    """Yield an id for each head that has none."""
    for count, head in enumerate(grid.heads, 1):
        head.name = head.attributes.get("id") or f"gk-t{number}-h{count}"
        if "id" not in head.attributes:
            yield head.at, f' id="{head.name}"'


def _references(grid: Grid) -> Iterator[tuple[int, str]]:
    for cell in grid.cells:
        if not cell.is_head and (heads := _heads_of(cell, grid)):
            yield cell.at, f' headers="{" ".join(head.name for head in heads)}"'


def _heads_of(cell: Cell, grid: Grid) -> list[Cell]:
    found: list[Cell] = []
    for row in cell.rows:
        line = _nearest(grid.places.get((row, column)) for column in range(cell.column - 1, -1, -1))
        found += [head for head in line if head.scope not in {"col", "colgroup"}]
    for column in cell.columns:
        above = [grid.places.get((row, column)) for row in range(cell.row - 1, -1, -1)]
        found += [head for head in _nearest(above) if head.scope != "row"]
        found += [head for head in above if head and head.is_head and head.in_thead]
    return sorted({id(head): head for head in found}.values(), key=lambda head: head.at)


def _nearest(line: Iterable[Cell | None]) -> list[Cell]:
    """Return the first run of heads along a line of cells, going away from the cell in question."""
    run: list[Cell] = []
    for cell in line:
        if cell and cell.is_head:
            run.append(cell)
        elif run:
            break
    return run

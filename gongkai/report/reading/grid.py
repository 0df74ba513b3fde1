"""网格: a printed table as a rectangle in which a spanning cell stands in every place it covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.report.reading.cells import number, squeeze

_HEAD_IS_CUT_IN = 3


@dataclass(frozen=True)
class GridCell:
    text: str
    number: int  # cells with the same number are one printed cell


Grid = list[list[GridCell]]
Line = list[GridCell]


def filled(places: dict[tuple[int, int], GridCell], *, height: int) -> Grid:
    """Return the rows as wide as the widest; places that no cell covers are empty."""
    width = max((left for _, left in places), default=-1) + 1
    return [[places.get((top, left), GridCell("", 0)) for left in range(width)] for top in range(height)]


def distinct(line: Iterable[GridCell]) -> list[GridCell]:
    """Return each printed cell once."""
    return list({cell.number: cell for cell in line}.values())


def words_of(grid: Grid) -> str:
    """Return all letters and digits of the table; a spanning cell is read once."""
    return squeeze("".join(cell.text for cell in distinct(cell for line in grid for cell in line)))


def stacks(heads: Grid) -> list[list[str]]:
    """Return for every position the squeezed heads above it, outermost first, each printed cell once."""
    return [[squeeze(cell.text) for cell in distinct(column) if cell.text] for column in zip(*heads, strict=True)]


def heads_above(lines: Grid, position: int) -> list[str]:
    """Return the heads next above the position: rows of figures between are passed over."""
    column = [line[position] for line in lines]
    while column and (not column[-1].text or number(column[-1].text) is not None):
        column.pop()
    return [squeeze(cell.text) for cell in distinct(column) if cell.text]


def head_ends(stack: Sequence[str]) -> list[str]:
    """Return what the lowest head may be: the last cell, or the last ones together where it was cut over rows."""
    return ["".join(stack[-count:]) for count in range(1, min(len(stack), _HEAD_IS_CUT_IN) + 1)]


def below(upper: Grid, lower: Grid) -> Grid:
    """Return the rows of both; the lower grid's printed cells stay others than the upper one's."""
    highest = max((cell.number for line in upper for cell in line), default=0)
    return [*upper, *([GridCell(cell.text, cell.number + highest) for cell in line] for line in lower)]

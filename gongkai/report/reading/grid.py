"""网格: an HTML table as a rectangle in which a spanning cell stands in every place it covers."""

import re
from dataclasses import dataclass

from bs4 import Tag

_SPAN = re.compile(r"[0-9]{1,4}\Z")
_WIDEST = 60  # no statutory table comes near; spans beyond are nonsense


@dataclass(frozen=True)
class GridCell:
    text: str
    number: int  # cells with the same number are one printed cell


Grid = list[list[GridCell]]


def grid_of(table: Tag) -> Grid:
    """Return the rows of the table, each as wide as the widest; places that no cell covers are empty."""
    places: dict[tuple[int, int], GridCell] = {}
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    count = 0
    for top, row in enumerate(rows):
        left = 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while (top, left) in places:
                left += 1
            if left >= _WIDEST:
                break
            count += 1
            _cover(places, tag, top=top, left=left, cell=GridCell(_text(tag), count), bottom=len(rows))
    width = max((left for _, left in places), default=-1) + 1
    return [[places.get((top, left), GridCell("", 0)) for left in range(width)] for top in range(len(rows))]


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


def _text(tag: Tag) -> str:
    return "".join(tag.get_text().split())

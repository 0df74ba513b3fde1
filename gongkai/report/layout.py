"""年报表样: the three statutory tables laid out as rows of cells that span.

The one description of which the web page, the desk's forms and every export are made. What stands in a cell for a
figure says the caller: a figure, a field to fill, a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import (
    ROWS,
    TABLE2_BLOCKS,
    TABLE2_CORNER,
    TABLE3_COLUMNS,
    TABLE3_CORNER,
    TABLE3_HEAD,
    TABLE3_ORGANISATIONS,
    TABLE4_COLUMNS,
    TABLE_NAMES,
    TABLES,
    Block,
    Cell,
    ReportTables,
    Row,
    Value,
)

Show = Callable[[Cell], Any]
LABEL_COLUMNS = 3
"""How many columns the labels of table three take, and the figures of table two."""
_CAPTIONS = {
    "table2": "{year}年主动公开政府信息情况",
    "table3": "{year}年收到和处理政府信息公开申请情况",
    "table4": "{year}年政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True)
class Box:
    """One printed cell; a head has a scope as HTML names it, a figure has none."""

    content: Any
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""

    @property
    def is_head(self) -> bool:
        return bool(self.scope)


Line = tuple[Box, ...]


@dataclass(frozen=True)
class Band:
    """Lines of figures under the heads that say what they count."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """A table; `labels` counts the columns at its left that hold labels."""

    key: str
    name: str
    caption: str
    bands: tuple[Band, ...]
    labels: int
    figures_centred: bool = True

    @property
    def row_groups(self) -> list[tuple[str, tuple[Line, ...]]]:
        """The lines by the element of HTML that holds them: heads that are not the whole table's stand in its body."""
        if len(self.bands) > 1:
            return [("tbody", (*band.head, *band.body)) for band in self.bands]
        return [("thead", self.bands[0].head), ("tbody", self.bands[0].body)]


def layouts(show: Show, *, year: int) -> dict[str, Layout]:
    """Return the three tables; `show` says what stands in a cell."""
    return {table: _layout(table, show, year) for table in TABLES}


def figures_of(tables: ReportTables) -> Show:
    """Return what shows the figures as they are printed."""
    return lambda cell: printed(tables.cells[cell])


def printed(value: Value) -> str:
    """Return a cell's figure as it is printed; a cell not given is blank."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def paragraphs(narrative: Mapping[str, str], key: str) -> list[str]:
    """Return the prose of a part or section, one paragraph for each of its lines."""
    return [line.strip() for line in narrative.get(key, "").splitlines() if line.strip()]


def _layout(table: str, show: Show, year: int) -> Layout:
    bands, labels = _BANDS[table](show)
    return Layout(
        key=table,
        name=TABLE_NAMES[table],
        caption=_CAPTIONS[table].format(year=year),
        bands=bands,
        labels=labels,
        figures_centred=table != "table2",
    )


def _figures(show: Show, table: str, row: Row, *, colspan: int = 1) -> Line:
    return tuple(Box(show(Cell(table, row.key, column.key)), colspan) for column in row.columns)


def _heads(*labels: str, colspan: int = 1) -> Line:
    return tuple(Box(label, colspan, scope="col") for label in labels)


def _table2(show: Show) -> tuple[tuple[Band, ...], int]:
    return tuple(_block(block, show) for block in TABLE2_BLOCKS), 1


def _block(block: Block, show: Show) -> Band:
    wide = LABEL_COLUMNS // len(block.columns)
    head = (
        (Box(block.heading, 1 + LABEL_COLUMNS, scope="rowgroup"),),
        (*_heads(TABLE2_CORNER), *_heads(*(column.label for column in block.columns), colspan=wide)),
    )
    rows = ((Box(row.label, scope="row"), *_figures(show, "table2", row, colspan=wide)) for row in block.rows)
    return Band(head, tuple(rows))


def _table3(show: Show) -> tuple[tuple[Band, ...], int]:
    natural_person, *kinds, total = (column.label for column in TABLE3_COLUMNS)
    head = (
        (Box(TABLE3_CORNER, LABEL_COLUMNS, 3, "col"), Box(TABLE3_HEAD, len(TABLE3_COLUMNS), scope="col")),
        (
            Box(natural_person, rowspan=2, scope="col"),
            Box(TABLE3_ORGANISATIONS, len(kinds), scope="col"),
            Box(total, rowspan=2, scope="col"),
        ),
        _heads(*kinds),
    )
    rows = ROWS["table3"]
    body = tuple((*_labels(at, rows), *_figures(show, "table3", row)) for at, row in enumerate(rows))
    return (Band(head, body),), LABEL_COLUMNS


def _labels(at: int, rows: tuple[Row, ...]) -> Iterator[Box]:
    """Yield the heads that begin in this row: the groups that open here, then the row's own label."""
    row = rows[at]
    before = rows[at - 1].groups if at else ()
    for depth, group in enumerate(row.groups, start=1):
        if before[:depth] != row.groups[:depth]:
            yield Box(group, rowspan=_height(row.groups[:depth], rows), scope="row")
    yield Box(row.label, LABEL_COLUMNS - len(row.groups), scope="row")


def _height(groups: tuple[str, ...], rows: tuple[Row, ...]) -> int:
    return sum(1 for row in rows if row.groups[: len(groups)] == groups)


def _table4(show: Show) -> tuple[tuple[Band, ...], int]:
    reconsideration, *suits = rows = ROWS["table4"]
    wide = len(TABLE4_COLUMNS)
    head = (
        (
            Box(reconsideration.label, wide, 2, "col"),
            Box(suits[0].groups[0], wide * len(suits), scope="col"),
        ),
        _heads(*(row.label for row in suits), colspan=wide),
        _heads(*(column.label for _ in rows for column in TABLE4_COLUMNS)),
    )
    body = (tuple(box for row in rows for box in _figures(show, "table4", row)),)
    return (Band(head, body),), 0


_BANDS: dict[str, Callable[[Show], tuple[tuple[Band, ...], int]]] = {
    "table2": _table2,
    "table3": _table3,
    "table4": _table4,
}

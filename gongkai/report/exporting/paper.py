"""年报公文: a report as a paper, for PDF and DOCX, and as sheets, for XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.law.report_form import FEE, PARTS, SOURCE, TABLES, describe, title
from gongkai.papers.paper import Heading, Paper, Prose
from gongkai.papers.tables import POINTS, Row, Size, SpannedTable, TableCell, TablePart
from gongkai.papers.workbook import TableSheet, TextSheet
from gongkai.report.layout import Box, Layout, Line, layouts, paragraphs
from gongkai.report.reading import Reading

_WIDTHS: dict[str, tuple[float, ...]] = {
    "table2": (48, 36, 36, 36),
    "table3": (9.5, 15, 44, *[12.5] * 7),
    "table4": (10.4,) * 15,
}
"""Millimetres, 156 together."""
_SIZES: tuple[Size, ...] = ("小五", "六号", "七号")
_DIGIT = 0.2
"""Millimetres that a digit takes for every point of its size."""
_EXPLAINED = (
    "填写说明",
    f"表二至表四采用{SOURCE}规定的格式。",
    "表三各列的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。",
    "空白的单元格是没有提供的数，不作零计。",
    f"{describe(FEE)}以万元为单位，其余单元格为整数。",
)


def paper_of(reading: Reading) -> Paper:
    """Return the report as a paper; the reading names office and year."""
    office, year = reading.office or "", reading.year or 0
    return Paper(
        office=office,
        title=title(office=office, year=year),
        parts=tuple(_parts(reading, _tables(_laid(reading)))),
        signed=reading.signed_date,
    )


def sheets_of(reading: Reading) -> tuple[TextSheet | TableSheet, ...]:
    """Return the prose as a sheet, then each table as one, then what a reader must know of them."""
    laid = _laid(reading)
    tables = _tables(laid)
    return (
        _prose_sheet(paper_of(reading)),
        *(
            TableSheet(name=laid[key].name, caption=laid[key].caption, table=tables[key], labels=laid[key].labels)
            for key in TABLES
        ),
        TextSheet(name="说明", lines=(*_EXPLAINED, *reading.notes)),
    )


def _prose_sheet(paper: Paper) -> TextSheet:
    parts = [part for part in paper.parts if isinstance(part, Heading | Prose)]
    return TextSheet(
        name="正文",
        lines=tuple(filter(None, (paper.title, *(part.text for part in parts), paper.office, paper.day))),
        heads=frozenset(part.text for part in parts if isinstance(part, Heading)),
    )


def _laid(reading: Reading) -> dict[str, Layout]:
    return layouts(lambda cell: reading.tables.cells[cell], year=reading.year or 0)


def _tables(laid: Mapping[str, Layout]) -> dict[str, SpannedTable]:
    return {key: _table(layout) for key, layout in laid.items()}


def _parts(reading: Reading, tables: Mapping[str, SpannedTable]) -> Iterator[Heading | Prose | SpannedTable]:
    if reading.correction:
        yield Heading(text="更正说明")
        yield from (Prose(text=line) for line in reading.correction.splitlines())
    for part in PARTS:
        yield Heading(text=part.heading)
        yield from _prose(reading, part.key)
        if part.key in tables:
            yield tables[part.key]
        for section in part.sections:
            yield Heading(text=section.heading, level=2)
            yield from _prose(reading, section.key)


def _prose(reading: Reading, key: str) -> Iterator[Prose]:
    return (Prose(text=text) for text in paragraphs(reading.narrative, key))


def _table(layout: Layout) -> SpannedTable:
    parts = tuple(TablePart(head=_rows(band.head), body=_rows(band.body)) for band in layout.bands)
    widths = _WIDTHS[layout.key]
    size: Size = "五号" if len(parts) > 1 else _size(parts, room=widths[-1] - 1)
    return SpannedTable(parts=parts, widths=widths, size=size)


def _rows(lines: tuple[Line, ...]) -> tuple[Row, ...]:
    return tuple(tuple(_cell(box) for box in line) for line in lines)


def _cell(box: Box) -> TableCell:
    is_label = box.scope == "row"
    return TableCell(
        value=box.content,
        colspan=box.colspan,
        rowspan=box.rowspan,
        is_head=box.is_head and not is_label,
        is_left=is_label and box.rowspan == 1,
    )


def _size(parts: tuple[TablePart, ...], *, room: float) -> Size:
    """Return the largest type in which every figure stands on one line of so many millimetres."""
    figures = [cell.text for part in parts for row in part.body for cell in row if not isinstance(cell.value, str)]
    longest = max(map(len, figures))
    return next((size for size in _SIZES if longest * POINTS[size] * _DIGIT <= room), _SIZES[-1])

"""长文的 Word 文档: a paper with real headings, merged cells and table heads that Word repeats on every page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT

from .letter import signature_length
from .paper import Heading, Paper, Prose
from .recipes import word
from .recipes.letter import SIGNATURES
from .recipes.word import add_style, add_text, element
from .storable import storable
from .tables import POINTS, Place, SpannedTable, grid

TWIPS = 56.7
"""Twentieths of a point in a millimetre."""
MARGINS = (("top", "34"), ("left", "28"), ("bottom", "34"), ("right", "28"))
"""What stays free within a cell, in twentieths of a point."""


def paper_docx(paper: Paper, *, at: datetime) -> bytes:
    """Return the paper as an editable Word document, made at that moment."""
    document = word.new_document()
    _add_styles(document)
    for line in paper.title_lines:
        add_text(document, storable(line), "Title")
    add_text(document, "", "标题后空行")
    for part in paper.parts:
        _add(part, document)
    _add_signature(document, paper)
    word.add_page_numbers(document.sections[0])
    _set_properties(document.core_properties, paper, at)
    return word.saved(document)


def _add_styles(document: Any) -> None:
    word.restyle(document, "Title", family=word.TITLE, size=22, pitch=34, alignment=word.CENTER, keep_with_next=True)
    word.restyle(document, "Heading 1", family=word.HEI, first_line_indent=2, keep_with_next=True)
    word.restyle(document, "Heading 2", family=word.KAI, first_line_indent=2, keep_with_next=True)
    add_style(document, "标题后空行", pitch=16, keep_with_next=True)
    add_style(document, "表后空行", size=10.5, pitch=13)
    add_style(document, "正文段", first_line_indent=2)
    for size, points in POINTS.items():
        add_style(document, f"表格{size}", size=points, pitch=points * 1.3)
        add_style(document, f"表头{size}", family=word.HEI, size=points, pitch=points * 1.3)
    for name, (left, right) in SIGNATURES.items():
        style = add_style(document, f"落款（{name}）", alignment=word.CENTER, keep_with_next=True)
        word.indent(style, left=left, right=right)
    add_style(document, "落款前空行", keep_with_next=True)
    add_style(document, "单页码", family=word.SONG, size=14, pitch=16, alignment=word.RIGHT, right_indent=1)
    add_style(document, "双页码", family=word.SONG, size=14, pitch=16, left_indent=1)


def _set_properties(properties: Any, paper: Paper, at: datetime) -> None:
    properties.title = storable(paper.title)[:255]
    properties.author = properties.last_modified_by = storable(paper.office)[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = at


def _add_signature(document: Any, paper: Paper) -> None:
    style = f"落款（{signature_length(paper.signers)}）"
    add_text(document, "", "落款前空行")
    for line in filter(None, (*paper.signers, paper.day)):
        add_text(document, storable(line), style)


def _add(part: Heading | Prose | SpannedTable, document: Any) -> None:
    if isinstance(part, SpannedTable):
        _add_table(part, document)
    elif isinstance(part, Heading):
        add_text(document, storable(part.text), f"Heading {part.level}")
    else:
        add_text(document, storable(part.text), "正文段")


def _add_table(table: SpannedTable, document: Any) -> None:
    """Add the table, kept on one page where it fits; heads that are not the whole table's cannot be repeated in Word."""
    made = word.add_table(document, table.widths)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made._tbl.tblPr.insert_element_before(_margins(), "w:tblLook")
    repeated = len(table.parts[0].head) if len(table.parts) == 1 else 0
    lines = grid(table.rows)
    for at, line in enumerate(lines):
        made._tbl.append(_row(line, table, is_repeated=at < repeated, is_kept=at < len(lines) - 1))
    add_text(document, "", "表后空行")


def _margins() -> Any:
    margins = element("w:tblCellMar")
    margins.extend(element(f"w:{side}", w=width, type="dxa") for side, width in MARGINS)
    return margins


def _row(line: list[Place], table: SpannedTable, *, is_repeated: bool, is_kept: bool) -> Any:
    row, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_repeated:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    row.extend(_cell(place, table, is_kept=is_kept) for place in line)
    return row


def _cell(place: Place, table: SpannedTable, *, is_kept: bool) -> Any:
    cell, made, properties = place.cell, element("w:tc"), element("w:tcPr")
    width = sum(table.widths[place.left : place.left + cell.colspan])
    properties.append(element("w:tcW", w=str(round(width * TWIPS)), type="dxa"))
    if cell.colspan > 1:
        properties.append(element("w:gridSpan", val=str(cell.colspan)))
    if cell.rowspan > 1:
        properties.append(element("w:vMerge", val="restart" if place.is_first else "continue"))
    properties.append(element("w:vAlign", val="center"))
    made.extend((properties, _paragraph(place, table, is_kept=is_kept)))
    return made


def _paragraph(place: Place, table: SpannedTable, *, is_kept: bool) -> Any:
    cell, made, properties = place.cell, element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=f"{'表头' if cell.is_head else '表格'}{table.size}"))
    if is_kept:
        properties.append(element("w:keepNext"))
    if not cell.is_left:
        properties.append(element("w:jc", val="center"))
    made.append(properties)
    if place.is_first and cell.text:
        run, words = element("w:r"), element("w:t")
        words.text = storable(cell.text)
        run.append(words)
        made.append(run)
    return made

"""Word 模板的零件: pages, styles and rows in official layout, of which the recipes make the templates.

Sizes are those of 《党政机关公文格式》(GB/T 9704-2012): 三号 16 pt, 22 rows of 28 characters in 156 mm by 225 mm.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CHARACTER = 15.79
ROW = 28.95
TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
TIGHTER = "-5"
"""Twentieths of a point between characters: 28 of 三号 fill 156 mm. A character grid would do it too, but not in every office program."""
LATIN = "Times New Roman"
LEFT, RIGHT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def new_document() -> Any:
    """Return an empty document of A4 with the margins, the grid and the body style of an official paper."""
    document = Document()
    _set_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    normal = document.styles["Normal"]
    _set_font(normal, BODY, 16)
    _set_rows(normal, ROW)
    _set_language(document.styles.element)
    for name in ("author", "comments", "title", "last_modified_by"):
        setattr(document.core_properties, name, "")
    return document


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(23)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    section._sectPr.append(element("w:docGrid", type="lines", linePitch=str(round(ROW * 20))))


def _set_language(styles: Any) -> None:
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_font(style: Any, family: str, size: float) -> None:
    """Set the font for Chinese too: `font.name` alone leaves w:eastAsia to the default."""
    style.font.name, style.font.size = LATIN, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)
    tightness = element("w:spacing", val=TIGHTER if size == 16 else "0")
    style.element.rPr.insert_element_before(tightness, "w:w", "w:kern", "w:position", "w:sz")


def _set_rows(style: Any, pitch: float) -> None:
    """Set the distance of the rows; figures stand as close to Chinese as Chinese does, or a row would not hold 28."""
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.widow_control = True
    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        properties.insert_element_before(element(name, val="0"), "w:spacing")


def add_style(
    document: Any, name: str, *, family: str = BODY, size: float = 16, pitch: float = ROW, **form: Any
) -> Any:
    """Add a paragraph style; `form` are properties of its paragraph format, indents counted in characters."""
    style = document.styles.add_style(name, 1)
    style.base_style = document.styles["Normal"]
    return _dressed(style, family=family, size=size, pitch=pitch, **form)


def restyle(document: Any, name: str, *, family: str, size: float = 16, pitch: float = ROW, **form: Any) -> Any:
    """Give a heading of Word's own the look of an official paper; its level in the outline stays."""
    style = document.styles[name]
    level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for properties in (style.element.rPr, style.element.pPr):
        style.element.remove(properties)
    _dressed(style, family=family, size=size, pitch=pitch, **form)
    if level is not None:
        style.element.pPr.append(level)
    return style


def _dressed(style: Any, *, family: str, size: float, pitch: float, **form: Any) -> Any:
    _set_font(style, family, size)
    _set_rows(style, pitch)
    for key, value in form.items():
        setattr(style.paragraph_format, key, Pt(value * CHARACTER) if key.endswith("indent") else value)
    return style


def indent(style: Any, *, left: float, right: float) -> None:
    """Keep so many characters free at either side."""
    style.paragraph_format.left_indent = Pt(left * CHARACTER)
    style.paragraph_format.right_indent = Pt(right * CHARACTER)


def add_frame(style: Any) -> None:
    """Draw a line around the paragraphs of the style; neighbours share one frame."""
    frame = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        frame.append(element(f"w:{side}", val="single", sz="4", space="4", color="auto"))
    style.element.get_or_add_pPr().insert_element_before(frame, "w:autoSpaceDE")


def add_text(place: Any, text: str, style: str | None = None) -> Any:
    """Add a paragraph to a document, header or cell, keeping every space in it."""
    paragraph = place.add_paragraph(style=style)
    paragraph.add_run(text)
    for node in paragraph._p.iter(qn("w:t")):
        node.set(qn("xml:space"), "preserve")
    return paragraph


def set_cell(cell: Any, *texts: str, style: str) -> None:
    for text in texts:
        add_text(cell, text, style)
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def add_table(document: Any, widths: tuple[float, ...], *, style: str = "Table Grid") -> Any:
    """Add a bordered table without rows; widths are millimetres."""
    table = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def add_row(table: Any, *texts: str, styles: tuple[str, ...], height: float = 0) -> Any:
    """Add a row; fewer texts than columns: the last one takes the rest of the line."""
    row = table.add_row()
    cells = list(row.cells)
    if len(texts) < len(cells):
        cells[len(texts) - 1].merge(cells[-1])
    for cell, text, style in zip(cells, texts, styles, strict=False):
        set_cell(cell, text, style=style)
        cell.vertical_alignment = 1
    if height:
        row.height = Mm(height)
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    return row


def add_tag(table: Any, tag: str) -> None:
    """Add a row that only holds a tag of the template and vanishes with it."""
    add_row(table, f"{{%tr {tag} %}}", styles=("栏值",))


def repeat_as_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def add_page_numbers(section: Any) -> None:
    """Number the pages — 1 —, odd ones at the right and even ones at the left, one character from the edge (7.5)."""
    for footer, style in ((section.footer, "单页码"), (section.even_page_footer, "双页码")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = style
        paragraph.add_run("— ")
        for kind in ("begin", "", "end"):
            run = paragraph.add_run()
            run._r.append(element("w:fldChar", fldCharType=kind) if kind else _page_field())
        paragraph.add_run(" —")


def _page_field() -> Any:
    field = element("w:instrText")
    field.text = "PAGE"
    return field


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()

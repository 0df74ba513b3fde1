"""letter.docx 的做法: the template of official letters, which an office may replace by its own.

`python -m gongkai.papers.recipes.letter` writes it anew.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE

from gongkai.papers.filling import DATA, FITTED

from . import word
from .word import add_row, add_style, add_table, add_tag, add_text, set_cell

TEXT_WIDTH = 156.0


def letter_template() -> bytes:
    document = word.new_document()
    _add_styles(document)
    _add_head(document)
    _add_blocks(document)
    _add_enclosures(document)
    _add_signature(document)
    _add_slip(document)
    word.add_page_numbers(document.sections[0])
    return word.saved(document)


def _add_styles(document: Any) -> None:
    add_style(document, "公文标题", family=word.TITLE, size=22, pitch=34, alignment=word.CENTER, keep_with_next=True)
    add_style(document, "居中", alignment=word.CENTER)
    add_style(document, "正文段", first_line_indent=2)
    add_style(document, "末段", first_line_indent=2, keep_with_next=True)
    add_style(document, "一级标题", family=word.HEI, first_line_indent=2, keep_with_next=True)
    add_style(document, "二级标题", family=word.KAI, first_line_indent=2, keep_with_next=True)
    word.add_frame(add_style(document, "引文", family=word.KAI, first_line_indent=2))
    add_style(document, "附件单件", left_indent=5, first_line_indent=-3, keep_with_next=True)
    add_style(document, "附件首件", left_indent=6.2, first_line_indent=-4.2, keep_with_next=True)
    add_style(document, "附件后件", left_indent=6.2, first_line_indent=-1.2, keep_with_next=True)
    document.styles.add_style(FITTED, WD_STYLE_TYPE.TABLE).base_style = document.styles["Table Grid"]
    for name, (left, right) in SIGNATURES.items():
        style = add_style(document, f"落款（{name}）", alignment=word.CENTER, keep_with_next=True)
        word.indent(style, left=left, right=right)
    add_style(document, "落款前空行", keep_with_next=True)
    add_style(document, "栏值", size=12, pitch=18)
    add_style(document, "栏目", family=word.HEI, size=12, pitch=18, alignment=word.CENTER)
    add_style(document, "单页码", family=word.SONG, size=14, pitch=16, alignment=word.RIGHT, right_indent=1)
    add_style(document, "双页码", family=word.SONG, size=14, pitch=16, left_indent=1)
    add_style(document, "草稿", family=word.HEI, size=14, pitch=16)


SIGNATURES = {"短": (14.0, 4.0), "中": (9.0, 2.0), "长": (1.0, 2.0)}
"""Characters left free at either side of the signature, by the length of the office's name; the date stands centred under it."""


def _add_head(document: Any) -> None:
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = "草稿"
        header.paragraphs[0].add_run("{% if is_draft %}草稿，未签发{% endif %}")
    _add_lines(document, "line in title_lines", "{{ line }}", "公文标题")
    add_text(document, "{%p if number %}")
    add_text(document, "{{ number }}", "居中")
    add_text(document, "{%p endif %}")
    add_text(document, "")
    add_text(document, "{{ addressee }}：")


def _add_lines(place: Any, each: str, text: str, style: str) -> None:
    add_text(place, f"{{%p for {each} %}}")
    add_text(place, text, style)
    add_text(place, "{%p endfor %}")


def _add_blocks(document: Any) -> None:
    add_text(document, "{%p for part in blocks %}")
    add_text(document, "{%p if part.kind == 'table' %}")
    _add_ruled(document)
    add_text(document, "{%p elif part.kind == 'box' %}")
    _add_lines(document, "line in part.lines", "{{ line }}", "引文")
    for condition, style in (
        ("part.kind == 'heading' and part.is_minor", "二级标题"),
        ("part.kind == 'heading'", "一级标题"),
        ("loop.last", "末段"),
    ):
        add_text(document, f"{{%p elif {condition} %}}")
        add_text(document, "{{ part.text }}", style)
    add_text(document, "{%p else %}")
    add_text(document, "{{ part.text }}", "正文段")
    add_text(document, "{%p endif %}")
    add_text(document, "{%p endfor %}")


def _add_ruled(document: Any) -> None:
    table = add_table(document, (TEXT_WIDTH / 3,) * 3, style=FITTED)
    for rows, style in (("part.head", "栏目"), ("part.rows", "栏值")):
        add_tag(table, f"for cells in {rows}")
        row = add_row(table, "{%tc for cell in cells %}", "{{ cell }}", "{%tc endfor %}", styles=(style,) * 3)
        if style == "栏目":
            word.repeat_as_head(row)
        add_tag(table, "endfor")


def _add_enclosures(document: Any) -> None:
    add_text(document, "{%p if enclosures %}")
    add_text(document, "", "落款前空行")
    add_text(document, "{%p endif %}")
    add_text(document, "{%p for each in enclosures %}")
    add_text(document, "{%p if loop.length == 1 %}")
    add_text(document, "附件：{{ each.name }}", "附件单件")
    add_text(document, "{%p elif loop.first %}")
    add_text(document, "附件：{{ each.mark }}\t{{ each.name }}", "附件首件")
    add_text(document, "{%p else %}")
    add_text(document, "{{ each.mark }}\t{{ each.name }}", "附件后件")
    add_text(document, "{%p endif %}")
    add_text(document, "{%p endfor %}")


def _add_signature(document: Any) -> None:
    add_text(document, "", "落款前空行")
    for name in SIGNATURES:
        add_text(document, f"{{%p if signature == '{name}' %}}")
        _add_lines(document, "name in signers", "{{ name }}", f"落款（{name}）")
        add_text(document, "{{ date }}", f"落款（{name}）")
        add_text(document, "{%p endif %}")
    add_text(document, "")
    for key, text in (("contact", "{{ contact }}"), ("note", "（{{ note }}）")):
        add_text(document, f"{{%p if {key} %}}")
        add_text(document, text, "正文段")
        add_text(document, "{%p endif %}")


def _add_slip(document: Any) -> None:
    add_text(document, "{%p if slip %}")
    add_text(document, "").paragraph_format.page_break_before = True
    _add_lines(document, "line in slip.title_lines", "{{ line }}", "公文标题")
    table = add_table(document, (38, TEXT_WIDTH - 38))
    add_tag(table, "for field in slip.fields")
    add_row(table, "{{ field[0] }}", "{{ field[1] }}", styles=("栏目", "栏值"), height=11)
    add_tag(table, "endfor")
    add_tag(table, "if slip.choices")
    row = add_row(table, "意　见", "", styles=("栏目", "栏值"))
    set_cell(row.cells[1], "{%p for choice in slip.choices %}", "□ {{ choice }}", "{%p endfor %}", style="栏值")
    add_row(table, "理　由", "", styles=("栏目", "栏值"), height=60)
    add_tag(table, "endif")
    row = add_row(table, "", styles=("栏值",), height=28)
    set_cell(row.cells[0], "签名（盖章）：　　　　　　　　　　", "　　　　年　　月　　日　　", style="栏值")
    for paragraph in row.cells[0].paragraphs:
        paragraph.alignment = word.RIGHT
    add_text(document, "填写后请交回：{{ office }}{% if contact %}（{{ contact }}）{% endif %}", "栏值")
    add_text(document, "{%p endif %}")


if __name__ == "__main__":
    (DATA / "letter.docx").write_bytes(letter_template())

"""form.docx 的做法: the template of boxed forms, which an office may replace by its own.

`python -m gongkai.papers.recipes.form` writes it anew.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from gongkai.papers.filling import DATA, FITTED

from . import word
from .word import add_row, add_style, add_table, add_tag, add_text, set_cell

WIDTH = 160.0
LABEL = 30.0
BOX = (WIDTH - 2 * LABEL) / 2
TICKS = "{% for tick in cell.ticks %}{% if tick[1] %}☑{% else %}□{% endif %}{{ tick[0] }}　{% endfor %}{{ cell.value }}"


def form_template() -> bytes:
    document = word.new_document()
    _set_margins(document.sections[0])
    _add_styles(document)
    _add_head(document)
    _add_boxes(document)
    _add_list(document)
    _add_signatures(document)
    add_text(document, "{%p if note %}")
    add_text(document, "注：{{ note }}", "栏注")
    add_text(document, "{%p endif %}")
    word.add_page_numbers(document.sections[0])
    return word.saved(document)


def _set_margins(section: Any) -> None:
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.left_margin, section.right_margin = Mm(28), Mm(22)
    section.footer_distance = Mm(12)


def _add_styles(document: Any) -> None:
    add_style(document, "表单机关", size=14, pitch=22, alignment=word.CENTER)
    add_style(document, "表单标题", family=word.TITLE, size=22, pitch=34, alignment=word.CENTER)
    add_style(document, "栏目", family=word.HEI, size=12, pitch=18, alignment=word.CENTER)
    add_style(document, "栏值", size=12, pitch=18)
    add_style(document, "栏注", size=10.5, pitch=16)
    add_style(document, "栏签名", size=12, pitch=18, alignment=word.RIGHT, right_indent=1)
    add_style(document, "二维码", size=12, pitch=18, alignment=word.RIGHT)
    document.styles["二维码"].paragraph_format.line_spacing = 1.0
    add_style(document, "单页码", family=word.SONG, size=14, pitch=16, alignment=word.RIGHT, right_indent=1)
    add_style(document, "双页码", family=word.SONG, size=14, pitch=16, left_indent=1)
    document.styles.add_style(FITTED, WD_STYLE_TYPE.TABLE).base_style = document.styles["Table Grid"]


def _add_head(document: Any) -> None:
    add_text(document, "{%p if qr %}")
    add_text(document, "{{ qr }}", "二维码")
    add_text(document, "{%p endif %}")
    add_text(document, "{{ office }}", "表单机关")
    add_text(document, "{%p for line in title_lines %}")
    add_text(document, "{{ line }}", "表单标题")
    add_text(document, "{%p endfor %}")
    add_text(document, "{%p if number %}")
    add_text(document, "编号：{{ number }}", "栏值")
    add_text(document, "{%p endif %}")


def _add_boxes(document: Any) -> None:
    """Add one row for each shape that a row may have: a heading, one box, two boxes."""
    add_text(document, "{%p if rows %}")
    table = add_table(document, (LABEL, BOX, LABEL, BOX))
    add_tag(table, "for row in rows")
    add_tag(table, "if row.section")
    add_row(table, "{{ row.section }}", styles=("栏目",))
    add_tag(table, "elif row.cells|length == 1")
    add_row(table, "{{ row.cells[0].label }}", _value(0), styles=("栏目", "栏值"), height=9)
    add_tag(table, "else")
    texts = ("{{ row.cells[0].label }}", _value(0), "{{ row.cells[1].label }}", _value(1))
    add_row(table, *texts, styles=("栏目", "栏值", "栏目", "栏值"), height=9)
    add_tag(table, "endif")
    add_tag(table, "endfor")
    add_text(document, "{%p endif %}")


def _value(place: int) -> str:
    return f"{{% set cell = row.cells[{place}] %}}{TICKS}"


def _add_list(document: Any) -> None:
    add_text(document, "{%p if table %}")
    table = add_table(document, (WIDTH / 3,) * 3, style=FITTED)
    head = ("{%tc for cell in table.head %}", "{{ cell }}", "{%tc endfor %}")
    word.repeat_as_head(add_row(table, *head, styles=("栏目",) * 3))
    add_tag(table, "for cells in table.rows")
    add_row(table, "{%tc for cell in cells %}", "{{ cell }}", "{%tc endfor %}", styles=("栏值",) * 3)
    add_tag(table, "endfor")
    add_text(document, "{%p endif %}")


def _add_signatures(document: Any) -> None:
    add_text(document, "{%p if signatures %}")
    table = add_table(document, (LABEL, WIDTH - LABEL))
    add_tag(table, "for each in signatures")
    row = add_row(table, "{{ each.label }}", "", styles=("栏目", "栏值"), height=24)
    set_cell(row.cells[1], "{{ each.text }}", style="栏值")
    add_text(row.cells[1], "{{ each.signer }}：{{ each.name }}　　　　　{{ each.on }}", "栏签名")
    add_tag(table, "endfor")
    add_text(document, "{%p endif %}")


if __name__ == "__main__":
    (DATA / "form.docx").write_bytes(form_template())

"""工作簿: 数字是数字，文字从不成为公式，合并单元格、冻结窗格、打印标题，A4 一页宽."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.papers.ledger import CELL_LIMIT
from gongkai.papers.tables import SpannedTable, TableCell, TablePart
from gongkai.papers.workbook import TableSheet, TextSheet, workbook_xlsx

AT = datetime(2025, 1, 17, 9, 30, tzinfo=UTC)
HEAD = ((TableCell(value="项目", rowspan=2, is_head=True), TableCell(value="数", colspan=2, is_head=True)),)
HEAD += ((TableCell(value="件", is_head=True), TableCell(value="万元", is_head=True)),)
LONG = "本年收到的政府信息公开申请数量"
BODY = ((TableCell(value=LONG, is_left=True), TableCell(value=12), TableCell(value=Decimal("3.40"))),)
BODY += ((TableCell(value="=1+1", is_left=True), TableCell(value=None), TableCell(value=0)),)
TABLE = SpannedTable(parts=(TablePart(head=HEAD, body=BODY),), widths=(20, 12, 12))


def opened(*sheets, title: str = "年度报告"):
    return load_workbook(io.BytesIO(workbook_xlsx(sheets, title=title, author="柳浪街道", at=AT)))


def table_sheet():
    return opened(TableSheet(name="表二", caption="表的名称", table=TABLE, labels=1))["表二"]


def text_sheet(*lines: str):
    return opened(TextSheet(name="正文", lines=lines, heads=frozenset({"一、"})))["正文"]


def test_figures_are_numbers_and_what_is_not_given_is_blank() -> None:
    sheet = table_sheet()

    assert [cell.value for cell in sheet[4]] == [LONG, 12, 3.4]
    assert [cell.value for cell in sheet[5]] == ["'=1+1", None, 0]
    assert [cell.data_type for cell in sheet[4]] == ["s", "n", "n"]


def test_cells_are_merged_boxed_and_centred() -> None:
    sheet = table_sheet()

    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:C1", "A2:A3", "B2:C2"}
    assert sheet["A3"].border.bottom.style == "thin"
    assert sheet["B2"].font.bold
    assert (sheet["A4"].alignment.horizontal, sheet["B4"].alignment.horizontal) == ("left", "center")


def test_heads_and_labels_stay_in_sight_and_are_printed_again() -> None:
    sheet = table_sheet()

    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.row_dimensions[4].height > sheet.row_dimensions[5].height


def test_a_line_longer_than_a_cell_is_kept_whole() -> None:
    sheet = text_sheet("标题", "甲" * (CELL_LIMIT + 10))

    assert "".join(row[0].value for row in sheet.rows) == "标题" + "甲" * (CELL_LIMIT + 10)


def test_title_and_heads_are_bold() -> None:
    sheet = text_sheet("标题", "一、", "正文。")

    assert [row[0].font.bold for row in sheet.rows] == [True, True, False]


def test_properties_say_what_it_is() -> None:
    properties = opened(TextSheet(name="正文", lines=("甲",)), title="2024年报").properties

    assert (properties.title, properties.creator, properties.created) == (
        "2024年报",
        "柳浪街道",
        AT.replace(tzinfo=None),
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t=", " ="])
def test_words_that_would_run_as_a_formula_stay_words(start: str) -> None:
    cell = text_sheet("标题", f"{start}HYPERLINK(A1)")["A2"]

    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=100))
def test_no_text_whatever_stops_a_workbook(text: str) -> None:
    table = SpannedTable(parts=(TablePart(head=(), body=((TableCell(value=text),),)),), widths=(20,))

    book = opened(TextSheet(name="正文", lines=(text,)), TableSheet(name="表二", caption=text, table=table), title=text)

    assert not [cell for sheet in book for row in sheet.rows for cell in row if cell.data_type == "f"]

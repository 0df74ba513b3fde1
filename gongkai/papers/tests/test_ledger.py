"""A ledger as a file: what a spreadsheet would run as a formula is a text, and Chinese opens as Chinese."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from gongkai.papers.ledger import ledger_csv, ledger_xlsx
from gongkai.papers.storable import storable

HEAD = ("序号", "申请内容")
AT = datetime(2026, 3, 2, 4, tzinfo=UTC)
DANGEROUS = {
    "等号": "=HYPERLINK(1)",
    "加号": "+1",
    "减号": "-1+1",
    "艾特": "@SUM(1)",
    "制表符": "\t=1",
    "回车": "\r=1",
    "换行": "\n=1",
    "全角等号": "＝1+1",
    "空格在前": " =1",
    "控制字符在前": "\x00=1",
}


def cells_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def cells_of_xlsx(data: bytes) -> list[tuple]:
    return list(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("text", DANGEROUS.values(), ids=DANGEROUS)
def test_a_formula_stays_a_text_in_csv(text):
    assert cells_of_csv(ledger_csv(HEAD, [("1", text)]))[1] == ["1", f"'{storable(text)}"]


@pytest.mark.parametrize("text", DANGEROUS.values(), ids=DANGEROUS)
def test_a_formula_stays_a_text_in_a_workbook(text):
    sheet = load_workbook(io.BytesIO(ledger_xlsx(HEAD, [("1", text)], title="台账", at=AT))).worksheets[0]

    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].value.startswith("'")


@pytest.mark.parametrize("text", ["2026-0001", "某某路（2024年）", "a=b", " 开头有空格", "", "0"])
def test_other_texts_stay_as_they_are(text):
    assert cells_of_csv(ledger_csv(HEAD, [("1", text)]))[1] == ["1", text]


def test_csv_begins_with_a_mark_and_ends_lines_as_spreadsheets_do():
    data = ledger_csv(HEAD, [("1", "申请，含逗号\n两行")])

    assert data.startswith("\ufeff序号".encode())
    assert data.endswith(b"\r\n")
    assert cells_of_csv(data)[1][1] == "申请，含逗号\n两行"


def test_workbook_has_title_head_and_rows_and_prints_across():
    data = ledger_xlsx(HEAD, [("1", "征收补偿协议"), ("2", "会议纪要")], title="申请台账（2026年）", at=AT)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]

    assert [row[0].value for row in sheet.rows] == ["申请台账（2026年）", "序号", "1", "2"]
    assert cells_of_xlsx(data)[2:] == [("1", "征收补偿协议"), ("2", "会议纪要")]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")


def test_characters_that_no_workbook_holds_are_left_out():
    assert cells_of_xlsx(ledger_xlsx(HEAD, [("1", "甲\x00\x0b乙\ud800")], title="台账", at=AT))[2] == ("1", "甲乙")
    assert cells_of_csv(ledger_csv(HEAD, [("1", "甲\x00\ud800乙")]))[1] == ["1", "甲乙"]


@pytest.mark.parametrize("title", ["台账（状态：[全部]*?/\\:）", "台" * 200], ids=["不许用的字符", "过长"])
def test_any_title_names_a_sheet(title):
    assert cells_of_xlsx(ledger_xlsx(HEAD, [], title=title, at=AT))[0][0] == title

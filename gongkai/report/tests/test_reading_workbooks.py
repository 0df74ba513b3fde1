"""读工作簿: 任何单位的 XLSX，合并单元格照样读；不是工作簿的、损坏的说明原因."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from gongkai.law.report_form import Cell, ReportTables, zero_tables
from gongkai.report.reading import ReportNotReadable, file_text, read_file
from gongkai.report.reading.workbooks import read_xlsx
from gongkai.report.tests import printed, reports
from gongkai.report.tests.test_reading_documents import zipped

TITLE = f"{reports.OFFICE}{reports.YEAR}年政府信息公开工作年度报告"


def put(sheet, boxes: list[printed.Box], *, top: int = 1, as_numbers: bool = True) -> None:
    """Write the boxes as another program's user does: cells merged, figures as numbers or as texts."""
    for box in boxes:
        value = box.text
        if as_numbers and value.replace(".", "").isdecimal():
            value = float(value) if "." in value else int(value)
        row, column = top + box.top, 1 + box.left
        sheet.cell(row, column, value)
        if box.height + box.width > 2:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + box.height - 1, end_column=column + box.width - 1
            )


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def three_sheets(tables: ReportTables, *, as_numbers: bool) -> bytes:
    """The tables on sheets of their own, under the title of the report."""
    book = Workbook()
    book.active["A1"] = TITLE
    for name, boxes in zip("二三四", (printed.boxes2, printed.boxes3, printed.boxes4), strict=True):
        put(book.create_sheet(f"表{name}"), boxes(tables), top=2, as_numbers=as_numbers)
    return saved(book)


def one_sheet(tables: ReportTables, *, as_numbers: bool) -> bytes:
    """The whole report on one sheet, prose and tables below each other."""
    book = Workbook()
    sheet, prose = book.active, reports.narrative(tables)
    sheet["A1"] = TITLE
    before = ["一、总体情况", prose["overview"], "（一）主动公开情况", *prose["proactive"].splitlines()]
    for line in before:
        sheet.append([line])
    heads = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
    for head, boxes in zip(heads, (printed.boxes2, printed.boxes3, printed.boxes4), strict=True):
        sheet.append([head])
        put(sheet, boxes(tables), top=sheet.max_row + 1, as_numbers=as_numbers)
    for line in ("五、存在的主要问题及改进情况", "（一）存在的问题", prose["problems"], reports.OFFICE):
        sheet.append([line])
    sheet.append([date(2025, 1, 17)])
    return saved(book)


@pytest.mark.parametrize("as_numbers", [True, False], ids=["数字", "文字"])
@pytest.mark.parametrize("shape", [three_sheets, one_sheet], ids=["每表一页", "全在一页"])
def test_every_cell_of_a_foreign_workbook_is_read(shape, as_numbers: bool) -> None:
    tables = reports.example_tables()

    reading = read_xlsx(shape(tables, as_numbers=as_numbers))

    assert reading.tables == tables
    assert (reading.office, reading.year, reading.form) == (reports.OFFICE, reports.YEAR, "2021")
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())


def test_prose_and_date_beside_the_tables_are_read() -> None:
    tables = reports.example_tables()

    reading = read_xlsx(one_sheet(tables, as_numbers=True))

    assert reading.narrative["proactive"] == reports.narrative(tables)["proactive"]
    assert reading.narrative["problems"].splitlines()[0] == reports.narrative(tables)["problems"]
    assert reading.signed_date == date(2025, 1, 17)


def test_blank_and_odd_cells_are_told_not_guessed() -> None:
    tables = reports.example_tables()
    gap = Cell("table3", "granted", "company")
    book = Workbook()
    sheet = book.active
    put(sheet, printed.boxes3(tables.replace({gap: None})))
    sheet["D4"] = "若干"

    reading = read_xlsx(saved(book))

    assert reading.tables.cells[gap] is None
    assert reading.tables.cells[Cell("table3", "new", "natural_person")] is None
    assert [odd.text for odd in reading.odd_cells] == ["若干"]
    assert "table2" in reading.missing


def test_hidden_sheets_are_not_the_report() -> None:
    book = Workbook()
    put(book.active, printed.boxes2(zero_tables()))
    old = book.create_sheet("上年")
    put(old, printed.boxes2(reports.example_tables()))
    old.sheet_state = "hidden"

    assert read_xlsx(saved(book)).tables.value("table2", "permits", "decisions") == 0


def test_file_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "年报.docx"
    file.write_bytes(three_sheets(zero_tables(), as_numbers=True))

    assert read_file(file).tables == zero_tables()
    assert TITLE in file_text(file)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"xl/workbook.xml": "<w"}), "XLSX文件已损坏"),
        (zipped({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), "XLSX文件已损坏"),
        (b"\xd0\xcf\x11\xe0....", r"旧版 Office 文件（如 .doc、.xls、.wps）"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (saved(Workbook()), "不是可识别的年度报告"),
    ],
    ids=["内容残缺", "缺少部件", "旧版工作簿", "有密码", "空工作簿"],
)
def test_workbook_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "年报.xlsx"
    file.write_bytes(data)

    with pytest.raises(ReportNotReadable, match=said) as refusal:
        read_file(file)

    assert str(refusal.value).endswith("。")


def test_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "年报.xlsx"
    file.write_bytes(three_sheets(zero_tables(), as_numbers=True)[:-900])

    with pytest.raises(ReportNotReadable, match="已损坏"):
        read_file(file)

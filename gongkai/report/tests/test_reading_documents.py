"""读文档: Word documents and web pages that other programs made are read cell by cell; what is damaged is refused or told."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import Cell, ReportTables, zero_tables
from gongkai.report.reading import ReportNotReadable, read_html
from gongkai.report.reading.documents import read_docx
from gongkai.report.tests import printed, reports


@pytest.mark.parametrize("shape", printed.PAGES.values(), ids=printed.PAGES.keys())
def test_every_cell_of_a_foreign_page_is_read(shape) -> None:
    tables = reports.example_tables()

    reading = read_html(shape(tables))

    assert reading.tables == tables
    assert (reading.office, reading.year, reading.form) == (reports.OFFICE, reports.YEAR, "2021")
    assert reading.narrative == reports.narrative(tables)
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())
    assert str(reading.signed_date) == "2025-01-17"


@settings(max_examples=12, deadline=None)
@given(tables=reports.valid_tables(), name=st.sampled_from(sorted(printed.PAGES)))
def test_any_valid_report_on_a_foreign_page_reads_back_equal(tables: ReportTables, name: str) -> None:
    assert read_html(printed.PAGES[name](tables)).tables == tables


def test_document_with_merged_cells_is_read_whole() -> None:
    tables = reports.example_tables()

    reading = read_docx(printed.document(tables))

    assert reading.tables == tables
    assert (reading.office, reading.year, reading.form) == (reports.OFFICE, reports.YEAR, "2021")
    assert reading.narrative == reports.narrative(tables)
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())


@settings(max_examples=5, deadline=None)
@given(tables=reports.valid_tables())
def test_any_valid_report_as_a_document_reads_back_equal(tables: ReportTables) -> None:
    assert read_docx(printed.document(tables)).tables == tables


def test_empty_cell_of_a_document_is_null_in_its_own_place() -> None:
    gap = Cell("table3", "rejected_repeat", "welfare")
    tables = reports.example_tables().replace({gap: None})

    reading = read_docx(printed.document(tables))

    assert reading.tables == tables
    assert reading.missing == ("table3.rejected_repeat.welfare",)


def test_text_that_a_tracked_change_deleted_is_not_read() -> None:
    paper = docx.Document(BytesIO(printed.document(zero_tables())))
    cell = next(cell for row in paper.tables[0].rows for cell in row.cells if cell.text == "0")
    printed.struck(cell.paragraphs[0], "9")

    assert read_docx(printed.saved(paper)).tables == zero_tables()


def test_heads_that_the_word_processor_numbers_are_known_without_their_ordinal() -> None:
    paper = docx.Document(BytesIO(printed.document(zero_tables())))
    for paragraph in paper.paragraphs:
        paragraph.text = paragraph.text.removeprefix("一、").removeprefix("（二）").removeprefix("五、")

    reading = read_docx(printed.saved(paper))

    assert reading.narrative == reports.narrative(zero_tables())


def test_document_whose_cells_stand_in_content_controls_is_read() -> None:
    paper = docx.Document(BytesIO(printed.document(reports.example_tables())))
    for table in paper.tables:
        for paragraph in list(table._tbl.iter("{*}p")):
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            paragraph.addprevious(control)
            control.append(content)
            content.append(paragraph)

    assert read_docx(printed.saved(paper)).tables == reports.example_tables()


def test_document_with_flattened_tables_is_read_from_its_lines() -> None:
    paper = docx.Document()
    for line in reports.whole_text(reports.example_tables()).splitlines():
        paper.add_paragraph(line)

    assert read_docx(printed.saved(paper)).tables == reports.example_tables()


def test_table_four_with_its_blocks_below_each_other_is_read() -> None:
    tables = reports.example_tables()
    heads = "".join(f"<td>{head}</td>" for head in ("类别", *printed.OUTCOMES))
    rows = ("reconsideration", "行政复议"), ("litigation_direct", "未经复议直接起诉")
    rows += (("litigation_after_reconsideration", "复议后起诉"),)
    body = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{value}</td>' for value in tables.row('table4', row))}</tr>"
        for row, label in rows
    )

    reading = read_html(f"<table><tr>{heads}</tr>{body}</table>")

    assert reading.as_json()["table4"] == tables.as_json()["table4"]


def test_heads_of_table_four_without_figures_are_said() -> None:
    heads = printed.spanned([box for box in printed.boxes4(zero_tables()) if box.top < 3])

    reading = read_html(f"<table><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>{heads}")

    assert reading.as_json()["table4"] is None
    assert any("表四" in note for note in reading.notes)


def zipped(files: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04....", "DOCX文件已损坏"),
        (printed.document(zero_tables())[:-900], "DOCX文件已损坏"),
        (zipped({"甲.txt": "甲"}), "没有 DOCX 文档"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "不是 DOCX 文档"),
        (zipped({"word/document.xml": "<w"}), "DOCX文件已损坏"),
    ],
    ids=["残片", "截断", "普通压缩包", "表格文件", "内容残缺"],
)
def test_archive_that_is_no_document_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReportNotReadable, match=said) as refusal:
        read_docx(data)

    assert str(refusal.value).endswith("。")

"""年报导出: 网页、Word、PDF、Excel、JSON 同一份版式，数字和文字读回来相同；没有的数仍然空着."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.law.report_form import CELLS, FEE, FORM, Cell, ReportTables, zero_tables
from gongkai.papers.tests.fonts import needs_fonts
from gongkai.report.exporting import EXPORTS, as_docx, as_json, as_pdf, as_xlsx
from gongkai.report.reading import Reading, file_text, read_file, read_html, read_text
from gongkai.report.reading.data import read_json
from gongkai.report.reading.documents import read_docx
from gongkai.report.reading.schema import FILE, described, schema_text
from gongkai.report.reading.sheets import read_pdf
from gongkai.report.reading.workbooks import read_xlsx
from gongkai.report.tests import printed, reports
from gongkai.report.tests.readings import SIGNED, reading_of, valid_readings

AT = datetime(2025, 1, 17, 9, 30, tzinfo=UTC)
READERS = {
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
    "xlsx": read_xlsx,
    "json": lambda data: read_json(data.decode()),
}
FAST = sorted(set(READERS) - {"pdf"})
LAYOUTS = {**reports.LAYOUTS, **printed.PAGES, "别家的Word文档": printed.document}


def again(reading: Reading, kind: str) -> Reading:
    """Return the report as it is read from its export."""
    return READERS[kind](EXPORTS[kind].write(reading, at=AT))


def facts(reading: Reading) -> tuple:
    return reading.office, reading.year, reading.form, reading.signed_date, reading.missing


def packed(narrative) -> dict[str, str]:
    """Return the prose without the spaces that a line's end on paper may take."""
    return {key: "".join(text.replace("\n", "¶").split()) for key, text in narrative.items()}


@needs_fonts
@pytest.mark.parametrize("kind", EXPORTS)
def test_every_export_says_the_same(kind: str, tmp_path) -> None:
    reading = reading_of(reports.example_tables())
    file = tmp_path / EXPORTS[kind].file_name(reading)
    file.write_bytes(EXPORTS[kind].write(reading, at=AT))

    read = read_file(file)

    assert read.tables == reading.tables
    assert facts(read) == (reports.OFFICE, reports.YEAR, FORM, SIGNED, ())
    assert read.narrative == reading.narrative
    assert (read.notes, read.odd_cells) == ((), ())


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_correction_heads_every_export_and_changes_no_figure(kind: str, tmp_path) -> None:
    given = reading_of(reports.example_tables(), correction="首次公布的表三漏计1件。")

    file = tmp_path / f"report.{kind}"
    file.write_bytes(EXPORTS[kind].write(given, at=AT))
    read = read_file(file)

    assert read.tables == given.tables
    assert packed(read.narrative) == packed(given.narrative)
    assert "首次公布的表三漏计1件。" in file_text(file)


@settings(max_examples=20, deadline=None)
@given(reading=valid_readings(), kind=st.sampled_from(FAST))
def test_any_valid_report_in_any_export_reads_back_equal(reading: Reading, kind: str) -> None:
    read = again(reading, kind)

    assert read.tables == reading.tables
    assert read.narrative == reading.narrative
    assert facts(read) == facts(reading)


@needs_fonts
@settings(max_examples=8, deadline=None)
@given(reading=valid_readings())
def test_any_valid_report_as_pdf_reads_back_equal(reading: Reading) -> None:
    """One paragraph at least runs over a line's end, as in every real report: it shows where the margin is."""
    reading = replace(reading, narrative={**reading.narrative, "overview": "本年政府信息公开工作情况如下。" * 5})

    read = again(reading, "pdf")

    assert read.tables == reading.tables
    assert packed(read.narrative) == packed(reading.narrative)
    assert facts(read) == facts(reading)


@settings(max_examples=12, deadline=None)
@given(tables=reports.valid_tables(), name=st.sampled_from(sorted(LAYOUTS)), kind=st.sampled_from(FAST))
def test_any_layout_read_and_exported_reads_back_equal(tables: ReportTables, name: str, kind: str) -> None:
    laid = LAYOUTS[name](tables)
    first = read_docx(laid) if isinstance(laid, bytes) else (read_html if "<" in laid else read_text)(laid)
    named = reading_of(first.tables, {})

    assert again(named, kind).tables == tables


@needs_fonts
@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize("empty", ["nothing", "one_table", "one_row"])
def test_what_is_not_given_stays_blank_and_comes_back_as_null(kind: str, empty: str) -> None:
    gone = {
        "nothing": CELLS,
        "one_table": [cell for cell in CELLS if cell.table == "table4"],
        "one_row": [cell for cell in CELLS if cell.row == "permits" or cell.row == "granted"],
    }[empty]
    reading = reading_of(reports.example_tables().replace(dict.fromkeys(gone)))

    read = again(reading, kind)

    assert read.tables == reading.tables
    assert read.missing == reading.missing


@pytest.mark.parametrize("fee", ["0", "0.01", "12.30", "123456.789"])
@pytest.mark.parametrize("kind", FAST)
def test_an_amount_keeps_its_decimals(kind: str, fee: str) -> None:
    reading = reading_of(zero_tables().replace({FEE: Decimal(fee)}), {})

    assert again(reading, kind).tables.cells[FEE] == Decimal(fee)


@needs_fonts
@pytest.mark.parametrize("kind", EXPORTS)
def test_figures_too_long_for_the_usual_type_are_read_whole(kind: str) -> None:
    cells = {Cell("table3", "new", "total"): 12_345_678, Cell("table4", "reconsideration", "upheld"): 87_654_321}
    reading = reading_of(zero_tables().replace(cells), {})

    assert again(reading, kind).tables == reading.tables


@needs_fonts
def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    prose = {"overview": "本年政府信息公开工作情况如下。" * 5, "problems": "见附表A-\n见附表B-"}

    assert again(reading_of(zero_tables(), prose), "pdf").narrative == prose


@needs_fonts
def test_the_same_report_gives_the_same_pdf() -> None:
    reading = reading_of(reports.example_tables())

    assert as_pdf(reading, at=AT) == as_pdf(reading, at=AT)


def test_the_document_marks_its_structure_and_its_language() -> None:
    document = docx.Document(io.BytesIO(as_docx(reading_of(reports.example_tables()), at=AT)))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    heads = [sum(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows) for table in document.tables]

    assert headings[0] == "一、总体情况"
    assert len(headings) == 6
    assert heads == [0, 3, 3]
    assert {span.get(qn("w:val")) for span in document.element.iter(qn("w:gridSpan"))} == {
        "2",
        "3",
        "4",
        "5",
        "7",
        "10",
    }
    assert document.core_properties.language == "zh-CN"
    assert document.core_properties.title.endswith("2024年政府信息公开工作年度报告")
    assert {language.get(qn("w:eastAsia")) for language in document.styles.element.iter(qn("w:lang"))} == {"zh-CN"}


def test_every_paragraph_of_the_document_has_a_chinese_font() -> None:
    document = docx.Document(io.BytesIO(as_docx(reading_of(reports.example_tables()), at=AT)))
    cells = chain.from_iterable(row.cells for table in document.tables for row in table.rows)
    paragraphs = [*document.paragraphs, *(cell.paragraphs[0] for cell in cells)]
    styles = {each.style.name: each.style for each in paragraphs}.values()

    fonts = {style.name: style.element.rPr.rFonts.get(qn("w:eastAsia")) for style in styles}

    assert set(fonts.values()) == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"}
    assert not [name for style in styles for name in style.element.rPr.rFonts.attrib if name.endswith("Theme")]


def test_the_workbook_holds_numbers_and_no_formulas() -> None:
    prose = {"overview": "=1+1\n@SUM(A1)\n本年情况如下。"}
    reading = reading_of(reports.example_tables(), prose)
    data = as_xlsx(reading, at=AT)
    book = load_workbook(io.BytesIO(data))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert book.sheetnames == ["正文", "表二", "表三", "表四", "说明"]
    assert sum(cell.data_type == "n" for cell in values) == len(CELLS)
    assert not [cell for cell in values if cell.data_type == "f"]
    assert book["正文"]["A3"].value == "'=1+1"
    assert book["表三"].freeze_panes == "D5"
    assert book["表三"].print_title_rows == "$1:$4"
    assert read_xlsx(data).narrative == prose


def test_notes_stand_in_the_explanation_not_in_the_prose() -> None:
    reading = reading_of(reports.example_tables(), notes=("本年没有登记行政许可。",))
    data = as_xlsx(reading, at=AT)

    assert "本年没有登记行政许可。" in [row[0].value for row in load_workbook(io.BytesIO(data))["说明"].rows]
    assert read_xlsx(data).narrative == reading.narrative


def test_published_schema_is_that_of_the_form() -> None:
    assert json.loads(schema_text()) == described()
    assert FILE.name == "report.schema.json"


@settings(max_examples=10, deadline=None)
@given(reading=valid_readings())
def test_data_keep_to_the_published_schema(reading: Reading) -> None:
    assert list(breaches(json.loads(as_json(reading, at=AT)), described())) == []
    assert list(breaches(read_text("一、总体情况").as_json(), described())) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"year": "2024"}, "$.year"),
        ({"table4": {}}, "$.table4"),
        ({"table3": {**zero_tables().as_json()["table3"], "granted": [0] * 6}}, "$.table3.granted"),
        ({"more": 1}, "$"),
        ({"notes": [1]}, "$.notes[0]"),
    ],
    ids=["年度是文字", "表四缺行", "少一列", "多一项", "说明不是文字"],
)
def test_the_schema_refuses_what_is_not_a_report(change: dict, where: str) -> None:
    data = json.loads(as_json(reading_of(zero_tables()), at=AT))

    assert where in list(breaches({**data, **change}, described()))


KINDS = {"string": str, "integer": int, "object": dict, "array": list, "null": type(None)}


def breaches(value, schema: dict, where: str = "$"):
    """Yield the places where the value is not of the schema, as far as ours uses the language of schemas."""
    kinds = schema.get("type", [])
    allowed = tuple(KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
    if (allowed and (not isinstance(value, allowed) or isinstance(value, bool))) or value not in schema.get(
        "enum", [value]
    ):
        yield where
    elif isinstance(value, dict):
        if not set(schema["required"]) <= set(value) <= set(schema["properties"]):
            yield where
        for key in set(value) & set(schema["properties"]):
            yield from breaches(value[key], schema["properties"][key], f"{where}.{key}")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield where
        for place, item in enumerate(value):
            yield from breaches(item, schema["items"], f"{where}[{place}]")

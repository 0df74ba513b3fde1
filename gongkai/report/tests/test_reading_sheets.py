"""读PDF: reports that a browser, an office program and a typesetter printed are read back cell by cell."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import typst
from PIL import Image

from gongkai.law.report_form import Cell, ReportTables
from gongkai.report.reading import ReportNotReadable, file_text, read_file
from gongkai.report.reading.radicals import plain_characters
from gongkai.report.reading.sheets import read_pdf
from gongkai.report.tests import printed, reports

BORDERS = "table{border-collapse:collapse;width:100%} td{border:1px solid #000;text-align:center}"
NARROW = f"<style>@page{{size:A4;margin:1.5cm}} body{{font-size:13px}} {BORDERS}</style>"
WIDE = f"<style>@page{{size:A4 landscape;margin:2cm}} p{{text-indent:2em}} {BORDERS} td{{background:#eef}}</style>"
LARGE = f"<style>@page{{size:A4;margin:2cm}} body{{font-size:21px}} {BORDERS} td{{border-width:2px}}</style>"
LONG = "坚持以公开为常态、不公开为例外，把群众需要的信息及时送到群众手中，" * 6


@pytest.fixture
def browser_print(chromium) -> Callable[[str], bytes]:
    def print_page(html: str) -> bytes:
        page = chromium.new_page()
        page.set_content(html)
        data = page.pdf(prefer_css_page_size=True)
        page.close()
        return data

    return print_page


def unspaced(narrative: Mapping[str, str]) -> dict[str, str]:
    """Return the prose without its spaces: where a line ends, a print does not say if one stood there."""
    return {key: text.replace(" ", "") for key, text in narrative.items()}


@pytest.mark.browser
@pytest.mark.parametrize("style", [NARROW, WIDE, LARGE], ids=["纵向", "横向有底色", "大字多页"])
@pytest.mark.parametrize("shape", [printed.spanned_page, printed.parted_page], ids=["跨行跨列", "表头另成一表"])
def test_print_of_a_browser_gives_every_cell(browser_print, shape, style: str) -> None:
    tables = reports.example_tables()

    reading = read_pdf(browser_print(shape(tables).replace("<body>", f"{style}<body>", 1)))

    assert reading.tables == tables
    assert (reading.office, reading.year, reading.form) == (reports.OFFICE, reports.YEAR, "2021")
    assert unspaced(reading.narrative) == unspaced(reports.narrative(tables))
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())


@pytest.mark.browser
def test_turned_sheet_is_read_as_it_is_looked_at(browser_print) -> None:
    tables = reports.example_tables()
    paper = pypdf.PdfWriter(BytesIO(browser_print(WIDE + printed.spanned_page(tables))))
    for sheet in paper.pages:
        sheet.rotate(270)
        sheet.transfer_rotation_to_content()
        sheet.rotate(90)
    out = BytesIO()
    paper.write(out)

    assert read_pdf(out.getvalue()).tables == tables


@pytest.mark.browser
def test_paragraph_broken_by_its_lines_is_whole_again(browser_print) -> None:
    html = printed.spanned_page(reports.example_tables())
    opening = "柳浪街道按年度要点推进政府信息公开，"

    reading = read_pdf(browser_print(WIDE + html.replace(opening, opening + LONG)))

    assert reading.narrative["overview"] == opening + LONG + "现将有关情况报告如下。"


@pytest.mark.browser
def test_table_without_lines_gives_nothing_that_is_wrong(browser_print) -> None:
    tables = reports.example_tables()

    reading = read_pdf(browser_print(printed.spanned_page(tables).replace("border=1", "")))

    assert {value for cell, value in reading.tables.cells.items() if value != tables.cells[cell]} <= {None}
    assert reading.tables.row("table2", "rules") == tables.row("table2", "rules")


@pytest.mark.browser
def test_empty_cell_of_a_print_is_null_in_its_own_place(browser_print) -> None:
    gap = Cell("table3", "rejected_repeat", "welfare")
    tables = reports.example_tables().replace({gap: None})

    reading = read_pdf(browser_print(NARROW + printed.spanned_page(tables)))

    assert reading.tables == tables
    assert reading.missing == ("table3.rejected_repeat.welfare",)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here to print the document")
def test_print_of_an_office_program_gives_every_cell(tmp_path: Path) -> None:
    tables = reports.example_tables()
    (tmp_path / "年报.docx").write_bytes(printed.document(tables))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "年报.docx"),
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=120)
    reading = read_file(tmp_path / "年报.pdf")

    assert reading.tables == tables
    assert reading.narrative == reports.narrative(tables)
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())
    assert "本年未收取信息处理费。" in file_text(tmp_path / "年报.pdf")


def typeset(given: ReportTables) -> bytes:
    """Return the three tables as a typesetter sets them."""
    parts = [f"= {reports.OFFICE}{reports.YEAR}年政府信息公开工作年度报告"]
    for boxes in (printed.boxes2(given), printed.boxes3(given), printed.boxes4(given)):
        width = max(box.left + box.width for box in boxes)
        cells = (
            f"table.cell(x: {box.left}, y: {box.top}, rowspan: {box.height}, colspan: {box.width})[#text({box.text!r})]"
            for box in boxes
        )
        parts.append(f"#table(columns: {width}, {', '.join(cells)})".replace("'", '"'))
    source = '#set text(font: "Noto Serif CJK SC", size: 7pt)\n#set page(height: 12cm)\n' + "\n\n".join(parts)
    return typst.compile(source.encode())


def test_sheets_of_a_typesetter_give_every_cell() -> None:
    tables = reports.example_tables()

    reading = read_pdf(typeset(tables))

    assert reading.tables == tables
    assert (reading.office, reading.year) == (reports.OFFICE, reports.YEAR)


def locked() -> bytes:
    paper = pypdf.PdfWriter()
    paper.add_blank_page(200, 200)
    paper.encrypt("secret", algorithm="AES-256")
    out = BytesIO()
    paper.write(out)
    return out.getvalue()


def scanned() -> bytes:
    out = BytesIO()
    Image.new("RGB", (400, 600), "white").save(out, "PDF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked(), "PDF文件设有密码"),
        (scanned(), "扫描件"),
        (b"%PDF-1.7\n%%EOF", "PDF文件已损坏"),
        (typst.compile(b"hello")[:300], "PDF文件已损坏"),
    ],
    ids=["加密", "扫描件", "残片", "截断"],
)
def test_pdf_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "年报.pdf"
    file.write_bytes(data)

    with pytest.raises(ReportNotReadable, match=said) as refusal:
        read_file(file)

    assert "年报.pdf" in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_pdf_of_something_else_is_no_report(tmp_path: Path) -> None:
    file = tmp_path / "通知.pdf"
    file.write_bytes(typst.compile(b"hello"))

    with pytest.raises(ReportNotReadable, match="不是可识别的年度报告"):
        read_file(file)


def test_radicals_that_print_programs_write_are_characters_again() -> None:
    assert plain_characters("⼀、⾏政复议，朝天⻔，⻓，甲") == "一、行政复议，朝天门，长，甲"

"""长文: 标题、正文和跨行跨列的表，PDF 有标记、可存档、可读，表头在续页上重复；Word 有真标题、合并单元格."""

import dataclasses
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.papers.paper import Heading, Paper, Prose, paper_pdf
from gongkai.papers.paper_docx import paper_docx
from gongkai.papers.tables import SpannedTable, TableCell, TablePart, grid
from gongkai.papers.tests.fonts import needs_fonts

from .reading import packed, pages_of, text_of, text_of_docx

pytestmark = needs_fonts
AT = datetime(2025, 1, 17, tzinfo=UTC)


def head(text: str, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return TableCell(value=text, colspan=colspan, rowspan=rowspan, is_head=True)


def rows(count: int, name: str) -> tuple[tuple[TableCell, ...], ...]:
    first = (TableCell(value="组", rowspan=count), TableCell(value=f"{name}1", is_left=True), TableCell(value=1))
    rest = ((TableCell(value=f"{name}{at}", is_left=True), TableCell(value=at)) for at in range(2, count + 1))
    return (first, *rest)


HEAD = ((head("项目", 2, 2), head("上层表头")), (head("下层表头"),))
TABLE = SpannedTable(parts=(TablePart(head=HEAD, body=rows(4, "甲")),), widths=(20, 96, 40))
PAPER = Paper(
    office="云山市松溪区人民政府柳浪街道办事处",
    title="云山市松溪区人民政府柳浪街道办事处2024年政府信息公开工作年度报告",
    parts=(
        Heading(text="一、总体情况"),
        Prose(text="本年情况如下。"),
        Heading(text="（一）主动公开", level=2),
        TABLE,
        Prose(text="以上情况，特此报告。"),
    ),
    signed=date(2025, 1, 17),
)


def paper(*parts: Heading | Prose | SpannedTable) -> Paper:
    return dataclasses.replace(PAPER, parts=parts)


def table(*parts: TablePart) -> SpannedTable:
    return dataclasses.replace(TABLE, parts=parts)


def structure(data: bytes) -> list[str]:
    """Return the types of the tagged parts, in reading order."""
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node["/S"]
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(root))


@pytest.mark.parametrize(
    "made", [text_of(paper_pdf(PAPER, at=AT)), text_of_docx(paper_docx(PAPER, at=AT))], ids=["PDF", "DOCX"]
)
def test_everything_given_can_be_read_in_its_order(made: str) -> None:
    said = [
        "柳浪街道办事处",
        "2024年",
        "一、总体情况",
        "本年情况如下。",
        "（一）主动公开",
        "上层表头",
        "甲4",
        "特此报告。",
    ]
    places = [made.index(each) for each in said]

    assert places == sorted(places)
    assert packed("柳浪街道办事处2025年1月17日") in made


def test_pdf_claims_the_archival_and_the_accessible_standard() -> None:
    data = paper_pdf(PAPER, at=AT)
    reader = PdfReader(io.BytesIO(data))

    assert re.findall(rb"<pdfaid:(?:part|conformance)>(\w+)<", data) == [b"2", b"A"]
    assert re.findall(rb"<pdfuaid:part>(\w+)<", data) == [b"1"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("zh")
    assert reader.metadata.title == PAPER.title


def test_headings_and_heads_of_tables_are_marked_as_such() -> None:
    tags = structure(paper_pdf(PAPER, at=AT))

    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3"]
    assert tags.count("/Table") == 1
    assert tags.count("/TH") == 3
    assert tags.count("/TR") == 6


def test_a_table_that_fits_is_not_broken_over_pages() -> None:
    filler = Prose(text="本年情况如下。" * 60)

    pages = pages_of(paper_pdf(paper(filler, table(TablePart(head=HEAD, body=rows(20, "甲")))), at=AT))

    assert [page.count("甲") for page in pages] == [0, 20]


def test_nested_heads_stand_again_on_every_page_of_a_long_table() -> None:
    long = table(TablePart(head=HEAD, body=tuple(plain_rows(90))))

    pages = pages_of(paper_pdf(paper(long), at=AT))

    assert len(pages) > 2
    assert all("上层表头项目下层表头" in page for page in pages[:-1])
    assert "".join(pages).count("行") == 90


def plain_rows(count: int):
    return [(TableCell(value=f"行{at}", colspan=2), TableCell(value=at)) for at in range(count)]


def test_heads_of_a_part_stand_again_only_while_that_part_runs() -> None:
    first = TablePart(head=((head("前一部分", 3),),), body=tuple(plain_rows(45)))
    second = TablePart(head=((head("后一部分", 3),),), body=tuple(plain_rows(45)))

    pages = pages_of(paper_pdf(paper(table(first, second)), at=AT))

    assert "前一部分" in pages[0]
    assert "后一部分" in pages[-1]
    assert "前一部分" not in pages[-1]


def test_document_has_headings_merged_cells_and_repeated_heads() -> None:
    document = Document(io.BytesIO(paper_docx(PAPER, at=AT)))
    made = document.tables[0]
    named = [
        (each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith(("Head", "Title"))
    ]

    assert [style for style, _ in named] == ["Title", "Title", "Heading 1", "Heading 2"]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in made.rows] == [True] * 2 + [False] * 4
    assert made.cell(0, 0)._tc is made.cell(1, 1)._tc
    assert made.cell(2, 0)._tc is made.cell(5, 0)._tc
    assert document.core_properties.author == PAPER.office
    assert document.core_properties.created.year == 2025


def test_headings_of_the_document_look_official_and_keep_their_level() -> None:
    styles = Document(io.BytesIO(paper_docx(PAPER, at=AT))).styles
    levels = {
        name: styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for name in ("Heading 1", "Heading 2")
    }

    assert levels == {"Heading 1": "0", "Heading 2": "1"}
    assert styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert styles["Heading 1"].font.color.rgb is None


def test_without_a_day_the_name_stands_alone() -> None:
    unsigned = dataclasses.replace(PAPER, signed=None)

    for made in (text_of(paper_pdf(unsigned, at=AT)), text_of_docx(paper_docx(unsigned, at=AT))):
        assert "1月17日" not in made
        assert made.count("柳浪街道办事处") == 2


def test_a_figure_not_given_is_blank_and_an_amount_keeps_its_decimals() -> None:
    assert [TableCell(value=value).text for value in (None, 0, Decimal("1E+2"), Decimal("0.10"), "甲")] == [
        "",
        "0",
        "100",
        "0.10",
        "甲",
    ]


def test_cells_that_reach_down_stand_in_the_rows_below() -> None:
    places = [[(place.left, place.is_first) for place in line] for line in grid([*HEAD, *rows(2, "甲")])]

    assert places == [
        [(0, True), (2, True)],
        [(0, False), (2, True)],
        [(0, True), (1, True), (2, True)],
        [(0, False), (1, True), (2, True)],
    ]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<b>&amp;", "#panic()", "$x$ *粗* _斜_", "\x00\x0b甲", "𱍐", "\ue000"])
def test_text_is_only_data(text: str) -> None:
    given_table = table(TablePart(head=((head(text, 3),),), body=()))
    written = paper(Heading(text=text), Prose(text=text), given_table)
    wanted = packed(text.replace("\x00", "").replace("\x0b", ""))

    assert text_of_docx(paper_docx(written, at=AT)).count(wanted) == 3
    assert (
        text_of(paper_pdf(written, at=AT)).count(wanted.replace("𱍐", "［U+31350］").replace("\ue000", "［U+E000］"))
        == 3
    )


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=120), st.text(max_size=40))
def test_no_text_whatever_stops_a_paper(text: str, name: str) -> None:
    body = ((TableCell(value=text, colspan=3),),)
    parts = (Heading(text=name), Prose(text=text), table(TablePart(head=((head(name, 3),),), body=body)))
    written = Paper(office=f"甲{name}", title=f"乙{text}", parts=parts)

    assert paper_pdf(written, at=AT).startswith(b"%PDF")
    assert Document(io.BytesIO(paper_docx(written, at=AT))).tables

"""表单 (登记表、呈批单、送达回证、回执、卷内目录): 栏目、勾选、签名栏、续页表头、二维码, PDF 与 DOCX 内容相同."""

import dataclasses
import io
from datetime import date

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.papers.filling import TemplateBroken
from gongkai.papers.form import Form, FormCell, FormRow, FormRowMisshapen, FormTable, Signature, form_docx, form_pdf
from gongkai.papers.tests.fonts import needs_fonts

from .reading import packed, pages_of, text_of, text_of_docx
from .test_letter_docx import template

pytestmark = needs_fonts

WAYS = (("纸面", False), ("电子邮件", True), ("光盘", False))
FORM = Form(
    office="重庆市渝中区人民政府朝天门街道办事处",
    title="政府信息公开申请登记表",
    number="2026-0003",
    rows=(
        FormRow(section="申请人信息"),
        FormRow(cells=(FormCell(label="姓名", value="李镕堃"), FormCell(label="证件号码", value="500103********0012"))),
        FormRow(cells=(FormCell(label="其他特征性描述", value="2024年至2025年"),), height=25),
        FormRow(cells=(FormCell(label="提供方式", ticks=WAYS),)),
    ),
    signatures=(
        Signature(label="承办科室意见", text="拟同意公开。", name="李文", on=date(2026, 3, 23)),
        Signature(label="分管领导签发", signer="签发人"),
    ),
    note="本表随卷归档。",
)
FILES = FormTable(
    head=("顺序号", "题名", "日期"),
    rows=tuple((str(place), "政府信息公开申请答复书", "20260303") for place in range(1, 81)),
)


def form(**changes) -> Form:
    return dataclasses.replace(FORM, **changes)


@pytest.mark.parametrize("text", [text_of(form_pdf(FORM)), text_of_docx(form_docx(FORM))], ids=["PDF", "DOCX"])
def test_everything_given_can_be_read_back(text):
    for said in (
        FORM.office,
        FORM.title,
        "编号：2026-0003",
        "申请人信息",
        "李镕堃",
        "500103********0012",
        "2024年至2025年",
    ):
        assert said in text
    for said in ("拟同意公开。", "签名：李文2026年3月23日", "签发人：年月日", "注：本表随卷归档。"):
        assert said in text


def test_what_is_chosen_is_ticked():
    assert "纸面√电子邮件光盘" in text_of(form_pdf(FORM))
    assert "□纸面☑电子邮件□光盘" in text_of_docx(form_docx(FORM))


def test_the_form_is_archival_and_of_one_page():
    paper = form_pdf(FORM)
    reader = PdfReader(io.BytesIO(paper))

    assert b"pdfaid" in paper
    assert len(reader.pages) == 1
    assert reader.metadata.title == FORM.title


def test_a_list_runs_over_pages_with_its_head_repeated():
    pages = pages_of(form_pdf(form(table=FILES, rows=(), signatures=())))

    assert len(pages) > 1
    assert all("顺序号题名日期" in page for page in pages)
    assert "".join(pages).count("20260303") == 80


def test_the_list_of_a_document_repeats_its_head_too():
    table = Document(io.BytesIO(form_docx(form(table=FILES)))).tables[1]

    assert len(table.rows) == 81
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_qr_code_is_drawn_in_both():
    plain, coded = form_pdf(FORM), form_pdf(form(qr="https://example.gov.cn/apply?n=2026-0003"))
    document = Document(io.BytesIO(form_docx(form(qr="https://example.gov.cn/apply?n=2026-0003"))))

    assert ink_at_the_top_right(coded) > 10 * ink_at_the_top_right(plain) + 1000
    assert len(document.inline_shapes) == 1
    assert len(Document(io.BytesIO(form_docx(FORM))).inline_shapes) == 0


def ink_at_the_top_right(paper: bytes) -> int:
    """Return how many dark pixels the corner of 40 mm has."""
    page = pypdfium2.PdfDocument(paper)[0].render(scale=1).to_pil().convert("L")
    return sum(page.crop((page.width - 135, 0, page.width, 113)).histogram()[:128])


def test_a_long_opinion_makes_its_box_grow():
    long = Signature(label="合法性审查意见", text="建议区分处理。" * 120, height=24)

    assert text_of(form_pdf(form(signatures=(long,)))).count("建议区分处理。") == 120


@pytest.mark.parametrize(
    "given_row",
    [{}, {"section": "甲", "cells": (FormCell(label="乙"),)}, {"cells": (FormCell(label="乙"),) * 3}],
    ids=["空行", "既是标题又有栏目", "三个栏目"],
)
def test_a_row_that_no_form_can_hold_is_refused(given_row):
    with pytest.raises(FormRowMisshapen, match="一至两个栏目"):
        FormRow(**given_row)


def test_a_template_that_leaves_out_the_boxes_is_refused():
    with pytest.raises(TemplateBroken, match="缺少“申请人信息”"):
        form_docx(FORM, template=template("{{ office }}", "{{ title }}", "{{ number }}", "{{ note }}"))


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% if %}", "<b>&amp;", "#panic()", "$x$ *粗* _斜_"])
def test_text_is_only_data(text):
    cell = FormCell(label=text, value=text, ticks=((text, True),))
    written = form(title=text, rows=(FormRow(cells=(FormCell(label="甲", value=text),)), FormRow(cells=(cell,))))

    assert text_of_docx(form_docx(written)).count(packed(text)) == 5
    assert text_of(form_pdf(written)).count(packed(text)) == 5


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
@example("", "0\U00011df0")
def test_no_text_whatever_stops_a_form(text, name):
    rows = (FormRow(cells=(FormCell(label=name, value=text), FormCell(label=text, value=name))),)
    written = form(title=name, rows=rows, table=FormTable(head=(name, text), rows=((text,),)), note=text)

    assert form_pdf(written).startswith(b"%PDF")
    assert Document(io.BytesIO(form_docx(written))).tables

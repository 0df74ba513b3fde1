"""The 审校单 as PDF/A: everything on it can be read back, text is never markup, missing fonts are told."""

import dataclasses
import io

import pytest
from pypdf import PdfReader

from gongkai.papers import typesetting
from gongkai.papers.review_sheet import ReviewSheet, SheetLine, review_sheet
from gongkai.papers.tests.fonts import needs_fonts
from gongkai.papers.typesetting import FontsMissing

pytestmark = needs_fonts

SHEET = ReviewSheet(
    office="重庆市渝中区人民政府朝天门街道办事处",
    number="17-2",
    title="关于开展防汛演练的通知",
    round="第2轮",
    procedure="三级审校（审校合一）（第1版）",
    state="审校中",
    category="通知公告",
    column="通知公告",
    source="平安法治办公室",
    author="李文",
    submitted="李文 2025年6月3日 9:05",
    attribute="主动公开",
    basis="《条例》第二十条",
    ticks=(("涉密", "否"), ("敏感信息", "否"), ("个人信息", "是")),
    secrecy="可公开（赵敏，2025年6月3日 15:00）",
    lines=(
        SheetLine("初审、一校", "平安法治办公室科室负责人", "同意", "事实无误。", "0处", "王芳", "2025年6月3日 10:00"),
        SheetLine(
            "复审、二校",
            "党政办公室信息公开专员",
            "退回拟稿人",
            "日期有误。",
            "1处（日期）",
            "赵敏（代）",
            "2025年6月3日 15:00",
        ),
        SheetLine("终审、三校", "分管领导"),
    ),
    attachments=("演练方案.pdf",),
    planned="",
    published="",
    address="",
    publisher="",
    due="2025年6月6日 18:00",
    overdue="未超期",
    after_check="",
    deviations=("经区县主管部门批准本机关审校最少2人，赵敏办理复审、二校后又办理终审、三校。",),
    remarks=("加急",),
    content_hash="a" * 64,
    printed="2025年6月4日 8:30",
)


def text_of(paper: bytes) -> str:
    """Return the paper's text without spaces: the setting puts some between Chinese and figures."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages)


def test_everything_on_the_sheet_can_be_read_back():
    text = text_of(review_sheet(SHEET))

    for said in [
        "政府信息公开审校单",
        SHEET.title,
        "王芳",
        "赵敏（代）",
        "1处（日期）",
        "加急",
        "演练方案.pdf",
        "最少2人",
    ]:
        assert said in text
    assert "个人信息：√是" in text


def test_the_paper_is_archival_and_a4():
    paper = review_sheet(SHEET)
    page = PdfReader(io.BytesIO(paper)).pages[0]

    assert b"pdfaid" in paper
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert len(PdfReader(io.BytesIO(paper)).pages) == 1


def test_a_long_round_runs_over_pages_with_its_head_repeated():
    line = dataclasses.replace(SHEET.lines[0], text="请核对数据来源。" * 40)
    reader = PdfReader(io.BytesIO(review_sheet(dataclasses.replace(SHEET, lines=(line,) * 12))))

    assert len(reader.pages) > 1
    assert all("签名、时间" in page.extract_text() for page in list(reader.pages)[:2])


@pytest.mark.parametrize("text", ["#panic()", "$x$ *粗* _斜_", '"引号" \\ 反斜杠', "<script>", "@人 #[x]", "= 题"])
def test_text_is_never_markup(text):
    sheet = dataclasses.replace(
        SHEET, title=text, remarks=(text,), lines=(SheetLine("初审", "科室负责人", "同意", text),)
    )

    assert text.replace(" ", "") in text_of(review_sheet(sheet))


def test_missing_fonts_are_told_with_the_package_that_has_them(monkeypatch):
    monkeypatch.setattr(typesetting, "installed_families", lambda: frozenset({"DejaVu Sans"}))

    with pytest.raises(FontsMissing, match="fonts-noto-cjk"):
        review_sheet(SHEET)

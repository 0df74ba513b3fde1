"""可编辑的公函 (DOCX): 字体写明 w:eastAsia, 内容一字不少, 文字只是数据, 坏模板用一句中文拒绝."""

import dataclasses
import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.papers.filling import TemplateBroken
from gongkai.papers.letter import Block, letter_docx

from .reading import packed, text_of_docx
from .test_letter import LETTER, SLIP, WRITTEN, letter


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


OWN = (
    *(
        "{{ office }}",
        "{{ number }}",
        "{{ addressee }}",
        "{%p for part in blocks %}",
        "{{ part.text }}",
        "{%p endfor %}",
    ),
    *("{%p for each in enclosures %}", "{{ each.name }}", "{%p endfor %}", "{{ date }}"),
)
SIMPLE = letter(blocks=(Block(text="特此答复。"),))


def font_of(document, style: str) -> str:
    return document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))


def test_everything_given_can_be_read_back():
    text = text_of_docx(letter_docx(letter(slip=SLIP)))

    for said in (LETTER.office, LETTER.title, LETTER.number, "李镕堃：", LETTER.contact, "（此件依申请公开）"):
        assert packed(said) in text
    for block in LETTER.blocks:
        for said in (*block.text.splitlines(), *block.head, *(cell for row in block.rows for cell in row)):
            assert packed(said) in text
    for said in ("附件：1.补偿方案2.评估报告", "2026年3月3日", "第三方意见回执", "□部分同意公开", "签名（盖章）"):
        assert said in text


@pytest.mark.parametrize(
    ("style", "font"),
    [
        ("Normal", "仿宋_GB2312"),
        ("公文标题", "方正小标宋简体"),
        ("一级标题", "黑体"),
        ("二级标题", "楷体_GB2312"),
        ("栏目", "黑体"),
    ],
)
def test_chinese_is_set_in_the_fonts_of_official_papers(style, font):
    assert font_of(Document(io.BytesIO(letter_docx(LETTER))), style) == font


def test_the_page_has_the_margins_of_the_standard():
    section = Document(io.BytesIO(letter_docx(LETTER))).sections[0]

    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(each / Mm(1)) for each in margins] == [37, 28, 26, 35]


def test_paragraphs_carry_the_styles_that_an_office_can_change():
    document = Document(io.BytesIO(letter_docx(LETTER)))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}

    assert styles["政府信息公开申请答复书"] == "公文标题"
    assert styles["一、办理情况"] == "一级标题"
    assert styles["（一）检索情况"] == "二级标题"
    assert styles["特此答复。"] == "末段"
    assert styles["2026年3月3日"] == "落款（长）"
    assert document.core_properties.title == LETTER.title


def test_a_table_has_its_columns_and_a_head_that_repeats():
    table = Document(io.BytesIO(letter_docx(LETTER))).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "名称", "处理"],
        ["1", "补偿方案", "予以公开"],
        ["2", "评估报告", ""],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]


def test_a_draft_says_so_in_its_header_and_a_signed_letter_does_not():
    draft = Document(io.BytesIO(letter_docx(letter(signed=None))))
    signed = Document(io.BytesIO(letter_docx(LETTER)))

    assert draft.sections[0].header.paragraphs[0].text == "草稿，未签发"
    assert signed.sections[0].header.paragraphs[0].text == ""
    assert "年　　月　　日" in "".join(paragraph.text for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{%p endfor %}",
        "{# 注 #}",
        "{_{ office }_}",
        "<w:p/>&amp;",
        "\"]]>'",
        "{{r office }}",
    ],
)
def test_text_is_never_template_syntax(text):
    paper = letter_docx(letter(title=text, addressee=text, blocks=(Block(text=text),), note=text, enclosures=(text,)))

    assert text_of_docx(paper).count(packed(text)) == 5


def test_an_office_may_use_its_own_template():
    paper = letter_docx(SIMPLE, template=template("本街道自用格式", *OWN))

    assert "本街道自用格式" in text_of_docx(paper)
    assert "特此答复。" in text_of_docx(paper)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(b"", "不是可以打开的Word文档", id="空文件"),
        pytest.param(b"%PDF-1.7", "不是可以打开的Word文档", id="不是docx"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 60, "不是可以打开的Word文档", id="压缩包损坏"),
        pytest.param(template(*OWN, "{{ office"), "填写标记有误", id="标记没有写完"),
        pytest.param(template(*OWN, "{% for each in blocks %}"), "填写标记有误", id="循环没有结束"),
        pytest.param(template(*OWN, "{{ officer }}"), "填写标记有误", id="没有这个标记"),
        pytest.param(template(*OWN, "{{ 1 / 0 }}"), "填写标记有误", id="算式出错"),
        pytest.param(template(*OWN, "{{ office.__class__.__mro__ }}"), "填写标记有误", id="越权的标记"),
        pytest.param(template("{{ office }}", "{{ date }}"), "缺少“渝中朝街公复〔2026〕1号”", id="漏了文号"),
        pytest.param(template(*OWN[:3], *OWN[6:]), "缺少“特此答复。”", id="漏了正文"),
    ],
)
def test_a_broken_template_is_refused_in_a_sentence(broken, said):
    with pytest.raises(TemplateBroken, match=said) as refusal:
        letter_docx(SIMPLE, template=broken)

    assert str(refusal.value).endswith("。")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["text", "heading", "item", "box"]), WRITTEN), max_size=5), WRITTEN)
def test_whatever_is_written_stands_in_the_document(parts, name):
    blocks = tuple(Block(kind=kind, text=text) for kind, text in parts)

    text = text_of_docx(letter_docx(letter(blocks=blocks, enclosures=(name,), contact=name)))

    for said in (*(text for _, text in parts), name):
        assert packed(said.translate({0: None, 7: None})) in text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_whatever_stops_a_document(text, name):
    blocks = (
        Block(text=text),
        Block(kind="table", head=(name,), rows=((text, name), ())),
        Block(kind="box", text=name),
    )
    changed = dataclasses.replace(LETTER, title=name, addressee=name, blocks=blocks, enclosures=(name, text))

    assert Document(io.BytesIO(letter_docx(changed))).paragraphs

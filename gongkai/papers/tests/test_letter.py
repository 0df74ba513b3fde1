"""公函的 PDF (GB/T 9704-2012): 版心与每面行数、每行字数 (5.2), 附件说明 (7.3.4), 成文日期与印章 (7.3.5), 页码 (7.5)."""

import dataclasses
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.papers import typesetting
from gongkai.papers.letter import Block, Letter, Slip, letter_pdf
from gongkai.papers.tests.fonts import needs_fonts
from gongkai.papers.typesetting import FontsMissing

from .reading import packed, pages_of, text_of

pytestmark = needs_fonts

LETTER = Letter(
    office="重庆市渝中区人民政府朝天门街道办事处",
    title="政府信息公开申请答复书",
    number="渝中朝街公复〔2026〕1号",
    addressee="李镕堃",
    blocks=(
        Block(text="本机关于2026年3月2日收到您提交的政府信息公开申请。您申请公开："),
        Block(kind="box", text="朝天门片区旧城改造房屋征收补偿方案。"),
        Block(kind="heading", text="一、办理情况"),
        Block(kind="heading", text="（一）检索情况"),
        Block(kind="item", text="1. 检索到2件。\n2. 第2件涉及第三方。"),
        Block(kind="table", head=("序号", "名称", "处理"), rows=(("1", "补偿方案", "予以公开"), ("2", "评估报告"))),
        Block(text="特此答复。"),
    ),
    enclosures=("补偿方案", "评估报告（区分处理后）"),
    signed=date(2026, 3, 3),
    contact="联系人：赵敏　联系电话：023-63100000",
    note="此件依申请公开",
)
SLIP = Slip(
    title="第三方意见回执",
    fields=(("信息名称", "评估报告"), ("联系人", "")),
    choices=("同意公开", "不同意公开", "部分同意公开"),
)


def letter(**changes) -> Letter:
    return dataclasses.replace(LETTER, **changes)


def plain_letter(*texts: str) -> Letter:
    return letter(blocks=tuple(Block(text=text) for text in texts), enclosures=(), contact="", note="")


def test_everything_given_can_be_read_back():
    text = text_of(letter_pdf(LETTER))

    for said in (LETTER.office, LETTER.title, LETTER.number, "李镕堃：", LETTER.contact, "（此件依申请公开）"):
        assert packed(said) in text
    for block in LETTER.blocks:
        for said in (*block.text.splitlines(), *block.head, *(cell for row in block.rows for cell in row)):
            assert packed(said) in text
    assert "附件：1.补偿方案2.评估报告（区分处理后）" in text
    assert "重庆市渝中区人民政府朝天门街道办事处2026年3月3日" in text


def test_the_paper_is_archival_a4_and_knows_its_title():
    paper = letter_pdf(LETTER)
    reader = PdfReader(io.BytesIO(paper))

    assert "<pdfaid:part>2</pdfaid:part>" in reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata.title == LETTER.title
    assert [round(each) for each in reader.pages[0].mediabox[2:]] == [595, 842]


def test_the_same_letter_at_the_same_moment_is_the_same_paper():
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

    assert letter_pdf(LETTER, at=at) == letter_pdf(LETTER, at=at)


def test_a_paper_is_made_at_any_moment_of_the_day():
    at = datetime(2026, 3, 3, 9, 0, 0, 123456, tzinfo=UTC)

    assert letter_pdf(LETTER, at=at) == letter_pdf(LETTER, at=at.replace(microsecond=0))


def test_a_line_holds_28_characters_and_a_page_22_lines():
    paper = letter_pdf(plain_letter("征" * 26, *["求" * 26] * 40))
    pages = PdfReader(io.BytesIO(paper)).pages

    assert "求" * 26 in pages[1].extract_text()
    assert pages_of(paper)[1].count("求" * 26) == 22
    assert "公" * 29 not in PdfReader(io.BytesIO(letter_pdf(plain_letter("公" * 200)))).pages[0].extract_text()
    assert "公" * 28 in PdfReader(io.BytesIO(letter_pdf(plain_letter("公" * 200)))).pages[0].extract_text()


@pytest.mark.parametrize(
    ("enclosures", "said"),
    [
        pytest.param(("补偿方案",), "附件：补偿方案", id="一个附件不编号"),
        pytest.param(("甲", "乙", "丙"), "附件：1.甲2.乙3.丙", id="三个附件编号"),
        pytest.param((), "特此答复。重庆市", id="没有附件"),
    ],
)
def test_enclosures_are_numbered_from_two(enclosures, said):
    assert said in text_of(letter_pdf(letter(enclosures=enclosures)))


@pytest.mark.parametrize("lines", range(8, 22))
@pytest.mark.parametrize("last", [10, 70, 300], ids=["末段一行", "末段三行", "末段多行"])
def test_the_signature_never_stands_alone_on_a_page(lines, last):
    pages = pages_of(letter_pdf(plain_letter(*["征" * 20] * lines, "末" * last)))
    signed = next(page for page in pages if "2026年3月3日" in page)

    assert signed.count("末") >= min(last, 29)


def test_of_a_long_last_paragraph_only_what_is_needed_moves_to_the_page_of_the_signature():
    pages = pages_of(letter_pdf(plain_letter(*["征" * 20] * 5, "末" * 290)))

    assert [page.count("末") > 0 for page in pages] == [True, True]
    assert pages[0].count("末") > 200
    assert "".join(pages).count("末") == 290


def test_a_line_before_an_address_is_not_stretched():
    """An address cannot be broken; what stood before it was drawn out over the whole line."""
    paper = letter_pdf(plain_letter("电子邮箱：chaotianmen.street.information@office.example.com。"))

    assert "\n电子邮箱：\n" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()


def test_a_draft_says_so_on_every_page_and_leaves_the_day_open():
    pages = pages_of(letter_pdf(letter(signed=None, number="", slip=SLIP)))

    assert len(pages) > 1
    assert all("草稿" in page for page in pages)
    assert "办事处年月日" in "".join(pages)
    assert "草稿" not in text_of(letter_pdf(LETTER))


def test_pages_are_numbered_between_dashes():
    pages = pages_of(letter_pdf(letter(slip=SLIP)))

    assert [page.endswith(f"—{number}—") for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_a_slip_stands_on_a_page_of_its_own():
    pages = pages_of(letter_pdf(letter(slip=SLIP)))

    for said in (
        "第三方意见回执",
        "评估报告",
        "部分同意公开",
        "理由",
        "签名（盖章）",
        f"填写后请交回：{LETTER.office}",
    ):
        assert said in pages[-1]
    assert "第三方意见回执" not in "".join(pages[:-1])


def test_a_receipt_without_choices_asks_for_no_opinion():
    receipt = dataclasses.replace(SLIP, title="收到回执", choices=())
    page = pages_of(letter_pdf(letter(slip=receipt)))[-1]

    assert "签名（盖章）" in page
    assert "意见" not in page


def test_a_long_table_repeats_its_head_on_every_page():
    rows = tuple((str(place), "征收补偿方案" * 6, "予以公开") for place in range(60))
    pages = pages_of(letter_pdf(letter(blocks=(Block(kind="table", head=("序号", "名称", "处理"), rows=rows),))))

    assert len(pages) >= 4
    assert all("序号名称处理" in page for page in pages[:3])


def test_an_office_already_named_in_the_title_is_not_named_twice():
    named = f"{LETTER.office}政府信息公开申请答复书"

    assert text_of(letter_pdf(letter(title=named))).count(LETTER.office) == 2


def test_a_character_that_no_font_has_is_printed_as_its_code_point():
    assert "李［U+31350］：" in text_of(letter_pdf(letter(addressee="李\U00031350")))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("👨‍👩‍👧‍👦", id="连成一家"),
        pytest.param("❤️‍🔥👍🏽🇨🇳1️⃣", id="带变体和肤色"),
        pytest.param("\U00031350\u0301\u200d\U00031351", id="缺字后接组合符"),
        pytest.param("".join(map(chr, range(0x30000, 0x307D0))), id="两千个没有的字"),
        pytest.param("".join(map(chr, range(0x1F300, 0x1F6FF))) * 2, id="全部表情"),
    ],
)
def test_whatever_was_typed_a_letter_is_made_of_it(text):
    assert "补偿" in text_of(letter_pdf(letter(addressee="李某", blocks=(Block(text=f"补偿{text}"),))))


def test_missing_fonts_are_told_with_the_package_that_has_them(monkeypatch):
    monkeypatch.setattr(typesetting, "installed_families", lambda: frozenset({"DejaVu Sans"}))

    with pytest.raises(FontsMissing, match="fonts-noto-cjk"):
        letter_pdf(LETTER)


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$ *粗* _斜_", '"引号" \\ 反斜杠', "<script>", "@人 #[x]", "= 题", "{{ 7*7 }}"]
)
def test_text_is_never_markup(text):
    paper = letter_pdf(letter(title=text, addressee=text, blocks=(Block(text=text),), note=text, contact=text))

    assert text_of(paper).count(packed(text)) == 5


WRITTEN = st.text("征求第三方意见的函，。：；（）《》“”、〔〕123abcXYZ#$*_@<>&{}%\\\"'/-=[] \n\x00\x07", max_size=300)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["text", "heading", "item", "box"]), WRITTEN), max_size=5), WRITTEN)
def test_whatever_is_written_is_printed(parts, name):
    blocks = tuple(Block(kind=kind, text=text) for kind, text in parts)

    text = text_of(letter_pdf(letter(blocks=blocks, enclosures=(name,))))

    for said in (
        line for _, given_text in parts for line in given_text.replace("\x00", "").replace("\x07", "").split("\n")
    ):
        assert set(packed(said)) <= set(text)
        assert len(packed(said)) < 10 or packed(said)[:10] in text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_whatever_stops_a_letter(text, name):
    blocks = (
        Block(text=text),
        Block(kind="table", head=(name,), rows=((text, name), ())),
        Block(kind="box", text=name),
    )

    assert letter_pdf(letter(title=name, addressee=name, blocks=blocks, enclosures=(name, text))).startswith(b"%PDF")

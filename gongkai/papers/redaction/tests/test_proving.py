"""The proof before release: masked in looks only, or found elsewhere, is told; what is proven is told by silence."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from gongkai.papers.redaction import Mask, find_text, page_images, prove, redact, text_under
from gongkai.papers.redaction.words import pieces_of
from gongkai.papers.tests.fonts import needs_fonts

from . import documents
from .extraction import extractors, finders, pdfium_texts

pytestmark = needs_fonts
SECRET = "欧阳锋"


@pytest.fixture(scope="module")
def reply() -> bytes:
    return documents.reply()


@pytest.fixture(scope="module")
def masks(reply) -> list[Mask]:
    return find_text(reply, SECRET)


def said(problems: list[str], part: str) -> bool:
    return any(part in problem for problem in problems)


def painted_over(data: bytes, mask: Mask) -> bytes:
    """Mask as people do who draw a black rectangle in an editor."""
    left, bottom = mask.left * 595.28, (1 - mask.bottom) * 841.89
    width, height = (mask.right - mask.left) * 595.28, (mask.bottom - mask.top) * 841.89
    rectangle = f"0 g {left - 2} {bottom - 2} {width + 4} {height + 4} re f"
    return documents.suffixed(data, page=mask.page, operators=rectangle.encode())


def found(data: bytes, word: str) -> list[str]:
    """Return by what the word is found; of digits only on pages: four of them may stand in the offsets of a file's directory."""
    is_number = word.isascii() and word.isdigit()
    return extractors(data, word) if is_number else finders(data, word)


def of_pictures(pictures: list[Image.Image]) -> bytes:
    """Make a PDF of pictures in the way of this package, whatever they show."""
    file = io.BytesIO()
    pictures[0].save(file, "TIFF", save_all=True, append_images=pictures[1:])
    return redact(file.getvalue(), [])


def test_made_here_is_proven(reply, masks):
    assert prove(redact(reply, masks), masks=masks, source=reply) == []


def test_black_rectangle_over_text_is_no_mask(reply, masks):
    problems = prove(painted_over(reply, masks[0]), masks=masks, source=reply)

    assert said(problems, "第2页有遮盖框，但不是纯图像")
    assert said(problems, "遮盖的文字“欧阳锋”仍可从第2页提取")
    assert not said(problems, "没有完全涂黑")


def test_source_itself_is_not_proven(reply, masks):
    problems = prove(reply, masks=masks, source=reply)

    assert said(problems, "没有完全涂黑")
    assert said(problems, "字体程序")


@pytest.mark.parametrize(("shade", "is_proven"), [(0, True), (90, False), (255, False)], ids=["黑", "深灰", "白"])
def test_box_must_be_black(reply, shade, is_proven):
    mask = Mask(1, 0.2, 0.2, 0.6, 0.4)
    pictures = [Image.open(io.BytesIO(png)).convert("RGB") for png in page_images(reply, dpi=200)]
    ImageDraw.Draw(pictures[1]).rectangle(mask.box.pixels(pictures[1].size), fill=(shade, shade, shade))

    problems = prove(of_pictures(pictures), masks=[mask], source=reply)

    assert said(problems, "没有完全涂黑") is not is_proven


def test_nearly_black_writing_on_black_is_seen(reply):
    mask = Mask(1, 0.2, 0.2, 0.6, 0.4)
    pictures = [Image.open(io.BytesIO(png)).convert("RGB") for png in page_images(reply, dpi=200)]
    pen = ImageDraw.Draw(pictures[1])
    pen.rectangle(mask.box.pixels(pictures[1].size), fill="black")
    pen.line((500, 600, 800, 700), fill=(20, 20, 20), width=9)

    assert said(prove(of_pictures(pictures), masks=[mask], source=reply), "没有完全涂黑")


def test_words_that_stand_elsewhere_too_are_asked_about():
    twice = documents.typeset("投诉人欧阳锋。#pagebreak()经核实，欧阳锋反映属实。")
    mask = find_text(twice, SECRET)[0]
    made = redact(twice, [mask])

    assert prove(made, masks=[mask], source=twice) == ["遮盖的文字“欧阳锋”在第2页未遮盖处也出现，请核对是否一并遮盖。"]
    assert prove(made, masks=[mask], source=twice, allowed=["欧阳锋"]) == []


def test_words_that_stand_unmasked_on_the_same_page_are_asked_about():
    twice = documents.typeset("投诉人欧阳锋。经核实，欧阳锋反映属实。")
    mask = find_text(twice, SECRET)[0]

    assert said(prove(redact(twice, [mask]), masks=[mask], source=twice), "在第1页未遮盖处也出现")


def test_mask_that_leaves_half_of_a_word_open_is_asked_about(reply, masks):
    whole = masks[0]
    half = Mask(1, whole.left, whole.top, whole.right, (whole.top + whole.bottom) / 2)

    assert said(prove(redact(reply, [half]), masks=[half], source=reply), "“欧阳锋”在第2页未遮盖处也出现")


def test_words_that_pdf_itself_is_written_with_are_no_alarm():
    source = documents.typeset("金额：1000，0000，font page DeviceGray endstream。")
    mask = Mask(0, 0, 0, 1, 0.5)

    assert pieces_of(text_under(source, [mask])[0])[1:3] == ["1000", "0000"]
    assert prove(redact(source, [mask]), masks=[mask], source=source) == []


def test_words_given_are_searched_for_too(reply, masks):
    problems = prove(redact(reply, masks), masks=masks, source=reply, hidden=["王芳"])

    assert problems == ["遮盖的文字“王芳”在第1页未遮盖处也出现，请核对是否一并遮盖。"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(lambda data: documents.laden(data, SECRET), "附件或脚本", id="附件"),
        pytest.param(lambda data: documents.laden(data, SECRET), "文件属性", id="文件属性"),
        pytest.param(lambda data: documents.laden(data, SECRET), "元数据", id="元数据"),
        pytest.param(lambda data: documents.laden(data, SECRET), "书签", id="书签"),
        pytest.param(lambda data: documents.laden(data, SECRET), "批注", id="批注"),
        pytest.param(lambda data: documents.laden(data, SECRET), "动作", id="动作"),
        pytest.param(lambda data: documents.laden(data, SECRET), "第1页含有图像和文字层以外的绘图内容", id="替代文字"),
        pytest.param(lambda data: documents.laden(data, SECRET), "没有用到的对象", id="多余对象"),
        pytest.param(lambda data: documents.laden(data, SECRET), "“欧阳锋”仍在文件的数据中", id="原始数据"),
        pytest.param(lambda data: documents.with_field(data, SECRET), "表单", id="表单"),
        pytest.param(lambda data: documents.in_hidden_layer(data, page=0), "图层", id="图层"),
        pytest.param(documents.revised, "以前的版本", id="以前的版本"),
        pytest.param(lambda data: documents.turned(data, degrees=90), "幅面不同", id="转动页面"),
        pytest.param(lambda data: data[: len(data) // 2], "无法读取", id="损坏"),
        pytest.param(lambda data: documents.changed(data, lambda writer: writer.remove_page(2)), "页数不符", id="缺页"),
    ],
)
def test_what_was_put_in_afterwards_is_told(reply, masks, spoil, told):
    spoilt = spoil(redact(reply, masks))

    assert said(prove(spoilt, masks=masks, source=reply), told)


sides = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted).filter(lambda pair: pair[1] - pair[0] > 0.002)
boxes = st.builds(lambda page, x, y: Mask(page, x[0], y[0], x[1], y[1]), st.integers(0, 2), sides, sides)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(boxes, max_size=3))
def test_whatever_is_masked_is_gone_and_whatever_is_not_stays(reply, drawn):
    made = redact(reply, drawn)

    words = [piece for text in text_under(reply, drawn) for piece in pieces_of(text)]
    masked = {mask.page for mask in drawn}
    before, after = pdfium_texts(reply), pdfium_texts(made)
    assert after == ["" if page in masked else text for page, text in enumerate(before)]
    assert not [word for word in words if not any(word in text for text in after) and found(made, word)]
    assert not [problem for problem in prove(made, masks=drawn, source=reply) if "未遮盖处" not in problem]

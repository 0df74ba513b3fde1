"""Finding text to be masked: over line breaks, widths and spaces, and nothing where a page is a picture."""

import pytest

from gongkai.papers.redaction import Mask, find_text, pages_without_text, text_under
from gongkai.papers.redaction.words import pieces_of
from gongkai.papers.tests.fonts import needs_fonts

from . import documents

pytestmark = needs_fonts


@pytest.fixture(scope="module")
def register() -> bytes:
    return documents.typeset("投诉人欧阳锋，电话１３８ 0000 1234，Email Ou\\@Example.cn。#pagebreak()欧阳锋再次来信。")


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("欧阳锋", [0, 1], id="每一处"),
        pytest.param("13800001234", [0], id="全角与空格"),
        pytest.param("ou@example.CN", [0], id="大小写"),
        pytest.param("欧 阳\n锋", [0, 1], id="查找词中的空白"),
        pytest.param("欧阳克", [], id="没有"),
        pytest.param("  ", [], id="空白"),
    ],
)
def test_text_is_found(register, text, pages):
    assert [mask.page for mask in find_text(register, text)] == pages


def test_text_over_a_line_break_gets_a_mask_on_each_line():
    wrapped = documents.typeset("#block(width: 50pt)[欧阳锋住珊瑚坝]")

    masks = find_text(wrapped, "欧阳锋住珊瑚坝")

    assert len(masks) == 3
    assert "".join(text_under(wrapped, masks)) == "欧阳锋住珊瑚坝"
    assert [mask.top for mask in masks] == sorted(mask.top for mask in masks)


def test_text_beneath_a_mask_is_read_line_by_line(register):
    assert text_under(register, [Mask(0, 0, 0, 1, 1)])[0].startswith("投诉人欧阳锋")
    assert text_under(register, [Mask(0, 0.1, 0.8, 0.9, 0.9)]) == [""]


def test_pictures_have_no_text_and_that_is_said():
    assert pages_without_text(documents.picture("PNG")) == (0,)
    assert pages_without_text(documents.reply()) == ()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("欧阳锋", ["欧阳锋"], id="姓名"),
        pytest.param("欧阳锋，男", ["欧阳锋"], id="单字不查"),
        pytest.param("欧阳锋住珊瑚坝\n九号", ["欧阳锋住珊瑚坝", "九号", "欧阳锋住珊瑚坝九号"], id="逐行并连读"),
        pytest.param("电话１３８００００１２３４", ["电话13800001234", "13800001234"], id="号码另查"),
        pytest.param("12 300", [], id="短数字不查"),
        pytest.param("", [], id="没有文字"),
    ],
)
def test_words_that_are_searched_for(text, pieces):
    assert pieces_of(text) == pieces

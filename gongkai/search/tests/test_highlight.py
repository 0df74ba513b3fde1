"""标示: the pieces put together are the text, and what is marked is what was looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.search.highlight import SNIPPET_WIDTH, highlight, snippet
from gongkai.search.port import Fragment
from gongkai.search.query import read_question
from gongkai.search.tokens import fold

TEXTS = st.lists(
    st.sampled_from([*"公开年度报告号5a12Ａ９，。 \n\u200b㎡", "（2025）", "其他文字若干"]), max_size=60
).map("".join)


def marked(fragments: tuple[Fragment, ...]) -> str:
    return "".join(f"<{text}>" if is_hit else text for text, is_hit in fragments)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        pytest.param("政府信息公开年报", "信息公开", "政府<信息公开>年报", id="一处"),
        pytest.param("公开，再公开", "公开", "<公开>，再<公开>", id="多处"),
        pytest.param("信息公开", "信息 息公", "<信息公>开", id="相叠并为一处"),
        pytest.param("建设５Ｇ基站", "5g基站", "建设<５Ｇ基站>", id="全角"),
        pytest.param(
            "渝中朝街办【2025】 12 号文", "朝街办[2025]12号", "渝中<朝街办【2025】 12 号>文", id="文号的括号与空格"
        ),
        pytest.param("信\u200b息公开", "信息", "<信\u200b息>公开", id="看不见的字符"),
        pytest.param("2025年和5年", "5年", "2025年和<5年>", id="数字从头算"),
        pytest.param("<b>公开</b>", "公开", "<b><公开></b>", id="尖括号原样交给模板转义"),
        pytest.param("没有", "公开", "没有", id="没有"),
        pytest.param("", "公开", "", id="空"),
    ],
)
def test_hits_are_marked(text, typed, expected):
    assert marked(highlight(text, [part.surface for part in read_question(typed).parts])) == expected


@given(text=TEXTS, piece=st.text("公开年度报告5a12", min_size=1, max_size=4))
@settings(max_examples=500)
def test_pieces_make_up_the_text_and_marks_hold_the_piece(text, piece):
    fragments = highlight(text, [piece])

    assert "".join(fragment.text for fragment in fragments) == text
    assert all(piece[0] == fold(fragment.text).lstrip()[0] for fragment in fragments if fragment.is_hit)


@given(text=TEXTS, piece=st.text("公开年度报告5a12", min_size=1, max_size=4))
@settings(max_examples=500)
def test_a_snippet_shows_a_hit_when_there_is_one(text, piece):
    shown = snippet(text * 8, [piece])

    assert any(fragment.is_hit for fragment in shown) == any(
        fragment.is_hit for fragment in highlight(text * 8, [piece])
    )
    assert sum(len(fragment.text) for fragment in shown) <= 2 * SNIPPET_WIDTH


def test_a_snippet_without_hit_is_the_beginning():
    assert marked(snippet("甲" * 500, ["公开"])) == "甲" * SNIPPET_WIDTH + "…"


def test_a_snippet_shows_two_words_far_apart():
    text = "甲" * 300 + "公开" + "乙" * 300 + "年报" + "丙" * 300

    shown = marked(snippet(text, ["公开", "年报"]))

    assert "<公开>" in shown
    assert "<年报>" in shown
    assert shown.count("…") == 3
    assert len(shown) < 160


def test_lines_are_joined_in_a_snippet():
    assert marked(snippet("第一行\n\n第二行公开", ["公开"])) == "第一行 第二行<公开>"

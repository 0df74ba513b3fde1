"""The shipped wording and how it is filled: nothing empty, nothing filled in that becomes wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications.acts.writing import ACT_OF
from gongkai.applications.composing.wording import (
    BLANK,
    cited_together,
    closed,
    letter_lines,
    quoted,
    sentence,
    shipped,
)
from gongkai.applications.transitions import ActRefused
from gongkai.law.articles import cited
from gongkai.law.letters import LetterKind

KINDS = [kind for kind in LetterKind if kind.value in shipped()]


def blanks_of(kind) -> set[str]:
    texts = [each if isinstance(each, str) else each["text"] for each in shipped()[kind.value]["lines"]]
    return {name for text in texts for name in BLANK.findall(text)}


@pytest.mark.parametrize("kind", [*ACT_OF, LetterKind.RECTIFICATION_REPLY])
def test_every_letter_that_is_drafted_has_its_wording(kind):
    assert shipped()[LetterKind(kind).value]["lines"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_with_everything_missing_names_each_in_chinese(kind):
    with pytest.raises(ActRefused) as refusal:
        letter_lines(kind.value, {})

    assert not any("a" <= each <= "z" for each in str(refusal.value))


@pytest.mark.parametrize("kind", KINDS)
@given(value=st.text(min_size=1).filter(str.strip))
def test_what_is_filled_in_never_becomes_a_numbered_heading_or_a_blank(kind, value):
    filled = dict.fromkeys(blanks_of(kind), quoted(value) or "内容")
    plain = dict.fromkeys(blanks_of(kind), "内容")

    if not all(filled.values()) or not quoted(value).strip():
        return
    assert len(letter_lines(kind.value, filled)) == len(letter_lines(kind.value, plain))


@given(text=st.text())
def test_a_quotation_stands_on_one_line_without_double_marks(text):
    said = quoted(text)

    assert len(said.splitlines()) <= 1
    assert not {"“", "”"} & set(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [("理由", "理由。"), ("理由。 ", "理由。"), ("如下：", "如下："), ("", ""), ("  ", "")],
    ids=["缺句号", "有句号", "冒号", "空", "空格"],
)
def test_a_sentence_is_closed_once(text, said):
    assert closed(text) == said


def test_several_clauses_are_cited_under_one_title():
    bases = [cited("15"), cited("36(3)"), "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"]

    assert cited_together(bases) == (
        "《中华人民共和国政府信息公开条例》第十五条、第三十六条第（三）项和"
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
    )


def test_a_sentence_names_its_missing_blank():
    with pytest.raises(ActRefused, match="有权更正的机关"):
        sentence("转送{other_agency}。", {"other_agency": " "})

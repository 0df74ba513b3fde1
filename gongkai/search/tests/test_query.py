"""问句: no input is an error, and spaces and punctuation separate what must all be found."""

import pytest

from gongkai.search.numbers import document_terms, number_terms
from gongkai.search.query import LONGEST_QUESTION, MOST_PARTS, read_question

HOSTILE = [
    '"', 'a"b*c', "'; DROP TABLE x; --", "\x00", "a\x00b", "*", "(", ")", "((((", "{}", "{0.__class__}", "%", "%00", "%s%n",
    "AND", "OR NOT", "title:公开", "-公开", "+公开 -年报", "公开~2", "/.*/", "\\", "[2025", "〕〔", "NEAR(a b)", "^公开$",
    "年" * 300, "年 " * 300, "\ud800", "\udfff公开", "\U0010ffff", "\u202e公开", "😀", "，。！？", "   ", "", "\n\t", "../../etc",
    "<script>alert(1)</script>", "a" * 10_000, "1" * 10_000, "e\u0301\u0301\u0301",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_only_words(typed):
    question = read_question(typed)

    assert len(question.text) <= LONGEST_QUESTION
    assert len(question.parts) <= MOST_PARTS


@pytest.mark.parametrize(
    ("typed", "surfaces"),
    [
        pytest.param("信息公开", ["信息公开"], id="一个词组"),
        pytest.param("信息公开 年报", ["信息公开", "年报"], id="空格隔开"),
        pytest.param("《条例》第三十三条", ["条例", "第三十三条"], id="标点隔开"),
        pytest.param("渝中朝街办［２０２５］１２号", ["渝中朝街办〔2025〕12号"], id="文号整体"),
        pytest.param("公开（试行）", ["公开", "试行"], id="其他括号隔开"),
        pytest.param("年报 年报", ["年报"], id="重复"),
        pytest.param("，。", [], id="只有标点"),
    ],
)
def test_questions_fall_into_parts(typed, surfaces):
    assert [part.surface for part in read_question(typed).parts] == surfaces


@pytest.mark.parametrize("typed", ["，。", "", "\x00", "😀"])
def test_nothing_to_look_for_is_known(typed):
    assert read_question(typed).is_empty


def test_crumbs_are_pairs_and_runs():
    crumbs = read_question("5G基站建设").crumbs()

    assert [crumb.surface for crumb in crumbs] == ["5g", "基站", "站建", "建设"]


@pytest.mark.parametrize(
    "typed",
    [
        "渝中朝街办〔2025〕12号", "渝中朝街办[2025]12号", "渝中朝街办（2025）12号", "渝中朝街办【２０２５】１２号",
        "渝中朝街办［2025］第012号", "渝中朝街办 〔2025〕 12 号", "渝中朝街办〔2025〕12", "渝中朝街办2025年12号", " 渝中朝街办﹝2025﹞12号 ",
    ],
)  # fmt: skip
def test_every_spelling_of_a_number_is_one(typed):
    assert number_terms(typed) == ("渝中朝街办〔2025〕12号",)


@pytest.mark.parametrize("typed", ["2025年", "12号", "2025年3月1日", "公开", "2025", "关于年报", ""])
def test_dates_and_words_are_no_document_numbers(typed):
    assert not any("〔" in term for term in number_terms(typed))


def test_documents_are_kept_under_all_their_numbers():
    terms = document_terms("渝中朝街办〔2025〕12号", "11500103MB0/2025-00012")

    assert terms == ("渝中朝街办〔2025〕12号", "渝中朝街办202512号", "11500103mb0202500012", "〔2025〕12号")

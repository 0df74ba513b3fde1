"""切分: a phrase of a question's tokens stands in a document's tokens exactly when the string stands in the text."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.search.query import read_question
from gongkai.search.tests.truth import stands_in
from gongkai.search.tokens import document_tokens, fold, fold_with_origins, phrase_tokens, storable

TEXTS = st.lists(
    st.sampled_from([*"公开年度报告号区街5a12Ａ９，。 \n", "(2025)", "〔2025〕", "【2024】", "  "]), max_size=30
).map("".join)
PIECES = st.lists(st.sampled_from([*"公开年度报告号5a12", "〔2025〕"]), min_size=1, max_size=6).map("".join)


def follows(phrase: list[str], tokens: list[str]) -> bool:
    return any(tokens[at : at + len(phrase)] == phrase for at in range(len(tokens)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("信息公开", ["信息", "息公", "公开", "开"], id="汉字两字相叠，末字单列"),
        pytest.param("税", ["税"], id="一个字"),
        pytest.param("税，费", ["税", "|", "费"], id="标点隔断"),
        pytest.param("5G基站", ["^5", "5g", "g$", "基", "基站", "站"], id="字母数字首尾有标记，其后首字单列"),
        pytest.param("２０２５ 年", ["^2", "20", "02", "25", "5$", "年"], id="全角数字与其后空格"),
        pytest.param("〔3〕号", ["〔", "^3", "3$", "〕", "号"], id="括号自成一词"),
        pytest.param("", [], id="空"),
    ],
)
def test_documents_are_cut_into_tokens(text, expected):
    assert document_tokens(text) == expected


@given(text=TEXTS, piece=PIECES)
@settings(max_examples=1500, deadline=None)
@example(text="共3月底", piece="3月")
@example(text="本月5日", piece="月5")
@example(text="2025年度", piece="5年")
@example(text="区办(2025)12号", piece="办〔2025〕1")
def test_a_phrase_means_the_string_stands_there(text, piece):
    tokens, phrase = document_tokens(text), phrase_tokens(fold(piece))
    if phrase == [piece]:
        assert any(token.startswith(piece) for token in tokens) == stands_in(piece, text)
    else:
        assert follows(phrase, tokens) == stands_in(piece, text)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("［２０２５］【12】（3）", "〔2025〕〔12〕〔3〕"),
        ("二○二五年", "二〇二五年"),
        ("WiFi６", "wifi6"),
        ("信\u200b息\ufeff公\u00ad开", "信息公开"),
        ("㎡①", "m21"),
    ],
)
def test_one_folding_for_all_spellings(typed, folded):
    assert fold(typed) == folded


@given(st.text(max_size=60))
@settings(max_examples=500)
def test_every_folded_character_knows_its_origin(text):
    text = storable(text)

    folded = fold_with_origins(text)

    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(place < len(text) for place in folded.origins)
    assert all(letter in fold(text[place]) for letter, place in zip(folded.text, folded.origins, strict=True))


@given(st.text(st.characters(), max_size=40))
def test_what_is_stored_can_be_written_anywhere(text):
    kept = storable(text)

    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert unicodedata.is_normalized("NFC", kept)


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=500)
def test_any_question_is_understood(typed):
    question = read_question(typed)

    assert all(part.tokens and part.surface for part in question.parts)
    assert question.text.encode().decode() == question.text

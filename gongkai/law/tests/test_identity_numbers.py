"""证件号码: the check digits of GB 11643 and GB 32100, and sentences that help to find the slip."""

import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.identity_numbers import (
    CITIZEN_MARKS,
    CODE_CHARACTERS,
    objection_to_citizen_number,
    objection_to_credit_code,
)

CITIZEN = "11010519491231002X"
"""The example that the standard itself prints."""
CODE = "91350100M000100Y43"
"""The example of GB 32100."""


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(CITIZEN, id="标准的示例"),
        pytest.param("11010519491231002x", id="小写字母"),
        pytest.param("１１０１０５１９４９１２３１００２Ｘ", id="全角"),
        pytest.param("110105 19491231 002X", id="带空格"),
        pytest.param("500103199001010010", id="校验码是数字"),
    ],
)
def test_a_citizen_number_is_taken_however_it_is_typed(number):
    assert objection_to_citizen_number(number) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param("110105491231002", "您填写了15位", id="一代证"),
        pytest.param("", "您填写了0位", id="空"),
        pytest.param("1101051949123100ⅩⅩ", "最后一位是数字或字母X", id="罗马数字"),
        pytest.param("X10105194912310021", "前17位是数字", id="字母在前"),
        pytest.param("11010519490230002X", "出生日期", id="二月三十日"),
        pytest.param("11010518991231002X", "出生日期", id="1900年以前"),
        pytest.param("110105194912310021", "最后一位对不上", id="末位写错"),
        pytest.param("11010519491231020X", "最后一位对不上", id="相邻两位颠倒"),
        pytest.param("٤٤٠٥٢٤١٨٨٠٠١٠١٠٠١٤", "前17位是数字", id="阿拉伯文数字"),
    ],
)
def test_a_wrong_citizen_number_says_where_to_look(number, said):
    assert said in objection_to_citizen_number(number)


@pytest.mark.parametrize("code", [CODE, CODE.lower(), "91350100-M000100Y-43"], ids=["标准的示例", "小写", "带横线"])
def test_a_credit_code_is_taken_however_it_is_typed(code):
    assert objection_to_credit_code(code) == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param("M000100Y4", "您填写了9位", id="组织机构代码"),
        pytest.param("9135010OM000100Y43", "请核对“O”", id="零写成O"),
        pytest.param("91350100M000100Y44", "最后一位对不上", id="末位写错"),
        pytest.param("91350100M000010Y43", "最后一位对不上", id="颠倒"),
    ],
)
def test_a_wrong_credit_code_says_where_to_look(code, said):
    assert said in objection_to_credit_code(code)


@given(st.integers(0, 16), st.sampled_from(string.digits))
def test_any_single_wrong_digit_is_noticed(place, digit):
    wrong = CITIZEN[:place] + digit + CITIZEN[place + 1 :]

    assert bool(objection_to_citizen_number(wrong)) == (wrong != CITIZEN)


@given(st.integers(0, 16), st.sampled_from(CODE_CHARACTERS))
def test_any_single_wrong_character_is_noticed(place, character):
    wrong = CODE[:place] + character + CODE[place + 1 :]

    assert bool(objection_to_credit_code(wrong)) == (wrong != CODE)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(text):
    assert isinstance(objection_to_citizen_number(text), str)
    assert isinstance(objection_to_credit_code(text), str)


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.integers(0, 999))
def test_exactly_one_mark_fits(born, sequence):
    stem = f"500103{born.year:04d}{born.month:02d}{born.day:02d}{sequence:03d}"

    assert [bool(objection_to_citizen_number(stem + mark)) for mark in CITIZEN_MARKS].count(False) == 1

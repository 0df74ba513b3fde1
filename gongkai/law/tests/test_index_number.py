"""Index numbers as offices write them, and the codes in front of them (GB 32100—2015)."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.index_number import (
    MONTHLY,
    YEARLY,
    FormatNotUsable,
    IndexNumber,
    IndexNumberNotRead,
    SequenceNotUsable,
    check_character,
    code_faults,
    format_faults,
    parse,
    period_of,
    render,
)

SEEN = [
    pytest.param(YEARLY, "000014349/2017-00110", IndexNumber("000014349", 2017, None, 110), id="国务院"),
    pytest.param(
        YEARLY, "11500000MB1B37366Q/2026-00217", IndexNumber("11500000MB1B37366Q", 2026, None, 217), id="重庆"
    ),
    pytest.param(YEARLY, "11441700007280420Y/2021-00050", IndexNumber("11441700007280420Y", 2021, None, 50), id="广东"),
    pytest.param(
        MONTHLY, "11341600731642621U/202111-00118", IndexNumber("11341600731642621U", 2021, 11, 118), id="亳州"
    ),
    pytest.param(YEARLY, "016006562/2023-05667", IndexNumber("016006562", 2023, None, 5667), id="陈仓"),
    pytest.param(YEARLY, "000000001/2021-00151", IndexNumber("000000001", 2021, None, 151), id="宿迁"),
    pytest.param(YEARLY, "0142768-8/2022-00185", IndexNumber("0142768-8", 2022, None, 185), id="带连字符"),
]


@pytest.mark.parametrize(("pattern", "text", "number"), SEEN)
def test_numbers_seen_in_use_are_read_and_written(pattern, text, number):
    on = dt.date(number.year, number.month or 7, 15)

    assert parse(pattern, text) == number
    assert render(pattern, number.code, on, number.sequence) == text
    assert code_faults(number.code) == []


@pytest.mark.parametrize(
    ("pattern", "period"), [pytest.param(YEARLY, "2026", id="按年"), pytest.param(MONTHLY, "202603", id="按月")]
)
def test_the_sequence_runs_in_the_period_of_publication(pattern, period):
    assert period_of(pattern, dt.date(2026, 3, 2)) == period


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param("", "格式缺少{code}。", id="空的"),
        pytest.param("{code}/{year}", "格式缺少{sequence}。", id="没有顺序号"),
        pytest.param("{year}-{sequence:05d}", "格式缺少{code}。", id="没有代码"),
        pytest.param("{code}{year}{sequence:05d}", "要有分隔符", id="没有分隔符"),
        pytest.param("{code}/{year}-{sequence}", "取3至9位", id="没有位数"),
        pytest.param("{code}/{year}-{sequence:02d}", "取3至9位", id="位数太少"),
        pytest.param("{code}/{year}1{sequence:05d}", "要有分隔符", id="分隔符是数字"),
        pytest.param("{code}/{year}{month}-{sequence:05d}", "写法不对", id="月份不补零"),
        pytest.param("{code} /{year}-{sequence:05d}", "写法不对", id="有空格"),
        pytest.param("{code.__class__}/{year}-{sequence:05d}", "写法不对", id="夹带属性"),
        pytest.param("{code}/{year}-{sequence:05d}{other}", "写法不对", id="多余的项"),
        pytest.param("{code}/{year}-{sequence:05d", "写法不对", id="括号不成对"),
        pytest.param("{code}{code}/{year}-{sequence:05d}", "写法不对", id="代码写了两次"),
    ],
)
def test_a_format_that_cannot_work_is_explained_and_refused(pattern, words):
    faults = format_faults(pattern)

    assert words in "".join(faults)
    with pytest.raises(FormatNotUsable, match=re.escape(words)):
        render(pattern, "016006562", dt.date(2026, 3, 2), 1)
    with pytest.raises(FormatNotUsable):
        period_of(pattern, dt.date(2026, 3, 2))


@pytest.mark.parametrize(
    "pattern",
    [
        YEARLY,
        MONTHLY,
        "{code}-{year}-{sequence:06d}",
        "{code}/{year}年第{sequence:04d}",
        "{code}//{year}-H{sequence:03d}",
    ],
)
def test_an_office_may_have_its_own_format(pattern):
    text = render(pattern, "016006562", dt.date(2026, 3, 2), 7)

    assert format_faults(pattern) == []
    assert parse(pattern, text).sequence == 7


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param(YEARLY, "", id="空的"),
        pytest.param(YEARLY, "016006562/2023-5667", id="位数不足"),
        pytest.param(YEARLY, "016006562/2023-005667", id="多补了零"),
        pytest.param(YEARLY, "016006562/2023-00000", id="顺序号为零"),
        pytest.param(YEARLY, "016006562/202311-05667", id="按月的号"),
        pytest.param(MONTHLY, "016006562/2023-05667", id="按年的号"),
        pytest.param(MONTHLY, "016006562/202313-05667", id="没有十三月"),
        pytest.param(YEARLY, "016 006562/2023-05667", id="有空格"),
        pytest.param(YEARLY, "016006562/２０２３-05667", id="全角数字"),
    ],
)
def test_what_is_not_such_a_number_is_refused(pattern, text):
    with pytest.raises(IndexNumberNotRead, match="不是本机关格式"):
        parse(pattern, text)


def test_a_sequence_begins_with_one():
    with pytest.raises(SequenceNotUsable, match="从1开始"):
        render(YEARLY, "016006562", dt.date(2026, 3, 2), 0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("11500000MB1B37366R", "校验码不符", id="末位错"),
        pytest.param("11500000MB1B37363Q", "校验码不符", id="数字错"),
        pytest.param("11500000MB1B37366", "18位", id="少一位"),
        pytest.param("11500000MB1O37366Q", "不含字母I、O、S、V、Z", id="把零写成字母"),
        pytest.param("11500000mb1b37366q", "18位", id="小写"),
        pytest.param("", "18位", id="空的"),
        pytest.param("12345678", "9位", id="八位"),
    ],
)
def test_a_wrong_code_is_explained(code, words):
    assert [words in fault for fault in code_faults(code)] == [True]


characters = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17)


@given(first=characters, place=st.integers(0, 17), other=st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_noticed(first, place, other):
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]

    assert code_faults(code) == []
    assert (code_faults(wrong) == []) == (wrong == code)


@given(
    pattern=st.sampled_from([YEARLY, MONTHLY, "{code}-{year}-{sequence:03d}"]),
    code=st.from_regex(r"[0-9A-Z]{1,18}(-[0-9X])?", fullmatch=True),
    on=st.dates(dt.date(1000, 1, 1)),
    sequence=st.integers(1, 10**7),
)
def test_what_was_written_is_read_back(pattern, code, on, sequence):
    number = parse(pattern, render(pattern, code, on, sequence))

    assert number == IndexNumber(code, on.year, on.month if pattern == MONTHLY else None, sequence)


@given(on=st.dates(dt.date(1000, 1, 1)), numbers=st.sets(st.integers(1, 10**6), min_size=2))
def test_two_items_of_a_period_never_share_a_number(on, numbers):
    written = {render(YEARLY, "016006562", on, number) for number in numbers}

    assert len(written) == len(numbers)

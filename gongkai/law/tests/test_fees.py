"""The information processing fee: 《条例》第四十二条, 国办函〔2020〕109号."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.fees import (
    FeeLine,
    FeeNotCountable,
    fee_for_items,
    fee_for_pages,
    fee_source,
    free_items,
    item_lines,
    page_lines,
)

numbers = st.integers(min_value=0, max_value=2000)


@pytest.mark.parametrize(
    ("items", "yuan"), [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)]
)
def test_items_of_a_month_are_charged_by_rising_tiers(items, yuan):
    assert fee_for_items(items) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (300, 6700)]
)
def test_pages_are_charged_by_four_tiers(pages, yuan):
    assert fee_for_pages(pages) == yuan


def test_a_fee_is_told_tier_by_tier():
    assert item_lines(41) == (
        FeeLine(1, 10, 0),
        FeeLine(11, 30, 100),
        FeeLine(31, 40, 200),
        FeeLine(41, 41, 300),
    )
    assert [line.amount for line in page_lines(201)] == [0, 700, 2000, 40]


def test_the_eleventh_item_of_a_month_is_the_first_that_costs():
    assert fee_for_items(free_items()) == 0 < fee_for_items(free_items() + 1)
    assert "109号" in fee_source()


@given(numbers)
def test_each_further_item_or_page_costs_no_less_than_the_last(n):
    for fee in (fee_for_items, fee_for_pages):
        assert 0 <= fee(n + 1) - fee(n) <= fee(n + 2) - fee(n + 1)


@given(numbers)
def test_the_lines_cover_each_item_once(n):
    for lines in (item_lines(n), page_lines(n)):
        assert [number for line in lines for number in range(line.first, line.last + 1)] == list(range(1, n + 1))


@pytest.mark.parametrize(
    ("fee", "sentence"),
    [
        pytest.param(fee_for_items, "件数不能是负数。请填写零或者正整数。", id="负的件数"),
        pytest.param(fee_for_pages, "页数不能是负数。请填写零或者正整数。", id="负的页数"),
    ],
)
def test_a_negative_number_is_refused(fee, sentence):
    with pytest.raises(FeeNotCountable) as refusal:
        fee(-1)

    assert str(refusal.value) == sentence

"""按月登记的合计 (《条例》第二十条第（五）（六）（八）项): months add up, gaps are named, fees are counted once and to the last 分."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.collecting.monthly import Entered, Monthly, add_up, ended_months
from gongkai.report.collecting.monthly_notes import monthly_notes, spans
from gongkai.report.layout import printed
from gongkai.report.models import ITEM_CELLS, MonthlyItem

YEAR = tuple(range(1, 13))


def fee(month: int, value: str, includes: bool | None = None, seen: int = 0) -> Entered:
    return Entered(month, MonthlyItem.FEES.value, month, Decimal(value), includes, seen)


def permits(months: tuple[int, ...], value: int = 0) -> list[Entered]:
    return [Entered(month, MonthlyItem.PERMITS.value, month, Decimal(value)) for month in months]


def summed(*entered: Entered, months: tuple[int, ...] = YEAR, fees: dict[int, int] | None = None) -> Monthly:
    return add_up(entered, months=months, processing_fees=fees or {})


def amount(monthly: Monthly) -> str:
    return printed(monthly.figures[MonthlyItem.FEES.cell])


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        (date(2026, 1, 31), ()),
        (date(2026, 2, 1), (1,)),
        (date(2026, 12, 31), tuple(range(1, 12))),
        (date(2027, 1, 1), YEAR),
        (date(2030, 7, 7), YEAR),
        (date(2025, 12, 31), ()),
    ],
    ids=["1月末日", "2月首日", "12月末日", "次年首日", "多年以后", "年度未到"],
)
def test_a_month_has_ended_on_the_day_after_its_last(today: date, ended: tuple[int, ...]) -> None:
    assert ended_months(2026, today) == ended


@pytest.mark.parametrize(
    ("yuan", "printed_as"),
    [
        (["0"], "0"),
        (["0.01"], "0.000001"),
        (["10000"], "1"),
        (["100000.00"], "10"),
        (["12345.67"], "1.234567"),
        (["3333.33", "3333.33", "3333.34"], "1"),
        (["999999999.99"], "99999.999999"),
    ],
    ids=["零", "一分", "一万", "十万", "带角分", "三个月凑整", "很大"],
)
def test_yuan_become_ten_thousands_without_rounding(yuan: list[str], printed_as: str) -> None:
    assert amount(summed(*(fee(month, each) for month, each in enumerate(yuan, start=1)))) == printed_as


@pytest.mark.parametrize(
    ("includes", "printed_as", "added", "left_out"),
    [(True, "0.05", {}, {}), (False, "0.08", {3: 300}, {}), (None, "0.05", {}, {3: 300})],
    ids=["已含", "不含", "没有说"],
)
def test_processing_fees_are_counted_once(includes, printed_as: str, added, left_out) -> None:
    monthly = summed(fee(3, "500", includes, seen=300), fees={3: 300})

    assert (amount(monthly), monthly.added, monthly.left_out) == (printed_as, added, left_out)


def test_processing_fees_of_a_month_not_entered_are_not_guessed_in() -> None:
    monthly = summed(fee(1, "500"), fees={2: 300})

    assert (amount(monthly), monthly.left_out) == ("0.05", {2: 300})
    assert "2月收取信息处理费300元，该月“行政事业性收费”没有登记是否已含，没有并入表二，请按月登记。" in list(
        monthly_notes(monthly)
    )


def test_processing_fees_paid_after_the_entry_that_held_them_are_doubtful() -> None:
    monthly = summed(fee(3, "500", True, seen=300), fees={3: 800})

    assert monthly.doubtful == {3: (300, 800)}
    assert any("登记时已含信息处理费300元，办件登记现为800元" in note for note in monthly_notes(monthly))


def test_zero_is_an_entry_and_nothing_is_not() -> None:
    monthly = summed(*permits((1, 2, 4)), months=(1, 2, 3, 4, 5))

    assert monthly.figures == {MonthlyItem.PERMITS.cell: 0}
    assert monthly.missing[MonthlyItem.PERMITS] == (3, 5)
    assert monthly.missing[MonthlyItem.FEES] == (1, 2, 3, 4, 5)


def test_notes_name_the_months_missing_and_fall_silent_when_all_are_entered() -> None:
    zero = [Entered(1, item.value, month, Decimal()) for item in MonthlyItem for month in (1, 2)]

    assert list(monthly_notes(summed(*zero, months=(1, 2)))) == []
    assert list(monthly_notes(summed(*zero[:-1], months=(1, 2)))) == [
        "表二“行政事业性收费”只合计已登记的月份，2月未填，请按业务台账补登；没有的登记为零。"
    ]
    assert list(monthly_notes(summed(months=(1, 2, 3)))) == [
        "表二“行政许可”“行政处罚”“行政强制”“行政事业性收费”没有按月登记（1月至3月），按0填列，请按业务台账逐月登记。"
    ]


@pytest.mark.parametrize(
    ("months", "said"),
    [((), ""), ((2,), "2月"), ((2, 3), "2月至3月"), ((1, 3, 4, 5, 12), "1月、3月至5月、12月")],
    ids=["无", "一个", "相连", "断续"],
)
def test_months_in_a_row_are_drawn_together(months: tuple[int, ...], said: str) -> None:
    assert spans(months) == said


MONTHS = st.sets(st.integers(1, 12))
CENTS = st.integers(0, 10**11)


@given(
    st.dictionaries(st.integers(1, 12), st.tuples(CENTS, st.booleans())),
    st.dictionaries(st.integers(1, 12), st.integers(1, 9999)),
)
def test_the_amount_is_the_sum_of_its_parts_to_the_last_cent(entered, fees) -> None:
    rows = [fee(month, str(Decimal(cents) / 100), includes) for month, (cents, includes) in entered.items()]
    monthly = summed(*rows, fees=fees)
    extra = sum(yuan for month, yuan in fees.items() if month in entered and not entered[month][1])

    shown = Decimal(amount(monthly)) if rows else Decimal()
    assert shown * 10_000 * 100 == sum(cents for cents, _ in entered.values()) + 100 * extra
    assert not set(monthly.added) & set(monthly.left_out)


@given(MONTHS, MONTHS)
def test_entered_and_missing_months_are_all_months(ended: set[int], entered: set[int]) -> None:
    months = tuple(sorted(ended))
    monthly = summed(*permits(tuple(sorted(entered & ended)), value=2), months=months)

    assert {*(entered & ended), *monthly.missing.get(MonthlyItem.PERMITS, ())} == ended
    assert monthly.figures.get(ITEM_CELLS[MonthlyItem.PERMITS], 0) == 2 * len(entered & ended)

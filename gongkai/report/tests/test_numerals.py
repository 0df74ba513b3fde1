"""汉字数字: what is a figure in Chinese numerals, and what only looks like one."""

import pytest

from gongkai.report.reading.figures import figures
from gongkai.report.reading.numerals import in_digits


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("收到十二件", "收到12件"),
        ("两千零五条", "2005条"),
        ("一万二千三百条", "12300条"),
        ("二十余件", "20余件"),
        ("百分之三点五", "3.5%"),
        ("百分之百", "100%"),
        ("发生一起行政复议", "发生1起行政复议"),
    ],
)
def test_count_or_percentage_is_a_figure(written: str, read: str) -> None:
    assert in_digits(written) == read


@pytest.mark.parametrize(
    "words", ["三四件", "二三十件", "一起学习", "一次性告知", "第三件", "一部分", "每一件", "三个方面"]
)
def test_what_counts_nothing_exact_is_left(words: str) -> None:
    assert in_digits(words) == words


def test_figure_is_read_and_the_sentence_kept_as_written() -> None:
    (figure,) = figures("全年收到政府信息公开申请十二件。", year=2025)

    assert (figure.kind, figure.value, figure.sentence) == (
        "applications_received",
        12,
        "全年收到政府信息公开申请十二件。",
    )

"""列宽: 数字和短词不拆开, 一行写得下的先满足, 长的平分余下的宽度."""

import pytest

from gongkai.papers.columns import column_widths, even_rows


@pytest.mark.parametrize(
    ("rows", "room", "widths"),
    [
        pytest.param([["序号", "名称"], ["1", "征" * 40]], 30, [3.5, 26.5], id="短栏够写即可，长栏得其余"),
        pytest.param([["日期"], ["20260303"]], 5, [5.5], id="八位日期不拆开"),
        pytest.param([["予以公开", "征" * 9, "征" * 30]], 30, [5.5, 10.5, 14], id="先让一行写得下的写下"),
        pytest.param([["征" * 17, "征" * 47]], 27, [8.5, 18.5], id="都写不下的按需要分"),
        pytest.param([["a" * 200, "征" * 40]], 30, [25.5 + 2 / 3, 3.5 + 1 / 3], id="过长的西文不能撑破表格"),
    ],
)
def test_widths_follow_the_texts(rows, room, widths):
    assert column_widths(rows, room=room) == pytest.approx(widths)


def test_short_rows_are_filled_up():
    assert even_rows([("甲",), ("乙", "丙")]) == [["甲", ""], ["乙", "丙"]]

"""标题回行 (GB/T 9704-2012, 7.3.1): 词意完整、排列对称、长短适宜, 梯形或菱形; 书名号、年份号不拆开, 不留单字."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.headings import break_heading, width_of

OFFICE = "重庆市渝中区人民政府朝天门街道办事处"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        pytest.param("政府信息公开申请答复书", ("政府信息公开申请答复书",), id="一行容得下"),
        pytest.param(f"{OFFICE}\n政府信息公开申请答复书", (OFFICE, "政府信息公开申请答复书"), id="作者自己分行"),
        pytest.param(
            "关于进一步加强朝天门街道基层治理和安全生产工作的通知",
            ("关于进一步加强朝天门街道", "基层治理和安全生产工作的通知"),
            id="两行梯形",
        ),
        pytest.param(
            "关于对《政府信息公开申请（渝中朝天门〔2026〕3号）》征求第三方意见的函",
            ("关于对《政府信息公开申请", "（渝中朝天门〔2026〕3号）》", "征求第三方意见的函"),
            id="三行菱形，书名号过长时括号仍完整",
        ),
        pytest.param(
            "关于李堃申请公开朝天门片区旧城改造房屋征收补偿安置方案及其附件的答复",
            ("关于李堃申请公开朝天门片区", "旧城改造房屋征收补偿安置", "方案及其附件的答复"),
            id="连词在行首",
        ),
        pytest.param(
            f"{OFFICE}关于转发《重庆市人民政府办公厅关于印发重庆市政务公开工作实施方案的通知》的通知",
            (OFFICE, "关于转发《重庆市人民政府办公厅关于印发", "重庆市政务公开工作实施方案的通知》的通知"),
            id="三行菱形",
        ),
        pytest.param(
            "朝天门街道关于公布《政府信息公开指南》的通知公告和说明",
            ("朝天门街道关于公布", "《政府信息公开指南》的通知公告和说明"),
            id="书名号完整",
        ),
    ],
)
def test_a_title_is_broken_by_sense(title, lines):
    assert break_heading(title) == lines


def test_an_empty_title_is_one_empty_line():
    assert break_heading(" \n ") == ("",)


@given(st.text("关于征求朝天门街道办事处和的《》（）、申请公开2026ab", min_size=1, max_size=80), st.integers(6, 24))
def test_no_character_is_lost_and_no_line_too_wide(title, per_line):
    lines = break_heading(title, per_line=per_line)

    assert "".join(lines) == title
    assert all(width_of(line) <= per_line for line in lines)


@given(st.text("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", min_size=2, max_size=80))
def test_no_single_character_is_left_on_a_line(title):
    assert all(len(line) > 1 for line in break_heading(title))

"""读正文: the date under the report, the title, and the figures that the prose states."""

from datetime import date

import pytest

from gongkai.report.reading import case_figures
from gongkai.report.reading.dates import signature
from gongkai.report.reading.figures import figures
from gongkai.report.reading.prose import narrative, office_and_year

CASE_FIGURES = {*case_figures.KINDS, "growth_percent"}
POSTED = "来源：柳浪街道 发布时间：{}\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026年1月19日", date(2026, 1, 19)),
        ("２０２６年１月１９日", date(2026, 1, 19)),
        ("2026 年 1 月 19 日", date(2026, 1, 19)),
        ("2026年2月30日", None),
    ],
    ids=["完整", "全角", "有空格", "没有这一天"],
)
def test_whole_date_is_read_without_a_word(line: str, expected: date | None) -> None:
    assert signature(f"柳浪街道办事处\n      {line}\n扫一扫在手机打开当前页") == (expected, None)


@pytest.mark.parametrize(
    ("line", "posted", "expected"),
    [
        ("2026119", "2026-01-20", date(2026, 1, 19)),
        ("2026119", "2026-12-01", None),
        ("2026119", None, None),
        ("20260119", "2026-01-20", date(2026, 1, 19)),
        ("20241月1日", "2024-01-05", date(2024, 1, 1)),
        ("2026年119日", "2026-01-20", date(2026, 1, 19)),
        ("2026991", "2026-12-31", None),
    ],
    ids=["只剩一种可能", "有两种可能", "没有发布时间", "八位", "丢了年字", "丢了月字", "没有这一天"],
)
def test_damaged_date_is_damage_of_the_copy(line: str, posted: str | None, expected: date | None) -> None:
    text = (POSTED.format(posted) if posted else "") + f"柳浪街道办事处\n{line}"

    signed = signature(text)

    assert signed.signed_date == expected
    assert f"“{line}”" in signed.note
    assert "复制" in signed.note
    assert "不视为原文差错" in signed.note


def test_text_without_a_date_says_nothing() -> None:
    assert signature("一、总体情况\n2025年共公开12条。") == (None, None)


@pytest.mark.parametrize(
    "title",
    [
        "松溪区柳浪街道办事处2024年政府信息公开工作年度报告",
        "松溪区柳浪街道办事处２０２４年度政府信息公开年度报告",
        "松溪区柳浪街道办事处\n二〇二四年政府信息公开工作年度报告",
        "当前位置:年报\n《松溪区柳浪街道办事处2024年政府信息公开工作报告》",
    ],
    ids=["原样", "年度", "分两行", "书名号"],
)
def test_office_and_year_are_read_from_the_title(title: str) -> None:
    assert office_and_year(title) == ("松溪区柳浪街道办事处", 2024)


def test_title_without_a_year_gives_neither() -> None:
    assert office_and_year("政府信息公开工作年度报告") == (None, None)


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("全年累计公开各类信息266条。", "items_published_total", "266"),
        ("主动公开政府信息 1024 余条。", "items_published_total", "1024"),
        ("未收到政府信息公开申请。", "applications_received", "0"),
        ("无行政复议、行政诉讼案件。", "reconsiderations", "0"),
        ("未发生行政复议和行政诉讼案件。", "litigations", "0"),
        ("收取信息处理费300元。", "processing_fee_yuan", "300"),
        ("没有收取信息处理费。", "processing_fee_yuan", "0"),
        ("更新及时率达到 99.5％。", "timeliness_rate_percent", "99.5"),
        ("政策文件5个工作日内公开。", "policy_limit_workdays", "5"),
        ("办结申请73件，其中予以公开2件。", "applications_handled", "73"),
        ("收到申请5件，其中予以公开2件、部分公开 3 件。", "results_partial", "3"),
        ("不予公开32件，无法提供9件。", "results_refused", "32"),
        ("不予公开32件，无法提供9件。", "results_unavailable", "9"),
        ("不予处理17件、其他处理12件。", "results_rejected", "17"),
        ("不予处理17件、其他处理12件。", "results_other", "12"),
        ("结转下年度继续办理4件。", "applications_carried_over", "4"),
        ("无结转下年度继续办理的申请。", "applications_carried_over", "0"),
        ("申请按时答复率100%。", "replies_in_time_percent", "100"),
        ("公开信息1024条，同比增长12.5%。", "growth_percent", "12.5"),
        ("较上年减少3.2％。", "growth_percent", "-3.2"),
        ("收取信息处理费0.05万元。", "processing_fee_yuan", "500.00"),
        ("因政府信息公开引起行政复议案件2起。", "reconsiderations", "2"),
    ],
)
def test_figure_is_read_with_its_sentence(sentence: str, kind: str, value: str) -> None:
    found = {figure.kind: figure for figure in figures(sentence, year=2024)}

    assert str(found[kind].value) == value
    assert found[kind].sentence.endswith("。")


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年收到政府信息公开申请19件。",
        "上半年收到政府信息公开申请3件。",
        "政策文件5个工作日内公开。",
        "收到网上申请3件。",
        "行政复议决定书3日内送达。",
        "办结群众信访5件。",
        "依申请公开3件。",
        "同比增长3个百分点。",
        "2023年办结政府信息公开申请5件。",
    ],
)
def test_figure_of_something_else_is_left_alone(sentence: str) -> None:
    kinds = {figure.kind for figure in figures(sentence, year=2024)}

    assert not kinds & {"applications_received", "policy_documents", "reconsiderations", *CASE_FIGURES}


def test_prose_is_parted_by_its_heads_whatever_their_tails() -> None:
    text = "一、总体情况\n（一）主动公开政府信息情况。甲。\n乙。\n（五）监督保障方面：丙。\n五、存在的主要问题及改进情况\n1、存在问题\n丁。"

    assert narrative(text, office=None) == {
        "proactive": "甲。\n乙。",
        "supervision": "丙。",
        "problems": "丁。",
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["松溪区柳浪街道办事处2024年政府信息公开", "工作年度报告"],
        ["松溪区柳浪街道", "办事处2024年政府信息公开工作", "年度报告"],
        ["松溪区柳浪街道办事处", "2024年政府信息公开工作", "年度报告"],
        ["松溪区柳浪街道办事", "处2024年政府信息公开工作年度报告"],
    ],
    ids=["尾部折行", "折成三行", "机关名称单独一行", "折在名称中"],
)
def test_title_cut_over_lines_gives_office_and_year(lines: list[str]) -> None:
    assert office_and_year("\n".join([*lines, "一、总体情况"])) == ("松溪区柳浪街道办事处", 2024)

"""年报初稿: every sentence comes from a figure of the register; what is zero is left out, save where the law asks for it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from gongkai.law.report_form import PARTS
from gongkai.report.checking import check
from gongkai.report.collect import Collected
from gongkai.report.drafting import draft_narrative, suggestions, unwritten
from gongkai.report.drafting.following import answered
from gongkai.report.following import Answer, Standing, problems_in
from gongkai.report.models import as_read
from gongkai.report.sources import known_figures
from gongkai.report.tests import years
from gongkai.report.tests.years import EMPTY, NAME, YEAR, with_cells, with_items, with_rate, with_review, with_work

RECEIVED = ("table3", "new", "total")


def drafted(year: Collected) -> dict[str, str]:
    return draft_narrative(known_figures(year), name=NAME, year=YEAR).narrative


def reading_of(year: Collected):
    return as_read(office=NAME, year=YEAR, tables=year.tables, narrative=drafted(year))


def test_a_year_in_which_nothing_happened_says_what_must_be_said_and_no_more() -> None:
    assert drafted(EMPTY) == {
        "overview": "柳浪街道依照《中华人民共和国政府信息公开条例》，编制2024年政府信息公开工作年度报告。"
        "数据统计期限为2024年1月1日至12月31日。",
        "proactive": "2024年，柳浪街道共主动公开政府信息0条。",
        "on_request": "2024年，收到政府信息公开申请0件，上年结转政府信息公开申请0件，办结0件，结转下年度继续办理0件。\n"
        "2024年，未发生政府信息公开行政复议和行政诉讼。",
        "other": "2024年，柳浪街道未收取信息处理费。",
    }


@pytest.mark.parametrize(
    ("year", "section", "said"),
    [
        (with_items({"政策文件": 1}), "proactive", "共主动公开政府信息1条。"),
        (
            with_items({"政策文件": 2, "通知公告": 3}),
            "proactive",
            "共主动公开政府信息5条，其中政策文件2件、通知公告3条。",
        ),
        (with_items({"通知公告": 3}, {"甲": 3}), "platform", "设置栏目40个，本年有信息更新的1个。"),
        (with_items({"通知公告": 3}, {"甲": 2, "乙": 1}), "proactive", "按栏目看，“甲”2条、“乙”1条。"),
        (
            with_items({"通知公告": 28}, dict.fromkeys("甲乙丙丁戊己庚", 4)),
            "proactive",
            "“戊”4条、“己”4条等栏目。",
        ),
        (with_rate(44, 1), "proactive", "全年到期应公开45条，按期公开44条，发布及时率97.8%。"),
        (with_rate(1, 0), "proactive", "发布及时率100.0%。"),
        (with_items({"通知公告": 3}, withdrawn=1), "management", "本年公开后又撤回的1条，均登记了撤回理由"),
        (years.changed(EMPTY, determined={"PROACTIVE": 1}), "management", "源头认定公开属性1件，认定为主动公开的1件。"),
        (
            years.changed(EMPTY, determined={"PROACTIVE": 5, "ON_REQUEST": 2, "WITHHELD": 3}),
            "management",
            "源头认定公开属性10件，认定为主动公开的5件，认定为依申请公开的2件，认定为不予公开的3件。",
        ),
        (
            with_cells(
                {("table2", "normative_documents", "made"): 1, ("table2", "normative_documents", "in_force"): 4}
            ),
            "management",
            "本年制发行政规范性文件1件、现行有效行政规范性文件4件。",
        ),
        (with_review(closed=12), "management", "全年完成审校12轮。"),
        (with_review(closed=12, urgent=1, returned=2), "management", "完成审校12轮（加急1轮），退回拟稿人修改2轮。"),
        (with_review(errors={1: 7}), "supervision", "退回改正差错7处，其中一校7处。"),
        (with_review(errors={1: 7, 2: 2, 3: 1}), "supervision", "差错10处，其中一校7处、二校2处、三校1处。"),
        (with_review(returns={1: 3, 3: 1}), "supervision", "公开前审核把关，初审退回修改3次、终审退回修改1次。"),
        (
            with_cells({RECEIVED: 2, ("table3", "new", "natural_person"): 2, ("table3", "carried_over", "total"): 2}),
            "on_request",
            "收到政府信息公开申请2件（自然人2件），上年结转政府信息公开申请0件，办结0件，结转下年度继续办理2件。",
        ),
        (
            with_cells(
                {("table3", "refused_state_secret", "total"): 1, ("table3", "refused_special_access", "total"): 2}
            ),
            "on_request",
            "办结的申请中，不予公开3件。",
        ),
        (
            with_work(replied_ids=(1, 2), average_workdays=Decimal("11.5")),
            "on_request",
            "申请自收到至答复平均11.5个工作日（按作出的2件答复计算，含补正、征求意见的时间）。",
        ),
        (with_work(extended=1), "on_request", "依法延长答复期限1件。"),
        (
            with_cells({("table4", "reconsideration", "upheld"): 1, ("table4", "reconsideration", "total"): 1}),
            "on_request",
            "政府信息公开行政复议1件（结果维持1件），行政诉讼0件。",
        ),
        (
            with_cells({("table4", "litigation_direct", "total"): 2, ("table4", "litigation_direct", "pending"): 2}),
            "on_request",
            "政府信息公开行政复议0件，行政诉讼2件（尚未审结2件）。",
        ),
        (with_work(fees_yuan=300, fees_paid=2), "other", "依法收取信息处理费300元，涉及政府信息公开申请的缴费2笔。"),
    ],
    ids=[
        "一类",
        "两类",
        "一个栏目",
        "两个栏目",
        "七个栏目",
        "有逾期",
        "全部按期",
        "撤回",
        "认定一件",
        "认定三种属性",
        "规范性文件",
        "只有通过",
        "加急和退回",
        "只有一校",
        "三级校对",
        "审核退回",
        "有申请",
        "不予公开合计",
        "平均工作日",
        "延期",
        "只有复议",
        "只有诉讼",
        "收费",
    ],
)
def test_a_figure_gets_its_sentence(year: Collected, section: str, said: str) -> None:
    assert said in drafted(year)[section]


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("management", "（三）政府信息管理"),
        ("platform", "（四）政府信息公开平台建设"),
        ("supervision", "（五）监督保障"),
    ],
    ids=["信息管理", "平台建设", "监督保障"],
)
def test_what_the_register_cannot_prove_is_left_to_people_and_said_so(section: str, key: str) -> None:
    assert section not in drafted(EMPTY)
    assert f"“{key}”尚无文字，请填写。" in unwritten(drafted(EMPTY))


def test_all_five_sections_are_drafted_where_the_register_has_figures() -> None:
    sections = [section.key for section in PARTS[0].sections]

    assert [key for key in sections if key not in drafted(years.a_full_year())] == []


def test_what_was_drafted_is_read_back_as_it_was_meant() -> None:
    year = years.a_full_year()
    reading = reading_of(year)
    found = {figure.kind: figure.value for figure in reading.figures}

    expected = {
        "items_published_total": year.items.total,
        "policy_documents": year.items.by_kind["政策文件"],
        "timeliness_rate_percent": year.rate.percent,
        "applications_received": year.tables.value("table3", "new", "total"),
        "applications_carried_in": year.tables.value("table3", "carried_in", "total"),
        "applications_handled": year.tables.value("table3", "handled_total", "total"),
        "applications_carried_over": year.tables.value("table3", "carried_over", "total"),
        "results_granted": year.tables.value("table3", "granted", "total"),
        "reconsiderations": year.tables.value("table4", "reconsideration", "total"),
        "normative_documents_made": year.tables.value("table2", "normative_documents", "made"),
        "processing_fee_yuan": year.casework.fees_yuan,
    }
    assert {kind: found.get(kind) for kind in expected} == expected
    refused = sum(int(year.tables.value("table3", row, "total")) for row in _rows("refused_"))
    assert found["results_refused"] == refused


def _rows(prefix: str) -> list[str]:
    return [known.split(".")[1] for known in known_figures(EMPTY) if known.startswith(f"table3.{prefix}")]


@settings(max_examples=60, deadline=None)
@given(year=years.years())
def test_a_draft_has_no_error_against_itself(year: Collected) -> None:
    assert [finding for finding in check(reading_of(year)) if finding.is_blocking] == []


@pytest.mark.parametrize(
    ("year", "keys"),
    [
        (EMPTY, []),
        (with_rate(98, 2), []),
        (with_rate(97, 3), ["late_items"]),
        (with_work(late=1), ["late_replies"]),
        (years.changed(EMPTY, columns=years.Columns(kept=40, updated=38, silent=2)), ["silent_columns"]),
        (with_review(errors={1: 3, 2: 1, 3: 4}), []),
        (with_review(errors={1: 30, 2: 1, 3: 5}), []),
        (with_review(errors={1: 3, 2: 1, 3: 5}), ["late_errors"]),
    ],
    ids=["平常", "刚好98%", "97%", "逾期答复", "两个栏目未更新", "三校差错少", "三校占比小", "三校差错多"],
)
def test_problems_are_suggested_from_figures_alone(year: Collected, keys: list[str]) -> None:
    assert [suggestion.key for suggestion in suggestions(known_figures(year))] == keys


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "一是信息更新滞后。个别板块发布不及时，未能回应关切。二是审核把关不够严谨，执行不到位。           ",
            ["信息更新滞后。个别板块发布不及时，未能回应关切", "审核把关不够严谨，执行不到位"],
        ),
        ("主要有：1.信息少。\n2.更新慢；3、不规范", ["信息少", "更新慢", "不规范"]),
        ("（一）甲方面不足。\n（二）乙方面不足。", ["甲方面不足", "乙方面不足"]),
        ("部分社区动态发布偏晚。\n解读形式单一。", ["部分社区动态发布偏晚", "解读形式单一"]),
        ("更新不够及时；解读形式单一。", ["更新不够及时", "解读形式单一"]),
        ("及时率只有97.5%，不是最好。", ["及时率只有97.5%，不是最好"]),
        ("", []),
    ],
    ids=["一是二是", "数字编号", "括号编号", "分行", "一句两事", "小数不是编号", "没有"],
)
def test_last_years_problems_are_told_apart(text: str, problems: list[str]) -> None:
    assert problems_in(text) == problems


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.DONE, "上年报告的“更新滞后”问题，已整改：建立了提醒。"),
        (Standing.ONGOING, "上年报告的“更新滞后”问题，正在持续推进：建立了提醒。"),
        (Standing.OPEN, "上年报告的“更新滞后”问题，尚未完成：建立了提醒。"),
    ],
    ids=["已整改", "持续推进", "未完成"],
)
def test_an_answer_names_the_problem_and_what_was_done(standing: Standing, said: str) -> None:
    assert answered(Answer("更新滞后，个别板块不及时", standing, "建立了提醒。")) == said


def test_the_same_words_with_another_years_figures_are_no_copy() -> None:
    """雷同 (E13) is about what people copy; what a draft states anew each year is another figure."""
    this, last = years.a_full_year(), years.another_full_year()
    drafted_then = draft_narrative(known_figures(last), name=NAME, year=YEAR - 1).narrative
    before = as_read(office=NAME, year=YEAR - 1, tables=last.tables, narrative=drafted_then)

    assert [finding for finding in check(reading_of(this), before) if finding.rule == "E13"] == []
    assert [finding.rule for finding in check(reading_of(last), before) if finding.rule == "E13"] == ["E13"]

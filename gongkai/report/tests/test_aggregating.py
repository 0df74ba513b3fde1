"""汇总: cell by cell, nothing dropped, nothing taken for nought (《条例》第四十九条, domain rules E1–E5, E13, E15)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, Cell, ReportTables, crossfoot, zero_tables
from gongkai.report.aggregating import Handed, Roster, Standing, Unit, Verdict
from gongkai.report.aggregating.adding import add, change
from gongkai.report.aggregating.siblings import Siblings
from gongkai.report.tests.districts import (
    BING,
    DISTRICT,
    JIA,
    YEAR,
    YI,
    figures,
    file,
    findings_to,
    reading,
    registered,
    summed,
)
from gongkai.report.tests.reports import valid_tables

NEW_TOTAL = Cell("table3", "new", "total")
GRANTED_TOTAL = Cell("table3", "granted", "total")


# Sums


@settings(max_examples=20)
@given(st.lists(valid_tables(), min_size=1, max_size=4))
def test_sum_of_valid_reports_breaks_no_equation(tables: list[ReportTables]) -> None:
    assert crossfoot(add({str(place): each for place, each in enumerate(tables)}).total) == []


@settings(max_examples=20)
@given(st.lists(valid_tables(), min_size=2, max_size=4), st.randoms())
def test_another_unit_adds_exactly_its_figures_and_order_does_not_matter(tables, chance) -> None:
    named = [(str(place), each) for place, each in enumerate(tables)]
    whole, without = add(dict(named)).total, add(dict(named[:-1])).total
    chance.shuffle(named)

    assert all(whole.cells[cell] - without.cells[cell] == tables[-1].cells[cell] for cell in CELLS)
    assert add(dict(named)).total == whole


def test_cell_not_given_is_named_and_never_nought() -> None:
    partly = figures(new=3).replace({NEW_TOTAL: None})
    sums = add({"甲": figures(new=2), "乙": partly, "丙": ReportTables()})

    assert (sums.total.cells[NEW_TOTAL], sums.given(NEW_TOTAL), sums.absent[NEW_TOTAL]) == (2, 1, ("乙", "丙"))
    assert add({"丙": ReportTables()}).total.cells[NEW_TOTAL] is None


def test_sum_without_some_cells_says_so_row_by_row() -> None:
    found = summed({JIA: figures(new=2), YI: figures(new=3).replace({NEW_TOTAL: None})})

    assert any("“一、本年新收政府信息公开申请数量”行：云山市松溪区乙街道办事处没有给全" in note for note in found.notes)


@pytest.mark.parametrize(
    ("now", "before", "difference", "percent"),
    [(6, 4, 2, 50.0), (0, 4, -4, -100.0), (3, 0, 3, None), (3, None, None, None), (None, 3, None, None)],
    ids=["增", "减到零", "上年为零", "上年未给", "本年未给"],
)
def test_change_against_last_year(now, before, difference, percent) -> None:
    told = change(NEW_TOTAL, zero_tables().replace({NEW_TOTAL: now}), zero_tables().replace({NEW_TOTAL: before}))

    assert (told.difference, told.percent) == (difference, percent)


# Findings on the sum


def test_broken_sum_names_the_unit_that_broke_it() -> None:
    found = summed({JIA: figures(new=2), YI: figures(new=3).replace({GRANTED_TOTAL: 4})})

    told = {finding.rule: finding for finding in found.findings}
    assert set(told) == {"E2", "E3"}
    assert told["E3"].severity == "error"
    assert YI.name in told["E3"].message
    assert JIA.name not in told["E3"].message


def test_sum_broken_by_a_missing_cell_alone_is_only_a_reminder() -> None:
    found = summed({JIA: figures(new=2), YI: figures(new=3).replace({GRANTED_TOTAL: None})})

    assert {(finding.rule, finding.severity) for finding in found.findings} == {("E2", "warn"), ("E3", "warn")}
    assert all("没有提供" in finding.message for finding in found.findings)


def test_districts_own_report_is_held_against_the_sum() -> None:
    own = file("区.html", DISTRICT, figures(new=6))
    found = summed({JIA: figures(new=2), YI: figures(new=3)}, files=[own])

    cells = {finding.where for finding in found.findings if finding.rule == "E15"}
    assert len(cells) == 6
    assert all(finding.severity == "error" for finding in found.findings)
    assert found.sums.total.cells[NEW_TOTAL] == 5


def test_districts_own_report_is_only_asked_about_while_units_are_missing() -> None:
    found = summed({JIA: figures(new=2)}, units=[JIA, YI], files=[file("区.html", DISTRICT, figures(new=6))])

    assert {finding.severity for finding in found.findings if finding.rule == "E15"} == {"warn"}
    assert f"合计尚缺{YI.name}" in found.findings[0].message


def test_documents_issued_jointly_are_asked_about() -> None:
    found = summed({JIA: figures(made=1), YI: figures(made=2)})

    assert any("联合制发的只由主办单位计数" in note for note in found.notes)
    assert not any("联合制发" in note for note in summed({JIA: figures(made=1), YI: figures()}).notes)


# What becomes of every file


@pytest.mark.parametrize(
    ("handed", "verdict", "said"),
    [
        (file("乙.txt", YI.name, figures()), Verdict.TAKEN, "计入"),
        (file("乙.txt", "松溪区乙街道", figures()), Verdict.TAKEN, "计入"),
        (file("乙街道年报.txt", None, figures()), Verdict.TAKEN, "计入"),
        (file("乙.txt", YI.name, figures(), year=None), Verdict.TAKEN, "没有读到年度，按2025年计入，请核对"),
        (file("甲.txt", JIA.name, figures()), Verdict.DUPLICATE, "以登记的为准"),
        (file("乙.txt", YI.name, figures(), year=2024), Verdict.WRONG_YEAR, "是2024年的报告，不是2025年的"),
        (file("外.txt", "云山市竹溪区乙街道办事处", figures()), Verdict.UNKNOWN_UNIT, "不在本区填报单位名册中"),
        (file("无名.txt", None, figures()), Verdict.UNKNOWN_UNIT, "没有读到机关名称"),
        (Handed(source="坏.pdf", problem="“坏.pdf”是扫描件。"), Verdict.UNREADABLE, "扫描件"),
        (file("区.txt", DISTRICT, figures()), Verdict.DISTRICT, "区级自己的年度报告"),
    ],
    ids=["全称", "略去办事处", "据文件名", "无年度", "已登记", "上一年", "外区同名", "没有名称", "读不了", "区级"],
)
def test_every_file_is_told_what_became_of_it(handed, verdict, said: str) -> None:
    found = summed({JIA: figures(new=1)}, units=[JIA, YI], files=[handed])

    fate = next(fate for fate in found.fates if fate.source == handed.source)
    assert fate.verdict == verdict
    assert said in fate.sentence
    assert (YI.name in [each.unit.name for each in found.missing]) == (verdict != Verdict.TAKEN)


def test_second_file_of_a_unit_does_not_count() -> None:
    files = [file("一.txt", YI.name, figures(new=1)), file("二.txt", YI.name, figures(new=7))]
    found = summed({}, units=[YI], files=files)

    assert found.sums.total.cells[NEW_TOTAL] == 1
    assert [fate.verdict for fate in found.fates] == [Verdict.TAKEN, Verdict.DUPLICATE]
    assert "已有“一.txt”计入" in found.fates[1].sentence


@pytest.mark.parametrize(
    ("named", "met"),
    [
        ("云山市松溪区人民政府甲街道办事处", ["甲"]),
        ("松溪区甲街道", ["甲"]),
        ("甲街道办事处", ["甲"]),
        ("松溪区第1街道办事处", ["1"]),
        ("第十一中学", ["11"]),
        ("松溪区柳树镇", ["镇"]),
        ("云山市松溪区财政局", ["财"]),
        ("财政局", ["财"]),
        ("云山市财政局", []),
        ("竹溪区财政局", []),
        ("松溪区财政局办公室", []),
        ("松溪区", []),
    ],
    ids=str,
)
def test_unit_is_known_by_its_name_with_or_without_the_district(named: str, met: list[str]) -> None:
    names = {
        "甲": JIA.name,
        "1": "云山市松溪区第1街道办事处",
        "11街": "云山市松溪区第11街道办事处",
        "11": "云山市松溪区第十一中学",
        "一": "云山市松溪区第一中学",
        "镇": "云山市松溪区柳树镇人民政府",
        "财": "云山市松溪区财政局",
    }
    roster = Roster([Unit(name=name) for name in names.values()], district=DISTRICT)

    assert [unit.name for unit in roster.named(named)] == [names[each] for each in met]


def test_name_that_two_units_bear_is_not_guessed() -> None:
    units = [Unit(name=f"云山市松溪区{name}发展和改革局", short="发改局") for name in ("东岸", "西岸")]
    found = summed({}, units=units, files=[file("发改.txt", "松溪区发改局", figures())])

    assert found.fates[0].verdict == Verdict.UNKNOWN_UNIT
    assert "东岸" in found.fates[0].sentence
    assert "西岸" in found.fates[0].sentence


def test_open_roster_takes_others_and_says_so() -> None:
    others = [file("丙.txt", BING.name, figures(new=4))]
    found = summed(
        {JIA: figures(new=1)},
        files=others,
        previous_files=[file("旧.txt", BING.name, figures(), year=2024)],
        takes_others=True,
    )

    assert found.sums.total.cells[NEW_TOTAL] == 5
    assert [fate.verdict for fate in found.fates if fate.source in {"丙.txt", "旧.txt"}] == [
        Verdict.TAKEN,
        Verdict.ENTERED,
    ]


# Late and missing


@pytest.mark.parametrize(
    ("published_on", "on", "state"),
    [
        (date(2026, 1, 31), date(2026, 2, 10), "已公布"),
        (date(2026, 2, 1), date(2026, 2, 10), "逾期公布"),
        (None, date(2026, 1, 31), "尚未公布"),
        (None, date(2026, 2, 1), "尚未公布（已逾期）"),
    ],
    ids=["末日", "次日", "未公布未到期", "未公布已到期"],
)
def test_state_of_a_registered_report(published_on, on, state: str) -> None:
    found = summed({}, units=[JIA], files=[registered(JIA, figures(), published_on=published_on)], on=on)

    assert found.units[0].state == state


@pytest.mark.parametrize(("on", "state"), [(date(2026, 1, 31), "缺报"), (date(2026, 2, 1), "缺报（已逾期）")], ids=str)
def test_state_of_a_unit_without_a_report(on, state: str) -> None:
    found = summed({}, units=[JIA], on=on)

    assert found.units[0].state == state
    assert found.is_blocked


@pytest.mark.parametrize(
    ("more", "standing", "is_late"),
    [
        ({}, Standing.UNDATED, False),
        ({"signed_date": date(2026, 2, 3)}, Standing.UNDATED, True),
        ({"text": "发布时间：2026-01-20"}, Standing.PUBLISHED, False),
        ({"text": "发布时间：2026-02-05"}, Standing.PUBLISHED, True),
    ],
    ids=["没有日期", "落款已晚", "页面日期", "页面日期已晚"],
)
def test_state_of_a_file(more, standing, is_late: bool) -> None:
    found = summed({}, units=[JIA], files=[file("甲.txt", JIA.name, figures(), **more)])

    assert (found.units[0].standing, found.units[0].is_late) == (standing, is_late)


# Copied from a sibling

OWN = "。".join(f"{word}工作按第{word}项安排推进落实" for word in "子丑寅卯辰巳午未")
OTHER = "。".join(f"{word}事项经第{word}次会议研究确定" for word in "天地玄黄宇宙洪荒")
COMMON = "。".join(f"{word}类信息依法依规及时公开到位" for word in "金木水火土日月星")


def alike(*texts: str):
    siblings = Siblings()
    for place, text in enumerate(texts):
        unit = Unit(name=f"松溪区第{place}街道办事处")
        siblings.add(unit, reading(unit.name, figures(), narrative={"overview": text.replace("我处", unit.name)}))
    return [(pair.one[4], pair.other[4], pair.share) for pair in siblings.pairs()]


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        ((OWN, OTHER), []),
        ((OWN, OWN), [("0", "1", 1.0)]),
        ((OWN.replace("工作按", "工作由我处按"),) * 2, [("0", "1", 1.0)]),
        ((OWN.replace("安排", "的5件安排"), OWN.replace("安排", "的17件安排")), [("0", "1", 1.0)]),
        ((OWN, OTHER, f"{OWN}。{OTHER}"), [("0", "2", 1.0), ("1", "2", 1.0)]),
        ((COMMON,) * 8, []),
        ((COMMON + OWN, COMMON + OWN, *((COMMON + OTHER,) * 6)), [("0", "1", 1.0)]),
    ],
    ids=["各写各的", "照抄", "只换自己的名称", "只换数字", "抄两家", "家家都有", "套话之外照抄"],
)
def test_copied_prose_is_found_whatever_name_and_figures(texts, pairs) -> None:
    assert alike(*texts) == pairs


def test_both_siblings_are_told() -> None:
    files = [file(f"{unit.short}.txt", unit.name, figures(), narrative={"overview": OWN}) for unit in (JIA, YI)]
    found = summed({}, units=[JIA, YI], files=files)

    assert YI.name in findings_to(found, JIA, "E13")[0].message
    assert JIA.name in findings_to(found, YI, "E13")[0].message


def test_roster_keeps_its_order_whatever_order_the_reports_have() -> None:
    roster = Roster([JIA, YI, BING], district=DISTRICT)

    assert [unit.name for unit in roster.of(YEAR)] == [JIA.name, YI.name, BING.name]
    found = summed({BING: figures(), JIA: figures()}, units=[JIA, YI, BING])
    assert [each.unit for each in found.units] == [JIA, YI, BING]

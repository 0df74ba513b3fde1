"""汇总: cell by cell, nothing dropped, nothing taken for nought (《条例》第四十九条, domain rules E1–E5, E13, E15)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, Cell, ReportTables, crossfoot, zero_tables
from gongkai.report.aggregating import Handed, Roster, Standing, Succession, Unit, Verdict
from gongkai.report.aggregating.adding import add, change
from gongkai.report.aggregating.siblings import Siblings
from gongkai.report.aggregating.succeeding import SuccessionGoesRound
from gongkai.report.tests.districts import DISTRICT, YEAR, figures, file, reading, registered, summed
from gongkai.report.tests.reports import valid_tables

JIA, YI, BING, DING = (Unit(name=f"云山市松溪区{name}街道办事处", short=f"{name}街道") for name in "甲乙丙丁")
FOUNDED = replace(DING, from_year=YEAR)
NEW_TOTAL = Cell("table3", "new", "total")
GRANTED_TOTAL = Cell("table3", "granted", "total")
MADE = Cell("table2", "normative_documents", "made")


def of(found, unit, rule=None):
    """Return what is said to the unit, by rule."""
    report = next(each for each in found.units if each.unit.name == unit.name)
    return [finding for finding in report.findings if rule in (None, finding.rule)]


def e4(found, unit):
    return [(finding.severity, finding.expected, finding.found) for finding in of(found, unit, "E4")]


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


# From year to year


@pytest.mark.parametrize("carried_in", [3, 2, 5], ids=["相符", "少一件", "多两件"])
def test_unit_of_its_own_is_held_against_its_last_year(carried_in: int) -> None:
    found = summed({JIA: figures(new=1, carried_in=carried_in)}, {JIA: figures(new=4, carried_over=3)})

    told = [] if carried_in == 3 else [("error", 3, carried_in)]
    assert e4(found, JIA)[:1] == told
    assert found.carry.difference == carried_in - 3
    assert bool(found.carry.findings()) == bool(told)


MERGED = [Succession(predecessor=JIA.name, successor=YI.name, year=YEAR)]
CHAIN = [*MERGED, Succession(predecessor=YI.name, successor=BING.name, year=YEAR)]
TWO_INTO_NEW = [Succession(predecessor=unit.name, successor=DING.name, year=YEAR) for unit in (JIA, YI)]
BEFORE = {
    JIA: figures(new=9, carried_over=2, in_force=4),
    YI: figures(new=9, carried_over=3, in_force=1),
    BING: figures(new=9, carried_over=5),
}


@pytest.mark.parametrize(
    ("successions", "heir", "owed", "others"),
    [
        (MERGED, YI, 5, {BING: figures(carried_in=5)}),
        (CHAIN, BING, 10, {}),
        (TWO_INTO_NEW, FOUNDED, 5, {BING: figures(carried_in=5)}),
    ],
    ids=["并入", "一年内相继并入", "两家合并新设"],
)
def test_successor_carries_in_its_own_and_its_predecessors(successions, heir, owed: int, others) -> None:
    in_force = {"in_force": 5}
    right = summed({heir: figures(carried_in=owed, **in_force), **others}, BEFORE, successions=successions)
    wrong = summed({heir: figures(carried_in=owed - 2, **in_force), **others}, BEFORE, successions=successions)

    assert [told for told in of(right, heir) if told.rule in {"E4", "E7"}] == []
    assert right.carry.difference == 0
    assert right.carry.findings() == []
    assert e4(wrong, heir) == [("error", owed, owed - 2)] * 2
    assert "承继" in of(wrong, heir, "E4")[0].message
    assert wrong.carry.difference == -2


def test_documents_in_force_follow_the_merger() -> None:
    found = summed(
        {YI: figures(carried_in=5, made=1, in_force=1), BING: figures(carried_in=5)}, BEFORE, successions=MERGED
    )

    assert [(told.expected, told.found) for told in of(found, YI, "E7")] == [(6, 1)]


def test_predecessor_owes_no_report_any_more() -> None:
    found = summed({YI: figures(carried_in=5)}, BEFORE, successions=MERGED)

    assert JIA.name not in {each.unit.name for each in found.units}
    assert found.missing[0].unit == BING


def test_abolished_without_heir_leaves_its_applications_nowhere() -> None:
    ended = replace(JIA, to_year=YEAR - 1)
    found = summed({YI: figures(carried_in=3)}, {ended: figures(new=9, carried_over=2), YI: BEFORE[YI]})

    (finding,) = found.findings
    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E4", "error", 5, 3)
    assert "甲街道2025年起不再填报，没有注明由谁承继，其结转的2件没有去向（差-2）" in finding.message


def test_abolished_with_nothing_open_is_silent() -> None:
    ended = replace(JIA, to_year=YEAR - 1)

    assert summed({YI: figures()}, {ended: figures(new=9), YI: figures()}).findings == ()


def test_founded_unit_carries_in_nothing() -> None:
    fine = summed({FOUNDED: figures(new=1)})
    found = summed({FOUNDED: figures(new=1, carried_in=2)})

    assert e4(fine, FOUNDED) == []
    assert e4(found, FOUNDED) == [("error", 0, 2)]
    assert "新设单位" in found.carry.findings()[0].message


DIVIDED = [Succession(predecessor=JIA.name, successor=unit.name, year=YEAR) for unit in (YI, BING)]
STATED = [replace(step, transferred=part) for step, part in zip(DIVIDED, (2, 0), strict=True)]
PART = [Succession(predecessor=JIA.name, successor=YI.name, year=YEAR, continues=True, transferred=1)]


def test_division_without_numbers_is_only_held_against_the_sum() -> None:
    fine = summed({YI: figures(carried_in=4), BING: figures(carried_in=6)}, BEFORE, successions=DIVIDED)
    wrong = summed({YI: figures(carried_in=4), BING: figures(carried_in=5)}, BEFORE, successions=DIVIDED)

    assert [(severity) for severity, *_ in e4(fine, YI)] == ["hint"]
    assert "不能逐个推算" in of(fine, YI, "E4")[0].message
    assert fine.carry.findings() == []
    assert ("error", 10, 9) in e4(wrong, YI)


def test_division_with_numbers_is_held_against_each() -> None:
    fine = summed({YI: figures(carried_in=5), BING: figures(carried_in=5)}, BEFORE, successions=STATED)
    wrong = summed({YI: figures(carried_in=4), BING: figures(carried_in=6)}, BEFORE, successions=STATED)

    assert e4(fine, YI) == e4(fine, BING) == []
    assert e4(wrong, YI) == [("error", 5, 4)]
    assert e4(wrong, BING) == [("error", 5, 6)]


def test_division_whose_numbers_do_not_add_up_is_said() -> None:
    short = [STATED[0], replace(STATED[1], transferred=3)]
    found = summed({YI: figures(carried_in=5), BING: figures(carried_in=8)}, BEFORE, successions=short)

    assert any("分立时写明移交5件，而其上年结转下年度为2件" in told.message for told in of(found, YI, "E4"))


def test_unit_that_gave_a_part_away_goes_on_with_the_rest() -> None:
    now = {JIA: figures(carried_in=1), YI: figures(carried_in=4), BING: figures(carried_in=5)}

    found = summed(now, BEFORE, successions=PART)

    assert e4(found, JIA) == e4(found, YI) == []


def test_heir_whose_predecessor_left_no_report_is_not_judged() -> None:
    before = {unit: tables for unit, tables in BEFORE.items() if unit is not JIA}
    found = summed({YI: figures(carried_in=9)}, before, units=[JIA, YI], successions=MERGED)

    assert [severity for severity, *_ in e4(found, YI)] == ["hint"]
    assert "缺少甲街道的上年报告" in of(found, YI, "E4")[0].message


def test_successions_in_a_circle_are_refused() -> None:
    circle = [*MERGED, Succession(predecessor=YI.name, successor=JIA.name, year=YEAR)]

    with pytest.raises(SuccessionGoesRound, match="首尾相接"):
        summed({}, BEFORE, successions=circle)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=8, max_size=8), st.booleans())
def test_reasons_add_up_to_the_difference(numbers: list[int], merged: bool) -> None:
    units = [JIA, YI, BING, DING]
    before = {unit: figures(new=9, carried_over=n) for unit, n in zip(units, numbers[:4], strict=True)}
    now = {
        unit: figures(new=9, carried_in=n)
        for unit, n in zip(units, numbers[4:], strict=True)
        if not merged or unit != JIA
    }

    carried = summed(now, before, successions=MERGED if merged else ()).carry

    assert sum(reason.difference for reason in carried.reasons) == carried.difference


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


def test_file_of_a_unit_that_was_merged_away_does_not_count() -> None:
    found = summed({YI: figures()}, BEFORE, successions=MERGED, files=[file("甲.txt", JIA.name, figures(new=4))])

    assert [fate.verdict for fate in found.fates if fate.source == "甲.txt"] == [Verdict.NOT_DUE]
    assert found.sums.total.cells[NEW_TOTAL] == 0


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

    assert YI.name in of(found, JIA, "E13")[0].message
    assert JIA.name in of(found, YI, "E13")[0].message


def test_roster_keeps_its_order_whatever_order_the_reports_have() -> None:
    roster = Roster([JIA, YI, BING], district=DISTRICT)

    assert [unit.name for unit in roster.of(YEAR)] == [JIA.name, YI.name, BING.name]
    found = summed({BING: figures(), JIA: figures()}, units=[JIA, YI, BING])
    assert [each.unit for each in found.units] == [JIA, YI, BING]

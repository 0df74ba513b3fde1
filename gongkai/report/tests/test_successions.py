"""From year to year: what a unit owes of the year before, across mergers, divisions and abolitions (domain rule E4)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import Cell
from gongkai.report.aggregating import Succession, Verdict
from gongkai.report.aggregating.succeeding import SuccessionGoesRound
from gongkai.report.tests.districts import BING, DING, JIA, YEAR, YI, figures, file, findings_to, summed

NEW_TOTAL = Cell("table3", "new", "total")
FOUNDED = replace(DING, from_year=YEAR)


def e4(found, unit):
    return [(finding.severity, finding.expected, finding.found) for finding in findings_to(found, unit, "E4")]


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

    assert [told for told in findings_to(right, heir) if told.rule in {"E4", "E7"}] == []
    assert right.carry.difference == 0
    assert right.carry.findings() == []
    assert e4(wrong, heir) == [("error", owed, owed - 2)] * 2
    assert "承继" in findings_to(wrong, heir, "E4")[0].message
    assert wrong.carry.difference == -2


def test_documents_in_force_follow_the_merger() -> None:
    found = summed(
        {YI: figures(carried_in=5, made=1, in_force=1), BING: figures(carried_in=5)}, BEFORE, successions=MERGED
    )

    assert [(told.expected, told.found) for told in findings_to(found, YI, "E7")] == [(6, 1)]


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
    assert "不能逐个推算" in findings_to(fine, YI, "E4")[0].message
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

    assert any("分立时写明移交5件，而其上年结转下年度为2件" in told.message for told in findings_to(found, YI, "E4"))


def test_unit_that_gave_a_part_away_goes_on_with_the_rest() -> None:
    now = {JIA: figures(carried_in=1), YI: figures(carried_in=4), BING: figures(carried_in=5)}

    found = summed(now, BEFORE, successions=PART)

    assert e4(found, JIA) == e4(found, YI) == []


def test_heir_whose_predecessor_left_no_report_is_not_judged() -> None:
    before = {unit: tables for unit, tables in BEFORE.items() if unit is not JIA}
    found = summed({YI: figures(carried_in=9)}, before, units=[JIA, YI], successions=MERGED)

    assert [severity for severity, *_ in e4(found, YI)] == ["hint"]
    assert "缺少甲街道的上年报告" in findings_to(found, YI, "E4")[0].message


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


def test_file_of_a_unit_that_was_merged_away_does_not_count() -> None:
    found = summed({YI: figures()}, BEFORE, successions=MERGED, files=[file("甲.txt", JIA.name, figures(new=4))])

    assert [fate.verdict for fate in found.fates if fate.source == "甲.txt"] == [Verdict.NOT_DUE]
    assert found.sums.total.cells[NEW_TOTAL] == 0

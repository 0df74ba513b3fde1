"""核对年报: E1–E8. What breaks is computed here a second time, from the equations as domain rules state them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, FEE, LEAF_ROWS, Cell, ReportTables, zero_tables
from gongkai.report.checking import Finding, check, check_tables
from gongkai.report.reading import Reading, read_text
from gongkai.report.tests import reports

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "annual-report-2025.txt"
ALL_KINDS = [*reports.KINDS, "total"]


def errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.is_blocking]


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def expected_breaks(cell: Cell) -> set[tuple[str, str, str]]:
    """Return (equation, row, column) that one changed cell of a valid report must break."""
    table, row, column = cell
    if table == "table4":
        return {("E5", row, "total")}
    if table != "table3":
        return set()
    broken = {("E3", row, "total")}
    if row in ("new", "carried_in", "handled_total", "carried_over"):
        broken.add(("E1", "handled_total", column))
    if row in LEAF_ROWS or row == "handled_total":
        broken.add(("E2", "handled_total", column))
    return broken


@settings(max_examples=60, deadline=None)
@given(tables=reports.valid_tables(), cell=st.sampled_from(CELLS), more=st.integers(1, 9))
def test_one_changed_cell_gives_exactly_the_equations_that_break(tables: ReportTables, cell: Cell, more: int) -> None:
    changed = tables.replace({cell: tables.cells[cell] + more})

    found = check_tables(changed)

    assert len(found) == len(expected_breaks(cell))
    assert {finding.rule for finding in found} == {equation for equation, _, _ in expected_breaks(cell)}
    assert all(finding.severity == "error" for finding in found)
    assert check_tables(tables) == []


@pytest.mark.parametrize(
    "row", ["new", "granted", "handled_total", "carried_over"], ids=["新收", "予以公开", "总计", "结转"]
)
def test_finding_says_row_column_expected_and_found(row: str) -> None:
    tables = zero_tables().replace({Cell("table3", row, "company"): 2})

    for finding in check_tables(tables):
        assert "表三" in finding.where
        assert "行" in finding.where
        assert "列" in finding.where
        assert {finding.expected, finding.found} == {0, 2}
        assert finding.message.endswith("。")
        assert "请" in finding.message


def test_finding_is_written_as_agreed() -> None:
    tables = zero_tables().replace({Cell("table4", "reconsideration", "pending"): 1})

    (finding,) = check_tables(tables)

    assert set(finding.as_json()) == {"rule", "severity", "where", "message", "expected", "found"}
    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E5", "error", 1, 0)


def test_previous_year_is_held_against_this_one() -> None:
    before = zero_tables().replace({Cell("table3", "carried_over", "natural_person"): 2})
    made = zero_tables().replace({Cell("table2", "normative_documents", "made"): 1})

    carried = [finding for finding in check_tables(zero_tables(), before) if finding.rule == "E4"]
    in_force = check_tables(made, zero_tables())

    assert [(f.expected, f.found, f.severity) for f in carried] == [(2, 0, "error")]
    assert [(f.rule, f.expected, f.found, f.severity) for f in in_force] == [("E7", 1, 0, "warn")]


def test_report_of_another_year_is_not_taken_for_the_previous_one() -> None:
    this = Reading("甲", 2024, "2021", zero_tables())
    other = Reading("甲", 2022, "2021", zero_tables().replace({Cell("table3", "carried_over", "total"): 5}))

    (finding,) = check(this, other)

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E4", "warn", 2023, 2022)


def test_blank_row_is_said_once_and_blank_cell_by_its_place() -> None:
    row = {cell: None for cell in CELLS if cell.row == "partial"}
    tables = zero_tables().replace({**row, FEE: None})

    findings = [finding for finding in check_tables(tables) if finding.rule == "E6"]

    assert [finding.where for finding in findings] == [
        "表二“行政事业性收费”行",
        "表三“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”行",
    ]


def test_negative_cell_is_an_error() -> None:
    tables = zero_tables().replace({Cell("table2", "permits", "decisions"): -3})

    (finding,) = check_tables(tables)

    assert (finding.rule, finding.severity, finding.found) == ("E6", "error", -3)


def test_lost_table_is_a_reminder_not_an_error() -> None:
    lost = {cell: None for cell in CELLS if cell.table == "table4"}

    (finding,) = check(Reading("甲", 2024, "2021", zero_tables().replace(lost)))

    assert (finding.rule, finding.severity, finding.where) == ("E6", "warn", "表四")


def test_cell_with_a_unit_is_an_error() -> None:
    text = reports.cell_per_line(zero_tables()).replace("行政许可\n0", "行政许可\n0件")

    (finding,) = check(read_text(text))

    assert (finding.rule, finding.severity, finding.found) == ("E6", "error", "0件")


def test_correct_report_passes_in_silence() -> None:
    assert check(read_text(reports.whole_text(reports.example_tables()))) == []


def prose(sentence: str, tables: ReportTables | None = None) -> list[Finding]:
    text = f"{reports.OFFICE}2024年政府信息公开工作年度报告\n一、总体情况\n{sentence}\n" + reports.cell_per_line(
        tables or counted()
    )
    return check(read_text(text))


def counted() -> ReportTables:
    """Return valid tables: 5 received, 2 carried in, 7 handled; 2 reconsiderations; 3 + 1 suits; 1 document made."""
    cells: dict[Cell, int] = {}
    for column in ("natural_person", "total"):
        cells |= {Cell("table3", "new", column): 5, Cell("table3", "carried_in", column): 2}
        cells |= {Cell("table3", "granted", column): 7, Cell("table3", "handled_total", column): 7}
    for row, count in (("reconsideration", 2), ("litigation_direct", 3), ("litigation_after_reconsideration", 1)):
        cells |= {Cell("table4", row, "upheld"): count, Cell("table4", row, "total"): count}
    cells |= {Cell("table2", "normative_documents", "made"): 1, Cell("table2", "normative_documents", "in_force"): 4}
    return zero_tables().replace(cells)


@pytest.mark.parametrize(
    "sentence",
    [
        "本年共收到政府信息公开申请5件。",
        "收到公民、法人和其他组织政府信息公开申请 5 件，上年结转 2 件，全部办结。",
        "全年受理依申请公开7件（含上年结转2件）。",
        "2023年收到政府信息公开申请19件，今年明显减少。",
        "上半年收到政府信息公开申请3件。",
        "收到网上申请3件，收到信函申请2件。",
        "行政复议2件，行政诉讼4件，均维持。",
        "行政诉讼1件未经复议。",
        "制发政策文件6份，其中印发行政规范性文件1件。",
        "公开工作信息30条、政策文件6份，全年共公开各类信息36条。",
        "全年共公开各类信息50条，其中工作信息30条、政策文件6件、通知公告14条。",
        "公开工作信息30条、政策文件6份、便民提示4条。全年累计公开各类信息40条。",
        "工作动态24小时内公开，政策文件3个工作日内公开。",
        "办结政府信息公开申请7件。",
    ],
)
def test_prose_that_can_agree_with_the_tables_is_not_questioned(sentence: str) -> None:
    assert prose(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected", "found"),
    [
        ("本年共收到政府信息公开申请6件。", 5, 6),
        ("2024年收到依申请公开申请 １２ 件。", 5, 12),
        ("全年未收到政府信息公开申请。", 5, 0),
        ("上年结转政府信息公开申请3件。", 2, 3),
        ("发生行政复议5件。", 2, 5),
        ("发生行政诉讼9件。", 4, 9),
        ("本年印发行政规范性文件3件。", 1, 3),
    ],
)
def test_prose_against_the_tables_is_an_error(sentence: str, expected: int, found: int) -> None:
    (finding,) = prose(sentence)

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E8", "error", expected, found)
    assert finding.message.endswith("。")


def test_parts_that_do_not_make_the_whole_are_asked_as_a_question() -> None:
    (finding,) = prose("公开工作信息30条、政策文件6份。全年累计公开各类信息90条。")

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E8", "hint", 36, 90)


@pytest.mark.skipif(not REAL.exists(), reason="the published report is not at hand")
def test_published_report_has_no_error_and_one_question() -> None:
    (finding,) = check(read_text(REAL.read_text("utf-8")))

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("E8", "hint", 45, 266)


@pytest.mark.skipif(not REAL.exists(), reason="the published report is not at hand")
@pytest.mark.parametrize("row", ["(一)予以公开", "2.重复申请", "(七)总计", "二、上年结转政府信息公开申请数量"])
def test_published_report_with_one_cell_changed_breaks_what_depends_on_it(row: str) -> None:
    text = REAL.read_text("utf-8").replace(f"{row}\n\n0", f"{row}\n\n1", 1)

    broken = rules(errors(check(read_text(text))))

    assert broken == {"(七)总计": ["E1", "E2", "E3"], "二、上年结转政府信息公开申请数量": ["E1", "E3"]}.get(
        row, ["E2", "E3"]
    )

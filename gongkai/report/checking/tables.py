"""核对表格: the sums of the tables (E1–E7), the suits after a reconsideration (E11), rules where none can be."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gongkai.law.report_form import (
    ROWS,
    TABLE_NAMES,
    TABLES,
    Break,
    ReportTables,
    Value,
    column_label,
    crossfoot,
    describe,
    row_of,
)
from gongkai.report.checking.finding import Finding, plain
from gongkai.report.checking.prose import of, sections
from gongkai.report.reading import Reading

_TOWNSHIP = re.compile(r"(?:街道(?:办事处)?|(?:镇|乡)(?:人民政府)?)\Z")
_OF_A_COUNTY = re.compile(r"(?:[^自治市]区|县|旗)(?:人民政府)?(?:[^省市]{1,24}(?:局|委员会|办公室|中心|大队))?\Z")
_EXPLAINED = re.compile(r"结转[^。]{0,40}(?:更正|调整|差异|划转|移交|合并|撤销|口径)")


def check_reading(reading: Reading, previous: Reading | None = None) -> Iterator[Finding]:
    """Yield what the tables of the report have against them; the previous year's adds E4 and E7."""
    before = previous.tables if previous is not None and is_year_before(previous, reading) else None
    yield from _lost_tables(reading.tables)
    yield from _wrong_year(reading, previous)
    yield from (_excused(finding, reading) for finding in check_tables(reading.tables, before))
    yield from _odd_cells(reading)
    if reading.text or before is not None:
        yield from _suits_after_reconsideration(reading.tables, before)
    yield from _rules_of_a_township(reading)


def is_year_before(previous: Reading, reading: Reading) -> bool:
    """Test if nothing speaks against the one being the report of the year before the other."""
    return previous.year is None or reading.year is None or previous.year == reading.year - 1


def _wrong_year(reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    if previous is None or is_year_before(previous, reading):
        return
    message = f"所给上年报告是{previous.year}年的，与{reading.year}年报告不相邻，未作上年结转和现行有效件数的核对。请换用上一年的报告。"
    expected = None if reading.year is None else reading.year - 1
    yield Finding("E4", "warn", "上年报告", message, expected, previous.year)


def check_tables(tables: ReportTables, previous: ReportTables | None = None) -> list[Finding]:
    """Return a finding for every equation that does not hold; a row wholly blank is said once."""
    breaks = crossfoot(tables, previous)
    blank_rows = {(table, row.key) for table in TABLES for row in ROWS[table] if _is_blank(tables, table, row.key)}
    kept = [item for item in breaks if item.equation != "E6" or (item.cell.table, item.cell.row) not in blank_rows]
    blanks = [_blank_row(*place) for place in sorted(blank_rows) if not tables.lacks(place[0])]
    return [*(_from_break(item, tables) for item in kept), *blanks]


def _is_blank(tables: ReportTables, table: str, row: str) -> bool:
    return all(value is None for value in tables.row(table, row))


def _lost_tables(tables: ReportTables) -> Iterator[Finding]:
    for table in TABLES:
        if tables.lacks(table):
            name = TABLE_NAMES[table]
            yield Finding(
                "E6",
                "warn",
                name,
                f"没有读到{name}的数字，无法核对。请对照原文：如原文即缺，应按法定表式补全，没有的填0。",
            )


def _blank_row(table: str, row: str) -> Finding:
    where = f"{TABLE_NAMES[table]}“{row_of(table, row).full_label}”行"
    return Finding("E6", "error", where, f"{where}没有可用的数字。请逐格填写，没有的填0，不得空白。")


def _from_break(item: Break, tables: ReportTables) -> Finding:
    severity = "warn" if item.equation == "E7" else "error"
    where = describe(item.cell)
    message = _MESSAGES[item.equation](item, tables)
    return Finding(item.equation, severity, where, message, plain(item.expected), plain(item.found))


def _balance(item: Break, tables: ReportTables) -> str:
    column = item.cell.column
    new, carried_in, handled, carried_over = (
        plain(tables.value("table3", row, column)) for row in ("new", "carried_in", "handled_total", "carried_over")
    )
    return (
        f"表三“{column_label(item.cell)}”列勾稽关系不成立：第一项{new}加第二项{carried_in}为{plain(item.expected)}，"
        f"第三项总计{handled}加第四项{carried_over}为{plain(item.found)}。请核对本年新收、上年结转、办理结果总计和结转下年度四格。"
    )


def _handled(item: Break, _: ReportTables) -> str:
    return (
        f"表三“{column_label(item.cell)}”列“（七）总计”填{plain(item.found)}，"
        f"而第三项（一）至（六）各项之和为{plain(item.expected)}。请核对该列各项办理结果和总计。"
    )


def _applicants(item: Break, _: ReportTables) -> str:
    return (
        f"表三“{row_of('table3', item.cell.row).full_label}”行“总计”填{plain(item.found)}，"
        f"而自然人与各类组织之和为{plain(item.expected)}。请核对该行各格。"
    )


def _carried(item: Break, _: ReportTables) -> str:
    return (
        f"表三“二、上年结转政府信息公开申请数量”行“{column_label(item.cell)}”列填{plain(item.found)}，"
        f"上年报告“四、结转下年度继续办理”同列为{plain(item.expected)}。两数应当一致；确有变动的，请在报告中说明。"
    )


def _outcomes(item: Break, _: ReportTables) -> str:
    return (
        f"表四“{row_of('table4', item.cell.row).full_label}”的“总计”填{plain(item.found)}，"
        f"而维持、纠正、其他、尚未审结之和为{plain(item.expected)}。请核对这五格。"
    )


def _blemish(item: Break, _: ReportTables) -> str:
    if item.found is None:
        return f"{describe(item.cell)}没有数字。没有的填0，不得空白。"
    asked = "不小于0的金额" if item.cell.row == "fees_10k_yuan" else "不小于0的整数"
    return f"{describe(item.cell)}填了{plain(item.found)}，应为{asked}。请核对后重填。"


def _in_force(item: Break, _: ReportTables) -> str:
    return (
        f"表二“{row_of('table2', item.cell.row).full_label}”行“现行有效件数”填{plain(item.found)}，"
        f"按上年现行有效数加本年制发、减本年废止应为{plain(item.expected)}。如有到期失效等情形，请在报告中说明。"
    )


_MESSAGES = {
    "E1": _balance,
    "E2": _handled,
    "E3": _applicants,
    "E4": _carried,
    "E5": _outcomes,
    "E6": _blemish,
    "E7": _in_force,
}


def _odd_cells(reading: Reading) -> Iterator[Finding]:
    for cell in reading.odd_cells:
        message = f"{cell.where}写作“{cell.text}”。表内只填数字，不带单位、符号或文字，没有的填0；请改正。"
        yield Finding("E6", "error", cell.where, message, None, cell.text)


def _excused(finding: Finding, reading: Reading) -> Finding:
    """Return a difference in what was carried over as a reminder where the prose explains it."""
    if finding.rule != "E4" or not _EXPLAINED.search(of(sections(reading), *sections(reading))):
        return finding
    return replace(finding, severity="warn")


def _suits_after_reconsideration(tables: ReportTables, before: ReportTables | None) -> Iterator[Finding]:
    """E11: who sues after a reconsideration has one behind him; of the years before the last the report says nothing, so it is a reminder."""
    suits = tables.value("table4", "litigation_after_reconsideration", "total")
    ended = [_ended(year) for year in (tables, before) if year is not None]
    if suits is None or None in ended or suits <= (behind := sum(number for number in ended if number is not None)):
        return
    where = "表四“复议后起诉”总计"
    years = "本年和上年" if before is not None else "本年"
    message = f"{where}为{plain(suits)}件，而{years}审结的行政复议共{plain(behind)}件。复议后起诉一般不多于已审结的复议，请核对两栏是否填错。"
    yield Finding("E11", "warn", where, message, plain(behind), plain(suits))


def _ended(tables: ReportTables) -> Value:
    outcomes = [tables.value("table4", "reconsideration", column) for column in ("upheld", "corrected", "other")]
    given = [value for value in outcomes if value is not None]
    return sum(given) if len(given) == len(outcomes) else None


def _rules_of_a_township(reading: Reading) -> Iterator[Finding]:
    """规章 are made by ministries, provinces and cities with districts (《立法法》), never by a township or a sub-district.

    What a county or its bureau puts there is asked for: it may count rules that it carries out.
    """
    office = reading.office or ""
    severity = "error" if _TOWNSHIP.search(office) else "warn"
    if severity == "warn" and not _OF_A_COUNTY.search(office):
        return
    filled = [c.label for c in row_of("table2", "rules").columns if reading.tables.value("table2", "rules", c.key)]
    if filled:
        where = "表二“规章”行"
        named = "、".join(f"“{label}”" for label in filled)
        message = f"{where}{named}不为0，而县（区）及其部门、乡镇、街道无权制定规章，此行各格应为0。请核对是否应填在“行政规范性文件”行。"
        yield Finding("rules", severity, where, message, 0, "、".join(filled))

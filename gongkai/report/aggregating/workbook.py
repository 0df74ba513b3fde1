"""汇总表: the aggregate as a workbook, one sheet per table, one per unit, and what is to be said on sheets of its own.

Written row by row; figures are numbers, so that the office can go on reckoning with them.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook

from gongkai.law.report_form import (
    CELLS,
    ROWS,
    TABLE3_COLUMNS,
    TABLE_NAMES,
    Cell,
    ReportTables,
    Row,
    Value,
    column_label,
    row_of,
)
from gongkai.report.aggregating.adding import change
from gongkai.report.aggregating.answer import Aggregate, UnitReport
from gongkai.report.aggregating.sheet import Sheet, title_for
from gongkai.report.checking import SEVERITIES

_CHANGE_HEADS = ("本年", "上年", "增减", "增减（%）")
_KEY_CELLS = (
    Cell("table2", "normative_documents", "made"),
    Cell("table3", "new", "total"),
    Cell("table3", "carried_in", "total"),
    Cell("table3", "handled_total", "total"),
    Cell("table3", "carried_over", "total"),
    Cell("table4", "reconsideration", "total"),
)
_KEY_HEADS = ("规范性文件制发", "新收申请", "上年结转", "办理结果总计", "结转下年度", "行政复议")


def write_workbook(found: Aggregate, path: Path | IO[bytes]) -> None:
    """Write the aggregate as XLSX."""
    book = Workbook(write_only=True)
    book.properties.title = f"{found.district}{found.year}年政府信息公开工作年度报告汇总"
    _overview(book, found)
    for table in ROWS:
        _total(book, found, table)
    _compared(book, found)
    _told(book, found)
    _late(book, found)
    _carried(book, found)
    _alike(book, found)
    _handled(book, found)
    taken = set(book.sheetnames)
    for report in found.units:
        _unit(book, report, title_for(report.unit.label, taken))
    book.save(path)


def _overview(book: Workbook, found: Aggregate) -> None:
    title = f"{found.district}{found.year}年年度报告汇总：各单位一览"
    sheet = Sheet(book, "一览", title, (34, 18, 12, 22, 8, 8, *(12 for _ in _KEY_CELLS)))
    sheet.head(["单位", "状态", "公布日期", "来源", "错误", "其他", *_KEY_HEADS])
    for report in found.units:
        others = len(report.findings) - report.errors
        figures = [_figure(report.tables, cell) for cell in _KEY_CELLS]
        sheet.line(
            [report.unit.name, report.state, report.published_on, report.source, report.errors, others, *figures]
        )
    totals = [found.sums.total.cells[cell] for cell in _KEY_CELLS]
    errors = sum(report.errors for report in found.units)
    others = sum(len(report.findings) for report in found.units) - errors
    sheet.line([f"合计（{found.sums.units}个单位）", None, None, None, errors, others, *totals])


def _figure(tables: ReportTables | None, cell: Cell) -> Value:
    return tables.cells[cell] if tables else None


def _total(book: Workbook, found: Aggregate, table: str) -> None:
    name = f"{TABLE_NAMES[table]}合计"
    title = f"{found.district}{found.year}年{name}（{found.sums.units}个单位）"
    if table == "table3":
        _third(book, found, name, title)
        return
    sheet = Sheet(book, name, title, (34, 22, 12, 12, 12, 12, 12, 60))
    sheet.head(["项目", "栏目", *_CHANGE_HEADS, "提供单位数", "没有提供的单位（合计不含，不作零计）"])
    for cell in (cell for cell in CELLS if cell.table == table):
        sheet.line([_row_label(cell), column_label(cell), *_changes(found, cell), *_givers(found, cell)])


def _third(book: Workbook, found: Aggregate, name: str, title: str) -> None:
    sheet = Sheet(book, name, title, (60, *(12 for _ in TABLE3_COLUMNS)))
    blocks = (("本年合计", 0), ("上年合计", 1), ("增减", 2))
    for place, (heading, part) in enumerate(blocks):
        if place:
            sheet.note()
        sheet.head([heading, *(column.label for column in TABLE3_COLUMNS)])
        for row in ROWS["table3"]:
            cells = [Cell("table3", row.key, column.key) for column in TABLE3_COLUMNS]
            sheet.line([row.full_label, *(_changes(found, cell)[part] for cell in cells)])


def _changes(found: Aggregate, cell: Cell) -> list[Any]:
    told = change(cell, found.sums.total, found.before.total)
    return [told.now, told.before, told.difference, told.percent]


def _givers(found: Aggregate, cell: Cell) -> list[Any]:
    return [found.sums.given(cell), "、".join(found.sums.absent.get(cell, ()))]


def _row_label(cell: Cell) -> str:
    return row_of(cell.table, cell.row).full_label


def _compared(book: Workbook, found: Aggregate) -> None:
    title = (
        f"{found.year}年合计与{found.year - 1}年比较（本年{found.sums.units}个单位，上年{found.before.units}个单位）"
    )
    sheet = Sheet(book, "与上年比较", title, (8, 60, 16, 12, 12, 12, 12, 12, 60))
    sheet.head(["表", "项目", "栏目", *_CHANGE_HEADS, "提供单位数", "没有提供的单位（合计不含，不作零计）"])
    for cell in CELLS:
        place = [TABLE_NAMES[cell.table], _row_label(cell), column_label(cell)]
        sheet.line([*place, *_changes(found, cell), *_givers(found, cell)])


def _told(book: Workbook, found: Aggregate) -> None:
    sheet = Sheet(book, "核对意见", f"{found.year}年年度报告核对意见", (34, 10, 10, 40, 90, 12, 12))
    sheet.head(["单位", "程度", "规则", "位置", "意见", "应为", "实为"])
    for name, findings in (("合计", found.findings), *((each.unit.name, each.findings) for each in found.units)):
        for told in findings:
            severity = SEVERITIES[told.severity]
            sheet.line([name, severity, told.rule_name, told.where, told.message, told.expected, told.found])


def _late(book: Workbook, found: Aggregate) -> None:
    sheet = Sheet(book, "缺报迟报", f"公布时限：{found.deadline.isoformat()}", (34, 20, 14, 30, 80))
    sheet.head(["单位", "状态", "公布日期", "来源", "没有提供的内容"])
    for report in found.units:
        if report.is_late or report.tables is None or report.missing:
            missing = "、".join(report.missing)
            sheet.line([report.unit.name, report.state, report.published_on, report.source, missing])


def _carried(book: Workbook, found: Aggregate) -> None:
    carry = found.carry
    title = f"上年结转下年度{carry.before}件，本年上年结转{carry.now}件，差{carry.difference:+d}件"
    sheet = Sheet(book, "结转衔接", title, (90, 12, 12))
    sheet.head(["原因", "差数（件）", "需要改正"])
    for reason in carry.reasons:
        sheet.line([reason.sentence, reason.difference, "是" if reason.is_error and reason.difference else "否"])


def _alike(book: Workbook, found: Aggregate) -> None:
    sheet = Sheet(book, "雷同", "单位之间相同的文字（数字和单位名称不计，多数单位都有的不计）", (34, 34, 12, 100))
    sheet.head(["单位", "单位", "相同（%）", "相同的文字"])
    for pair in found.alike:
        sheet.line([pair.one, pair.other, round(pair.share * 100, 1), "；".join(pair.clauses[:10])])


def _handled(book: Workbook, found: Aggregate) -> None:
    sheet = Sheet(book, "文件处理和说明", "每份报告的去向，以及需要知道的事项", (40, 16, 34, 90))
    sheet.head(["文件", "处理", "单位", "说明"])
    for fate in found.fates:
        sheet.line([fate.source, str(fate.verdict), fate.unit.name if fate.unit else "", fate.sentence])
    for note in found.notes:
        sheet.line(["", "说明", "", note])


def _unit(book: Workbook, report: UnitReport, name: str) -> None:
    title = f"{report.unit.name}（{report.state}）"
    sheet = Sheet(book, name, title, (60, *(12 for _ in range(7))))
    if report.tables is None:
        sheet.note("没有报告，合计不含本单位。")
    for table in ROWS if report.tables or report.previous else ():
        _unit_table(sheet, report, table)
    sheet.note()
    sheet.note(f"核对意见（{len(report.findings)}项）")
    for finding in report.findings:
        sheet.line([f"【{SEVERITIES[finding.severity]}】{finding.message}（{finding.rule_name}）"])


def _unit_table(sheet: Sheet, report: UnitReport, table: str) -> None:
    """Write a table's rows; of the third the whole, with last year's total and the change beside it."""
    sheet.note()
    sheet.note(TABLE_NAMES[table])
    if table == "table3":
        sheet.head(["项目", *(column.label for column in TABLE3_COLUMNS), "上年总计", "总计增减"])
        for row in ROWS[table]:
            sheet.line(
                [row.full_label, *_cells(report.tables, row), *_against(report, Cell(table, row.key, "total"))[1:3]]
            )
        return
    sheet.head(["项目", "栏目", *_CHANGE_HEADS])
    for cell in (cell for cell in CELLS if cell.table == table):
        sheet.line([_row_label(cell), column_label(cell), *_against(report, cell)])


def _cells(tables: ReportTables | None, row: Row) -> Iterable[Value]:
    return (_figure(tables, Cell("table3", row.key, column.key)) for column in row.columns)


def _against(report: UnitReport, cell: Cell) -> list[Any]:
    told = change(cell, report.tables, report.previous)
    return [told.now, told.before, told.difference, told.percent]

"""核对年报: the sums of the tables, and the prose against them.

A correct report must pass in silence. Where a statement can be read in a way that agrees with the tables it is not
questioned; where only the office can know, the finding is a hint, that is a question, never an error.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import (
    ROWS,
    TABLE_NAMES,
    TABLES,
    Break,
    Cell,
    ReportTables,
    Value,
    column_label,
    crossfoot,
    describe,
    row_of,
)
from gongkai.report.reading import Figure, Reading

Plain = int | str | None
_COUNTED = re.compile(r"(\d{1,9})(?:余)?(?:条|件|份|篇|则|个(?!工作日|小时|月))")
_BLOCKING = ("block", "error")
SEVERITIES = {"block": "禁止发布", "error": "错误", "warn": "提醒", "hint": "请核对"}


@dataclass(frozen=True)
class Finding:
    """One finding; `rule` is the number of the equation or rule, E1 …"""

    rule: str
    severity: str
    where: str
    message: str
    expected: Plain = None
    found: Plain = None

    @property
    def is_blocking(self) -> bool:
        return self.severity in _BLOCKING

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def check(reading: Reading, previous: Reading | None = None) -> list[Finding]:
    """Return everything to be said about the report; the previous year's adds E4 and E7."""
    before = previous.tables if previous is not None and _is_year_before(previous, reading) else None
    return [
        *_lost_tables(reading.tables),
        *_wrong_year(reading, previous),
        *check_tables(reading.tables, before),
        *_odd_cells(reading),
        *_prose(reading),
        *_fees_reported(reading),
    ]


def _is_year_before(previous: Reading, reading: Reading) -> bool:
    """Test if nothing speaks against the one being the report of the year before the other."""
    return previous.year is None or reading.year is None or previous.year == reading.year - 1


def _wrong_year(reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    if previous is None or _is_year_before(previous, reading):
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


def _plain(value: Value) -> Plain:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else format(value, "f")
    return value


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
    return Finding(item.equation, severity, where, message, _plain(item.expected), _plain(item.found))


def _balance(item: Break, tables: ReportTables) -> str:
    column = item.cell.column
    new, carried_in, handled, carried_over = (
        _plain(tables.value("table3", row, column)) for row in ("new", "carried_in", "handled_total", "carried_over")
    )
    return (
        f"表三“{column_label(item.cell)}”列勾稽关系不成立：第一项{new}加第二项{carried_in}为{_plain(item.expected)}，"
        f"第三项总计{handled}加第四项{carried_over}为{_plain(item.found)}。请核对本年新收、上年结转、办理结果总计和结转下年度四格。"
    )


def _handled(item: Break, _: ReportTables) -> str:
    return (
        f"表三“{column_label(item.cell)}”列“（七）总计”填{_plain(item.found)}，"
        f"而第三项（一）至（六）各项之和为{_plain(item.expected)}。请核对该列各项办理结果和总计。"
    )


def _applicants(item: Break, _: ReportTables) -> str:
    return (
        f"表三“{row_of('table3', item.cell.row).full_label}”行“总计”填{_plain(item.found)}，"
        f"而自然人与各类组织之和为{_plain(item.expected)}。请核对该行各格。"
    )


def _carried(item: Break, _: ReportTables) -> str:
    return (
        f"表三“二、上年结转政府信息公开申请数量”行“{column_label(item.cell)}”列填{_plain(item.found)}，"
        f"上年报告“四、结转下年度继续办理”同列为{_plain(item.expected)}。两数应当一致；确有变动的，请在报告中说明。"
    )


def _outcomes(item: Break, _: ReportTables) -> str:
    return (
        f"表四“{row_of('table4', item.cell.row).full_label}”的“总计”填{_plain(item.found)}，"
        f"而维持、纠正、其他、尚未审结之和为{_plain(item.expected)}。请核对这五格。"
    )


def _blemish(item: Break, _: ReportTables) -> str:
    if item.found is None:
        return f"{describe(item.cell)}没有数字。没有的填0，不得空白。"
    asked = "不小于0的金额" if item.cell.row == "fees_10k_yuan" else "不小于0的整数"
    return f"{describe(item.cell)}填了{_plain(item.found)}，应为{asked}。请核对后重填。"


def _in_force(item: Break, _: ReportTables) -> str:
    return (
        f"表二“{row_of('table2', item.cell.row).full_label}”行“现行有效件数”填{_plain(item.found)}，"
        f"按上年现行有效数加本年制发、减本年废止应为{_plain(item.expected)}。如有到期失效等情形，请在报告中说明。"
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
        yield Finding("E6", "warn", cell.where, message, None, cell.text)


def _prose(reading: Reading) -> Iterator[Finding]:
    yield from _items_published(reading)
    for kind, name, table, allowed in _STATED:
        values = {value for cells in allowed if (value := _sum_of(reading.tables, cells)) is not None}
        if values:
            yield from _differing(
                _of_kind(reading, kind), name, table, values, first=_sum_of(reading.tables, allowed[0])
            )


def _items_published(reading: Reading) -> Iterator[Finding]:
    """Ask how parts and whole of the published items fit, where they do not add up."""
    whole = reading.figure("items_published_total")
    parts = [part for kind in _NAMES if (part := reading.figure(kind))]
    if whole is None or len(parts) != len(_NAMES) or _adds_up(whole, parts):
        return
    added = sum((part.value for part in parts), Decimal(0))
    terms = "、".join(f"{_NAMES[part.kind]}{_plain(part.value)}{part.unit}" for part in parts)
    message = (
        f"正文称{terms}（合计{_plain(added)}），又称全年共公开各类信息{_plain(whole.value)}条。"
        "请核对两处的统计口径；口径不同的，建议在报告中写明。"
    )
    yield Finding("E8", "hint", f"正文“{whole.sentence}”", message, _plain(added), _plain(whole.value))


def _adds_up(whole: Figure, parts: list[Figure]) -> bool:
    """Test if all counts of the sentences that state the parts make the whole; other parts may stand beside ours."""
    sentences = dict.fromkeys(part.sentence for part in parts)
    counts = [int(count) for sentence in sentences for count in _COUNTED.findall(sentence)]
    if whole.sentence in sentences and whole.value in counts:
        counts.remove(int(whole.value))
    return sum(counts) == whole.value


_NAMES = {"work_items_published": "工作信息", "policy_documents": "政策文件"}


def _cells(table: str, *places: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(table, row, column) for row, column in places)


# kind of figure, its name, where the table stands, and the sums of cells it may rightly mean (the plainest first)
_STATED: tuple[tuple[str, str, str, tuple[tuple[Cell, ...], ...]], ...] = (
    (
        "applications_received",
        "收到政府信息公开申请",
        "表三“一、本年新收政府信息公开申请数量”总计",
        (_cells("table3", ("new", "total")), _cells("table3", ("new", "total"), ("carried_in", "total"))),
    ),
    (
        "applications_carried_in",
        "上年结转政府信息公开申请",
        "表三“二、上年结转政府信息公开申请数量”总计",
        (_cells("table3", ("carried_in", "total")),),
    ),
    (
        "normative_documents_made",
        "制发行政规范性文件",
        "表二“行政规范性文件”本年制发件数",
        (_cells("table2", ("normative_documents", "made")),),
    ),
    (
        "reconsiderations",
        "行政复议",
        "表四“行政复议”总计",
        (_cells("table4", ("reconsideration", "total")),),
    ),
    (
        "litigations",
        "行政诉讼",
        "表四“行政诉讼”两栏总计之和",
        (
            _cells("table4", ("litigation_direct", "total"), ("litigation_after_reconsideration", "total")),
            _cells("table4", ("litigation_direct", "total")),
            _cells("table4", ("litigation_after_reconsideration", "total")),
        ),
    ),
)


def _fees_reported(reading: Reading) -> Iterator[Finding]:
    """E10: where somebody was given up for not paying, part six speaks of fees; one that was not read is not judged."""
    unpaid = reading.tables.value("table3", "other_fee_unpaid", "total")
    if unpaid and "other" in reading.narrative:
        yield from fees_left_out(reading, unpaid)


def fees_left_out(reading: Reading, unpaid: Value) -> Iterator[Finding]:
    """Yield the finding that part six says nothing of fees although applications were given up for them."""
    if "信息处理费" in reading.narrative.get("other", ""):
        return
    where = "六、其他需要报告的事项"
    message = (
        f"表三“（六）其他处理”第2项（逾期未缴费）为{_plain(unpaid)}件，{where}没有写信息处理费。"
        "请写明收取的金额，没有收取的写明未收取。"
    )
    yield Finding("E10", "error", where, message, None, _plain(unpaid))


def _of_kind(reading: Reading, kind: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.kind == kind]


def _sum_of(tables: ReportTables, cells: Iterable[Cell]) -> Value:
    values = [tables.cells[cell] for cell in cells]
    given = [value for value in values if value is not None]
    return sum(given) if len(given) == len(values) else None


def _differing(
    figures: list[Figure], name: str, table: str, allowed: set[int | Decimal], *, first: Value
) -> Iterator[Finding]:
    for figure in figures:
        if figure.value not in allowed:
            message = (
                f"正文写{name}{_plain(figure.value)}{figure.unit}，而{table}为{_plain(first)}。"
                f"同一数据应当一致，请核对正文“{figure.sentence}”和表格。"
            )
            yield Finding("E8", "error", f"正文与{table}", message, _plain(first), _plain(figure.value))

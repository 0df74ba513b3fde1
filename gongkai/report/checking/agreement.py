"""正文与表格 (E8): the figures that the prose states for what a table counts, and for what it states elsewhere.

A figure that belongs to somebody else (the whole district, the reconsideration organ, another year) is not the report's own.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.law.report_form import Cell, ReportTables, Value
from gongkai.report.checking.finding import Finding, plain
from gongkai.report.reading import Figure, Reading
from gongkai.report.reading.cells import even

_COUNTED = re.compile(r"(\d{1,9})(?:余)?(?:条|件|份|篇|则|个(?!工作日|小时|月))")
_MANY = (
    r"各级|各部门|各(?:镇|乡|街道|区县|单位|行政机关)|全[省市区县局][^,。;]{0,10}(?:共|收到|受理|发生|制发|行政复议|行政诉讼)"
    r"|(?:下属|所属|辖区|乡镇|政府(?:工作|组成|各)?部门)[^,。;]{0,10}(?:共|收到|受理|发生|制发|印发|出台)"
)
_OTHERS = re.compile(
    rf"{_MANY}|(?:作为|担任|履行)[^,。;]{{0,10}}复议|复议机[关构]|代理|其[他它]类?(?:的)?行政(?:复议|诉讼)"
    r"|(?:办理|审理|受理|承办|审结|办结)(?:的|各类|\d+件)*行政(?:复议|应诉|诉讼)|行政(?:复议|诉讼)[^。;]*其中[^,。;]{0,6}信息公开"
    r"|(?:中心|公司|事业单位|大队|支队|学校|医院)(?<!我中心)(?<!本中心)(?:共|全年|共计|累计)?(?:收到|受理|接到|制发|印发)"
    r"|截至[^。]*累计|历年|近(?:[两二三四五几]|[2-9])年"
)
_TOGETHER = re.compile(
    r"行政复议(?:案件)?[、和及与]行政诉讼(?:案件)?[^,。;\d]{0,6}[1-9]|行政复议[^,。;]{0,8}行政诉讼[^,。;]{0,6}各"
)
_NAMES = {"work_items_published": "工作信息", "policy_documents": "政策文件"}


def _cells(table: str, *places: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(table, row, column) for row, column in places)


_DIRECT = ("litigation_direct", "total")
_AFTER = ("litigation_after_reconsideration", "total")
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
        (
            _cells("table4", ("reconsideration", "total")),
            _cells("table4", *(("reconsideration", ended) for ended in ("upheld", "corrected", "other"))),
        ),
    ),
    (
        "litigations",
        "行政诉讼",
        "表四“行政诉讼”两栏总计之和",
        (_cells("table4", _DIRECT, _AFTER), _cells("table4", _DIRECT), _cells("table4", _AFTER)),
    ),
)


def check_agreement(reading: Reading) -> Iterator[Finding]:
    yield from _items_published(reading)
    for kind, name, table, allowed in _STATED:
        values = {value for cells in allowed if (value := sum_of(reading.tables, cells)) is not None}
        figures = [figure for figure in reading.figures if figure.kind == kind and is_own(figure.sentence)]
        if values:
            first = sum_of(reading.tables, allowed[0])
            for figure in figures:
                if figure.value not in ({first} if _is_flat_denial(figure) else values):
                    yield _differing(figure, name, table, first)
    yield from _fee_said_twice(reading)


def _is_flat_denial(figure: Figure) -> bool:
    """Test if the sentence says that there was none at all, not none of one sort."""
    return figure.value == 0 and not re.search("直接起诉|复议后|审结", figure.sentence)


def is_own(sentence: str) -> bool:
    """Test if the sentence speaks of the office's own figures, one kind at a time."""
    plainly = even(sentence)
    return not _OTHERS.search(plainly) and not _TOGETHER.search(plainly)


def is_of_many(sentence: str) -> bool:
    """Test if the sentence counts for several offices together; what follows it may do so too."""
    return re.search(_MANY, even(sentence)) is not None


def sum_of(tables: ReportTables, cells: Iterable[Cell]) -> Value:
    """Return the sum of the cells, None where one of them is not given."""
    values = [tables.cells[cell] for cell in cells]
    given = [value for value in values if value is not None]
    return sum(given) if len(given) == len(values) else None


def _differing(figure: Figure, name: str, table: str, expected: Value) -> Finding:
    message = (
        f"正文写{name}{plain(figure.value)}{figure.unit}，而{table}为{plain(expected)}。"
        f"同一数据应当一致，请核对正文“{figure.sentence}”和表格。"
    )
    return Finding("E8", "error", f"正文与{table}", message, plain(expected), plain(figure.value))


def _items_published(reading: Reading) -> Iterator[Finding]:
    """Ask how parts and whole of the published items fit, where they do not add up."""
    whole = reading.figure("items_published_total")
    parts = [part for kind in _NAMES if (part := reading.figure(kind))]
    if whole is None or len(parts) != len(_NAMES) or _adds_up(whole, parts):
        return
    if "其中" in whole.sentence and all(part.sentence == whole.sentence for part in parts):
        return  # a choice of parts need not be all
    added = sum((part.value for part in parts), Decimal(0))
    terms = "、".join(f"{_NAMES[part.kind]}{plain(part.value)}{part.unit}" for part in parts)
    message = (
        f"正文称{terms}（合计{plain(added)}），又称全年共公开各类信息{plain(whole.value)}条。"
        "请核对两处的统计口径；口径不同的，建议在报告中写明。"
    )
    yield Finding("E8", "hint", f"正文“{whole.sentence}”", message, plain(added), plain(whole.value))


def _adds_up(whole: Figure, parts: list[Figure]) -> bool:
    """Test if all counts of the sentences that state the parts make the whole; other parts may stand beside ours."""
    sentences = dict.fromkeys(part.sentence for part in parts)
    counts = [int(count) for sentence in sentences for count in _COUNTED.findall(sentence)]
    if whole.sentence in sentences and whole.value in counts:
        counts.remove(int(whole.value))
    return sum(counts) == whole.value


def _fee_said_twice(reading: Reading) -> Iterator[Finding]:
    """Yield the contradiction of a fee that was collected in one sentence and not in another."""
    fees = [figure for figure in reading.figures if figure.kind == "processing_fee_yuan"]
    none = next((fee for fee in fees if fee.value == 0), None)
    some = next((fee for fee in fees if fee.value != 0), None)
    if none and some:
        message = (
            f"正文一处写“{some.sentence}”，另一处写“{none.sentence}”，信息处理费的说法相反。请按实际收取情况改成一致。"
        )
        yield Finding("E8", "error", "正文信息处理费", message, plain(some.value), plain(none.value))

"""数字来源的分组: items, timeliness, columns, attributes, reviews, applications, disputes, fees and what table two counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from gongkai.law.attributes import Attribute
from gongkai.law.report_form import LEAF_ROWS, ROWS, TABLE3_COLUMNS, TABLE4_COLUMNS, Cell, ReportTables, describe
from gongkai.records.models import RecordKind
from gongkai.report.collect import Collected
from gongkai.report.sources.known import Known, Sources

KIND, COLUMN = "items.kind.", "items.column."
KIND_UNITS = {"政策文件": "件", "政策解读": "篇"}
REVIEWS = {1: "初审", 2: "复审", 3: "终审"}
PROOFS = {1: "一校", 2: "二校", 3: "三校"}
RESULTS = {
    "granted": ("予以公开", ("granted",)),
    "partial": ("部分公开", ("partial",)),
    "refused": ("不予公开", tuple(row for row in LEAF_ROWS if row.startswith("refused_"))),
    "unavailable": ("无法提供", tuple(row for row in LEAF_ROWS if row.startswith("unavailable_"))),
    "rejected": ("不予处理", tuple(row for row in LEAF_ROWS if row.startswith("rejected_"))),
    "other": ("其他处理", tuple(row for row in LEAF_ROWS if row.startswith("other"))),
}
SUITS = ("litigation_direct", "litigation_after_reconsideration")


def known_figures(collected: Collected) -> Sources:
    """Return every figure of the year that the register proves, in the order of the report."""
    return {known.key: known for group in GROUPS for known in group(collected)}


def _items(collected: Collected) -> Iterator[Known]:
    items = collected.items
    yield Known("items.total", "主动公开政府信息", items.total, "条")
    yield Known("items.withdrawn", "公开后撤回", items.withdrawn, "条")
    for kind in RecordKind:
        label = str(kind.label)
        yield Known(f"{KIND}{label}", f"主动公开：{label}", items.by_kind.get(label, 0), KIND_UNITS.get(label, "条"))
    for column, count in items.by_column.items():
        yield Known(f"{COLUMN}{column}", f"{column}栏目公开", count, "条")


def _timeliness(collected: Collected) -> Iterator[Known]:
    rate = collected.rate
    yield Known("timeliness.due", "到期应公开", rate.denominator, "条")
    yield Known("timeliness.in_time", "按期公开", rate.numerator, "条")
    yield Known("timeliness.missed", "没有按期公开", rate.denominator - rate.numerator, "条")
    if rate.percent is not None:
        yield Known("timeliness.percent", "发布及时率", rate.percent, "%")


def _columns(collected: Collected) -> Iterator[Known]:
    columns = collected.columns
    yield Known("columns.kept", "设置栏目", columns.kept, "个")
    yield Known("columns.updated", "本年有更新的栏目", columns.updated, "个")
    yield Known("columns.silent", "规定了更新周期而全年没有更新的栏目", columns.silent, "个")


def _attributes(collected: Collected) -> Iterator[Known]:
    yield Known("attributes.total", "源头认定公开属性", sum(collected.determined.values()))
    for attribute in Attribute:
        count = collected.determined.get(attribute.value, 0)
        yield Known(f"attributes.{attribute.value}", f"认定为{attribute.label}", count)


def _review(collected: Collected) -> Iterator[Known]:
    done = collected.reviewing
    yield Known("review.closed", "审校完成", done.closed, "轮")
    yield Known("review.returned", "审校后退回拟稿人", done.returned, "轮")
    yield Known("review.urgent", "审校完成（加急）", done.urgent, "轮")
    yield Known("review.errors", "校对发现差错", done.errors_found, "处")
    for level, name in PROOFS.items():
        yield Known(f"review.errors.{level}", f"{name}发现差错", done.errors.get(level, 0), "处")
    for level, name in REVIEWS.items():
        yield Known(f"review.returns.{level}", f"{name}退回修改", done.returns.get(level, 0), "次")


def _table2(collected: Collected) -> Iterator[Known]:
    """Yield what stands on rows; what people enter has its own evidence when it comes with some."""
    for cell in collected.evidence:
        if cell.table == "table2":
            yield _of_cells(".".join(cell), describe(cell), collected.tables, [cell])


def _applications(collected: Collected) -> Iterator[Known]:
    tables = collected.tables
    for row in ROWS["table3"]:
        label = row.full_label if row.groups else row.label.partition("、")[2]
        yield _of_cells(f"table3.{row.key}.total", label, tables, [Cell("table3", row.key, "total")])
    for column in TABLE3_COLUMNS[:-1]:
        label = f"本年新收政府信息公开申请：{column.label}"
        yield _of_cells(f"table3.new.{column.key}", label, tables, [Cell("table3", "new", column.key)])
    for key, (label, rows) in RESULTS.items():
        yield _of_cells(f"results.{key}", f"办理结果：{label}", tables, _totals("table3", rows))


def _casework(collected: Collected) -> Iterator[Known]:
    work = collected.casework
    yield Known("casework.replied", "作出答复的申请", work.replied)
    yield Known("casework.extended", "延长答复期限的申请", work.extended)
    yield Known("casework.late", "逾期办结的申请", work.late)
    if work.average_workdays is not None:
        yield Known("casework.average_workdays", "自收到至答复平均", work.average_workdays, "个工作日")


def _disputes(collected: Collected) -> Iterator[Known]:
    tables, reconsideration = collected.tables, ("reconsideration",)
    yield _of_cells("disputes.total", "行政复议和行政诉讼", tables, _totals("table4", (*reconsideration, *SUITS)))
    yield _of_cells("suits.total", "行政诉讼", tables, _totals("table4", SUITS))
    for column in TABLE4_COLUMNS:
        cells = [Cell("table4", "reconsideration", column.key)]
        yield _of_cells(f"table4.reconsideration.{column.key}", f"行政复议：{column.label}", tables, cells)
    for column in TABLE4_COLUMNS[:-1]:
        cells = [Cell("table4", suit, column.key) for suit in SUITS]
        yield _of_cells(f"suits.{column.key}", f"行政诉讼：{column.label}", tables, cells)


def _fees(collected: Collected) -> Iterator[Known]:
    yield Known("fees.yuan", "收取信息处理费", collected.casework.fees_yuan, "元")
    yield Known("fees.paid", "信息处理费的缴费", collected.casework.fees_paid, "笔")


def _totals(table: str, rows: Iterable[str]) -> list[Cell]:
    return [Cell(table, row, "total") for row in rows]


def _of_cells(key: str, label: str, tables: ReportTables, cells: Iterable[Cell]) -> Known:
    values: Iterable[int | Decimal] = (tables.cells[cell] or 0 for cell in cells)
    return Known(key, label, sum(values))


GROUPS: tuple[Callable[[Collected], Iterator[Known]], ...] = (
    _items,
    _timeliness,
    _columns,
    _attributes,
    _review,
    _table2,
    _applications,
    _casework,
    _disputes,
    _fees,
)

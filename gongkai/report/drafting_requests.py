"""年报初稿的依申请公开部分: the sentences on applications, drafted from table three, table four and the casework."""

from collections.abc import Iterable

from gongkai.law.report_form import LEAF_ROWS, TABLE3_COLUMNS, ReportTables, Value, row_of
from gongkai.report.collecting.casework import Casework

_RESULTS = {
    "予以公开": ("granted",),
    "部分公开": ("partial",),
    "不予公开": tuple(row for row in LEAF_ROWS if row.startswith("refused_")),
    "无法提供": tuple(row for row in LEAF_ROWS if row.startswith("unavailable_")),
    "不予处理": tuple(row for row in LEAF_ROWS if row.startswith("rejected_")),
    "其他处理": tuple(row for row in LEAF_ROWS if row.startswith("other")),
}
_SUITS = ("litigation_direct", "litigation_after_reconsideration")


def draft_on_request(tables: ReportTables, work: Casework, year: int) -> str:
    """Return the section's paragraphs: what came in, what became of it, and what was disputed."""
    return "\n".join([_received(tables, year), *_handled(tables, work), _disputed(tables, year)])


def _received(tables: ReportTables, year: int) -> str:
    new, carried_in, handled, carried_over = (
        tables.value("table3", row, "total") for row in ("new", "carried_in", "handled_total", "carried_over")
    )
    kinds = _listed((column.label, tables.value("table3", "new", column.key)) for column in TABLE3_COLUMNS[:-1])
    told = f"（{kinds}）" if kinds else ""
    return (
        f"{year}年，收到政府信息公开申请{new}件{told}，上年结转政府信息公开申请{carried_in}件；"
        f"办结{handled}件，结转下年度继续办理{carried_over}件。"
    )


def _handled(tables: ReportTables, work: Casework) -> list[str]:
    results = _listed((label, _sum(tables, "table3", rows)) for label, rows in _RESULTS.items())
    sentences = [f"办结的申请中，{results}。" if results else ""]
    if work.average_workdays is not None:
        sentences.append(
            f"答复的{work.replied}件申请，自收到至答复平均{work.average_workdays}个工作日（含补正、征求意见的时间）。"
        )
    if work.extended:
        sentences.append(f"依法延长答复期限{work.extended}件。")
    told = "".join(sentences)
    return [told] if told else []


def _disputed(tables: ReportTables, year: int) -> str:
    reconsiderations = _sum(tables, "table4", ("reconsideration",))
    suits = _sum(tables, "table4", _SUITS)
    if not reconsiderations and not suits:
        return f"{year}年，未发生政府信息公开行政复议和行政诉讼。"
    return f"政府信息公开行政复议{reconsiderations}件{_outcomes(tables, ('reconsideration',))}，行政诉讼{suits}件{_outcomes(tables, _SUITS)}。"


def _outcomes(tables: ReportTables, rows: tuple[str, ...]) -> str:
    columns = row_of("table4", rows[0]).columns[:-1]
    listed = _listed(
        (column.label, sum(int(tables.value("table4", row, column.key) or 0) for row in rows)) for column in columns
    )
    return f"（{listed}）" if listed else ""


def _sum(tables: ReportTables, table: str, rows: Iterable[str]) -> int:
    return sum(int(tables.value(table, row, "total") or 0) for row in rows)


def _listed(counts: Iterable[tuple[str, Value]]) -> str:
    return "、".join(f"{label}{count}件" for label, count in counts if count)

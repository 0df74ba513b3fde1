"""汇总的网页: the aggregate as a page of its own for a file, and what the desk's screens show of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html

from gongkai.law.report_form import PARTS, Cell, Value
from gongkai.report.aggregating import Aggregate, UnitReport
from gongkai.report.aggregating.adding import Change, change
from gongkai.report.checking import SEVERITIES, Finding
from gongkai.report.layout import Layout, layouts, printed

Link = Callable[[Cell, str], Any]
_COLUMNS = (
    ("新收申请", Cell("table3", "new", "total")),
    ("办理结果总计", Cell("table3", "handled_total", "total")),
    ("结转下年度", Cell("table3", "carried_over", "total")),
)


def aggregate_page(found: Aggregate, *, on: date) -> str:
    """Return the whole aggregate as a page that needs no other file."""
    context = {**aggregate_context(found, lambda cell, figure: figure), "found": found, "day": on}
    return render_to_string("report/aggregate_page.html", context)


def aggregate_context(found: Aggregate, link: Link) -> dict[str, Any]:
    """Return what the templates show; `link` says what stands for a total: its figure, or the way to its units."""
    laid = layouts(lambda cell: _total(found, cell, link), year=found.year)
    return {
        "year": found.year,
        "parts": [(part.heading, laid[part.key]) for part in PARTS if part.key in laid],
        "heads": [head for head, _ in _COLUMNS],
        "units": [unit_line(report) for report in found.units],
        "findings": severally(found.findings),
        "counts": {
            "units": len(found.units),
            "reported": found.sums.units,
            "missing": len(found.missing),
            "late": len(found.late),
            "errors": sum(report.errors for report in found.units),
        },
        "pairs": [(pair, f"{pair.share:.0%}", pair.clauses[:3]) for pair in found.alike],
        "fates": [fate for fate in found.fates if fate.is_worth_a_word],
    }


def unit_line(report: UnitReport) -> dict[str, Any]:
    figures = [change(cell, report.tables, report.previous) for _, cell in _COLUMNS]
    return {
        "report": report,
        "others": len(report.findings) - report.errors,
        "figures": [_with_change(printed(told.now), told) for told in figures],
        "findings": severally(report.findings),
    }


def severally(findings: tuple[Finding, ...]) -> list[tuple[str, Finding]]:
    return [(SEVERITIES[finding.severity], finding) for finding in findings]


def changed(told: Change) -> str:
    """Return the change against last year as it is printed: +3（+25.0%）; nothing where there is none to state."""
    if told.difference is None or not told.difference:
        return ""
    percent = "" if told.percent is None else f"（{told.percent:+}%）"
    return f"{_signed(told.difference)}{percent}"


def unit_tables(report: UnitReport, year: int) -> Iterable[Layout]:
    """Return the unit's own tables with their change against last year."""

    def show(cell: Cell) -> Any:
        told = change(cell, report.tables, report.previous)
        return _with_change(printed(told.now), told)

    return layouts(show, year=year).values()


def _total(found: Aggregate, cell: Cell, link: Link) -> Any:
    told = change(cell, found.sums.total, found.before.total)
    shown = _with_change(link(cell, printed(told.now)), told)
    absent = len(found.sums.absent.get(cell, ()))
    return format_html('{}<small class="report-absent">缺{}</small>', shown, absent) if absent else shown


def _with_change(figure: Any, told: Change) -> Any:
    """Return the figure over its change and, where there is one, its rate."""
    if not told.difference:
        return figure
    rate = "" if told.percent is None else format_html("<br>{}%", f"{told.percent:+}")
    return format_html('{}<small class="report-change">{}{}</small>', figure, _signed(told.difference), rate)


def _signed(value: Value) -> str:
    return f"{value:+}"

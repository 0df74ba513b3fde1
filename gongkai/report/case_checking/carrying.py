"""E4 (办件): what last year's report carried over is what this year carries in; each case that differs is named.

The report of last year is frozen. An application entered late, or whose dates were corrected since, explains the
difference; the finding says which, so that the report can.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from gongkai.applications.models import Application
from gongkai.law.report_form import TABLE3_COLUMNS, Cell
from gongkai.report.case_checking.drawn import MOST_NAMED, Drawn, listed
from gongkai.report.checking import Finding
from gongkai.report.evidence import from_json, rows_behind
from gongkai.report.models import AnnualReport

WHERE = "表三“二、上年结转政府信息公开申请数量”行"
CARRIED_OVER = Cell("table3", "carried_over", "total")


def carrying(drawn: Drawn, previous: AnnualReport | None) -> Iterator[Finding]:
    if previous is None or not _differs(drawn, previous):
        return
    before, now = previous.given_tables.cells[CARRIED_OVER], len(drawn.today("carried_in"))
    message = (
        f"上年报告结转{before}件，按现有登记上年结转{now}件。{_explained(drawn, previous)}"
        "请核对上年报告之后补登、改动的办件，并在报告中说明。"
    )
    yield Finding("E4", "error", WHERE, message, None if before is None else int(before), now)


def _differs(drawn: Drawn, previous: AnnualReport) -> bool:
    tables = previous.given_tables
    pairs = (
        (tables.value("table3", "carried_over", column.key), len(drawn.today("carried_in", column.key)))
        for column in TABLE3_COLUMNS
    )
    return any(before is not None and before != now for before, now in pairs)


def _explained(drawn: Drawn, previous: AnnualReport) -> str:
    """Return a sentence for the cases that came in since, and one for those that left."""
    now = set(drawn.today("carried_in"))
    then = set(rows_behind(from_json(previous.evidence), CARRIED_OVER))
    arrived = _sentence("上年报告没有计入的", [_arrival(each, previous) for each in _rows(now - then)])
    left = _sentence("上年报告计入而现在不是结转的", [_departure(each, drawn.begins) for each in _rows(then - now)])
    return arrived + left


def _rows(ids: set[int]) -> list[Application]:
    return list(
        Application.objects.filter(pk__in=ids).order_by("id").only("number", "received_on", "ended_on", "submitted_at")
    )


def _sentence(what: str, cases: list[str]) -> str:
    return f"{what}：{listed(cases[:MOST_NAMED], len(cases))}。" if cases else ""


def _arrival(each: Application, previous: AnnualReport) -> str:
    entered = each.clock_entries.order_by("id").first()
    at = entered.at if entered else each.submitted_at
    if at > previous.created_at:
        return f"{each.number}（上年报告之后，{_said(timezone.localdate(at))}登记）"
    return f"{each.number}（{_said(each.received_on)}收到）"


def _departure(each: Application, begins: date) -> str:
    if each.ended_on and each.ended_on < begins:
        return f"{each.number}（登记为{_said(each.ended_on)}办结）"
    return f"{each.number}（收到日期现为{_said(each.received_on)}）"


def _said(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "未确定"

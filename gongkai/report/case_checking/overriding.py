"""人工改数 (override): a cell that a person changed is told with what was counted, why it reads otherwise, and who did it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from gongkai.law.report_form import Cell, describe
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding
from gongkai.report.models import Override


def overriding(drawn: Drawn) -> Iterator[Finding]:
    for cell, change in drawn.overrides.items():
        yield Finding("override", "warn", describe(cell), _told(cell, change), change.original, change.value)


def _told(cell: Cell, change: Override) -> str:
    day = timezone.localdate(change.at)
    return (
        f"人工改数：{describe(cell)}按登记统计为{change.original or '未填'}，{day.year}年{day.month}月{day.day}日"
        f"由{change.post}{change.by}改为{change.value or '未填'}。理由：{change.reason.rstrip('。')}。"
    )

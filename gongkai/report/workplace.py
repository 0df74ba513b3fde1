"""报告的页面: where the body of a report's record is written, said to the register, which lies to the left."""

from __future__ import annotations

from gongkai.records.drawn import Workplace, written_at
from gongkai.records.models import Record
from gongkai.report.models import AnnualReport


def connect() -> None:
    """Let the register lead people from a report's record to the report."""
    written_at(_page_of)


def _page_of(record: Record) -> Workplace | None:
    report = AnnualReport.objects.filter(record=record).only("pk").order_by("version").last()
    return Workplace("年度报告", report.desk_address()) if report else None

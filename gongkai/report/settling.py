"""报告与办件: which years of an office a report has settled, said to the cases, which lie to the left."""

from __future__ import annotations

from django.utils import timezone

from gongkai.applications.settled import settled_by
from gongkai.law.clock.events import shown
from gongkai.office.models import Office
from gongkai.report.models import AnnualReport, Snapshot


def connect() -> None:
    """Let a correction that moves a case to another year name the report that counted it."""
    settled_by(said)


def said(office: Office, year: int) -> str:
    """Return by what the year's figures are settled: the published report, else the frozen figures; "" by nothing."""
    report = AnnualReport.objects.settled(office, year)
    if report and report.was_published:
        return f"《{report}》已经公布"
    frozen = Snapshot.objects.year_end(office, year)
    return f"{office}{year}年的年报数据已于{shown(timezone.localdate(frozen.at))}冻结" if frozen else ""

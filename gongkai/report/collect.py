"""数据归集: what the register itself says about an office's year, each figure with the rows behind it.

The tables hold at every moment of the year: up to its end they say how it stands on the day. What neither the register
knows nor a person entered stands as zero and is told in `notes`, so that a person confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.law.report_form import ReportTables, zero_tables
from gongkai.law.timeliness import Item, Rate
from gongkai.office.models import Office
from gongkai.records.timeliness import publication_rate
from gongkai.report import evidence as behind
from gongkai.report.collecting.applications import applications, applications_by_cell
from gongkai.report.collecting.casework import Casework, casework
from gongkai.report.collecting.columns import Columns, columns
from gongkai.report.collecting.determining import determined
from gongkai.report.collecting.documents import PublishedItems, normative_documents, published
from gongkai.report.collecting.monthly import Monthly, monthly
from gongkai.report.collecting.monthly_notes import monthly_notes
from gongkai.report.collecting.remedies import remedies, remedies_by_cell
from gongkai.report.collecting.reviewing import Reviewing, reviewing
from gongkai.report.evidence import Evidence


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The year as the register has it; `evidence` names for a cell the rows that are counted in it."""

    tables: ReportTables
    evidence: Evidence
    items: PublishedItems
    rate: Rate[Item]
    casework: Casework
    reviewing: Reviewing
    determined: Mapping[str, int]
    columns: Columns
    notes: tuple[str, ...]

    def evidence_json(self) -> dict[str, Any]:
        return behind.as_json(self.evidence)


def collect(office: Office, year: int, *, as_of: datetime) -> Collected:
    """Return the figures of the office's year (1 January to 31 December) as they stand at that moment."""
    day = last_day(year, as_of)
    counted = applications(office, year, day=day)
    entered = monthly(office, year, today=timezone.localdate(as_of))
    evidence = {
        **entered.rows,
        **normative_documents(office, year),
        **applications_by_cell(counted, year, day=day),
        **remedies_by_cell(remedies(office, year, day=day), year, day=day),
    }
    work = casework(office, year, counted, day=day)
    return Collected(
        tables=zero_tables().replace({**behind.figures(evidence), **entered.figures}),
        evidence=evidence,
        items=published(office, year),
        rate=publication_rate(office, date(year, 1, 1), date(year, 12, 31), as_of=as_of),
        casework=work,
        reviewing=reviewing(office, year, day=day),
        determined=determined(office, year, day=day),
        columns=columns(office, year),
        notes=_notes(work, entered, day),
    )


def last_day(year: int, as_of: datetime) -> date:
    """Return the last day that counts: the year's end, or the day of the moment while the year runs."""
    return min(timezone.localdate(as_of), date(year, 12, 31))


def _notes(work: Casework, entered: Monthly, day: date) -> tuple[str, ...]:
    notes = [
        *monthly_notes(entered),
        f"表三、表四按依申请公开办件和复议诉讼登记统计，截至{day.year}年{day.month}月{day.day}日；"
        "没有登记在系统内的办件请先补登。",
        "“规章”按0填列：街道、乡镇和区县部门无权制定规章。",
    ]
    if work.unconfirmed:
        notes.append(f"另有{work.unconfirmed}件申请尚未确定收到日期，没有计入表三，请尽快与申请人确认。")
    return tuple(notes)

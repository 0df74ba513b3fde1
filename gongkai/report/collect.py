"""数据归集: what the register itself says about an office's year, each figure with the rows behind it.

The tables hold at every moment of the year: up to its end they say how it stands on the day. What neither the register
knows nor a person entered stands as zero and is told in `notes`, so that a person confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from gongkai.law.report_form import ReportTables, zero_tables
from gongkai.law.timeliness import Item, Rate
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Office
from gongkai.records.timeliness import publication_rate
from gongkai.report import evidence as behind
from gongkai.report.collecting.applications import CountedApplication, applications, applications_by_cell, unconfirmed
from gongkai.report.collecting.casework import Casework, casework
from gongkai.report.collecting.columns import Columns, columns
from gongkai.report.collecting.determining import determined
from gongkai.report.collecting.documents import PublishedItems, normative_documents, published
from gongkai.report.collecting.fees import Payment, payments
from gongkai.report.collecting.monthly import Monthly, monthly, months_of
from gongkai.report.collecting.monthly_notes import monthly_notes
from gongkai.report.collecting.remedies import remedies, remedies_by_cell
from gongkai.report.collecting.reviewing import Reviewing, reviewing
from gongkai.report.evidence import Evidence


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """The year's tables as the register has them; `evidence` names for a cell the rows that are counted in it.

    `missing` are the months that have ended and of which a figure of table two was not entered.
    """

    tables: ReportTables
    evidence: Evidence
    notes: tuple[str, ...]
    missing: tuple[int, ...] = ()

    def evidence_json(self) -> dict[str, Any]:
        return behind.as_json(self.evidence)


@dataclass(frozen=True, kw_only=True)
class Collected(Tabled):
    """The year with all that the prose says of it beside the tables."""

    items: PublishedItems
    rate: Rate[Item]
    casework: Casework
    reviewing: Reviewing
    determined: Mapping[str, int]
    columns: Columns


class _Counted(NamedTuple):
    """The tables with those rows that the prose counts once more."""

    tabled: Tabled
    applications: list[CountedApplication]
    payments: list[Payment]


def tabulate(office: Office, year: int, *, as_of: datetime) -> Tabled:
    """Return the tables of the office's year as they stand at that moment, and nothing for the prose."""
    return _count(office, year, as_of).tabled


def collect(office: Office, year: int, *, as_of: datetime) -> Collected:
    """Return the figures of the office's year (1 January to 31 December) as they stand at that moment."""
    day, calendar = last_day(year, as_of), work_calendar(office)
    tabled, counted, paid = _count(office, year, as_of)
    return Collected(
        tables=tabled.tables,
        evidence=tabled.evidence,
        notes=tabled.notes,
        missing=tabled.missing,
        items=published(office, year),
        rate=publication_rate(office, date(year, 1, 1), date(year, 12, 31), as_of=as_of, calendar=calendar),
        casework=casework(office, year, counted, paid, day=day, calendar=calendar),
        reviewing=reviewing(office, year, day=day),
        determined=determined(office, year, day=day),
        columns=columns(office, year),
    )


def _count(office: Office, year: int, as_of: datetime) -> _Counted:
    day = last_day(year, as_of)
    counted, paid = applications(office, year, day=day), payments(office, year)
    entered = monthly(office, year, paid, today=timezone.localdate(as_of))
    evidence = {
        **entered.rows,
        **normative_documents(office, year),
        **applications_by_cell(counted, year, day=day),
        **remedies_by_cell(remedies(office, year, day=day), year, day=day),
    }
    tabled = Tabled(
        tables=zero_tables().replace({**behind.figures(evidence), **entered.figures}),
        evidence=evidence,
        notes=_notes(entered, day, unconfirmed(office, day=day)),
        missing=months_of(entered.missing),
    )
    return _Counted(tabled, counted, paid)


def last_day(year: int, as_of: datetime) -> date:
    """Return the last day that counts: the year's end, or the day of the moment while the year runs."""
    return min(timezone.localdate(as_of), date(year, 12, 31))


def _notes(entered: Monthly, day: date, waiting: int) -> tuple[str, ...]:
    notes = [
        *monthly_notes(entered),
        f"表三、表四按依申请公开办件和复议诉讼登记统计，截至{day.year}年{day.month}月{day.day}日；"
        "没有登记在系统内的办件请先补登。",
        "“规章”按0填列：街道、乡镇和区县部门无权制定规章。",
    ]
    if waiting:
        notes.append(f"另有{waiting}件申请尚未确定收到日期，没有计入表三，请尽快与申请人确认。")
    return tuple(notes)

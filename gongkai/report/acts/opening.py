"""期初数: what the last year before this system carried over, entered from the old report by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.law.report_form import TABLE3_COLUMNS, Cell, ReportTables, Value
from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, User
from gongkai.records.registering import WRITERS
from gongkai.report.acts.content import refuse_year
from gongkai.report.acts.refusals import (
    OpeningNotNeeded,
    ReasonMissing,
    ReportChangedMeanwhile,
    ReportRefused,
    YearNotReportable,
)
from gongkai.report.models import AnnualReport, OpeningBalance

KINDS = tuple(Cell("table3", "carried_over", column.key) for column in TABLE3_COLUMNS if column.key != "total")
TOTAL = Cell("table3", "carried_over", "total")
IN_FORCE = (Cell("table2", "rules", "in_force"), Cell("table2", "normative_documents", "in_force"))
DISPUTES = tuple(
    Cell("table4", row, "pending")
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
)
OPENING_CELLS = (*KINDS, *IN_FORCE, *DISPUTES)
LONGEST = 300


@transaction.atomic
def open_balance(
    office: Office,
    year: int,
    *,
    figures: Mapping[Cell, Value],
    source: str,
    by: User,
    reason: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> OpeningBalance:
    """Put on record how the year ended; `seen` is the version that the person had before his eyes, 0 for none.

    :raises NoAuthority: when the person does not write for the office.
    :raises OpeningNotNeeded: when the year's report is registered.
    :raises YearNotReportable: when the year has not ended, or lies before the Regulation.
    :raises ReportRefused: without all figures and their source, and without a reason for a change.
    """
    moment = at or timezone.now()
    post = post_for(by, WRITERS, office, to_do="登记期初数")
    _refuse_opening_year(office, year, moment)
    Office.objects.select_for_update().get(pk=office.pk)
    last = OpeningBalance.objects.of(office, year)
    _refuse(figures, source, reason, last=last, seen=seen)
    balance = OpeningBalance.objects.create(
        office=office,
        year=year,
        version=last.version + 1 if last else 1,
        tables=_tables(figures).as_json(),
        source=source.strip(),
        reason=reason.strip(),
        by=by,
        post=post,
        at=moment,
    )
    data = {"year": year, "version": balance.version}
    events.record("report.balance_opened", balance, office=office, by=by, post=post, data=data, at=moment)
    return balance


def _refuse_opening_year(office: Office, year: int, moment: datetime) -> None:
    refuse_year(year, moment)
    if year >= timezone.localdate(moment).year:
        raise YearNotReportable(f"{year}年还没有结束，不能登记期初数。")
    if AnnualReport.objects.of(office, year) is not None:
        raise OpeningNotNeeded(f"{year}年的年度报告已经登记，结转数直接取自该报告，不需要另填期初数。")


def _refuse(
    figures: Mapping[Cell, Value], source: str, reason: str, *, last: OpeningBalance | None, seen: int | None
) -> None:
    if any(figures.get(cell) is None for cell in OPENING_CELLS):
        raise ReportRefused("期初数须逐格填写，没有的填0。")
    if not source.strip():
        raise ReportRefused("请写明来源：原年度报告的标题和页码，或者文件名称。")
    if max(len(source.strip()), len(reason.strip())) > LONGEST:
        raise ReportRefused(f"来源、理由各不超过{LONGEST}字，请写得简短些。")
    if seen is not None and seen != (last.version if last else 0):
        raise ReportChangedMeanwhile("您打开本页之后，有人登记过期初数。请重新打开本页，核对后再填。")
    if last and not reason.strip():
        raise ReasonMissing("期初数已经登记过。改动须写明理由，原来的数字仍然保留。")


def _tables(figures: Mapping[Cell, Value]) -> ReportTables:
    """Return the tables with these cells alone, and the total of what was carried over."""
    given = {cell: figures[cell] for cell in OPENING_CELLS}
    return ReportTables({**given, TOTAL: sum(figures[cell] or 0 for cell in KINDS)})

"""重新统计: the figures of a drawn-up report taken anew from the frozen year, or of a correction from the register.

The prose stays as it is; its bound numbers then show where they differ. What a person changed by hand stays changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.law.report_form import CELLS, Cell, Value
from gongkai.office.models import Post, User
from gongkai.report.acts.drawing import draw, tell, writing_post
from gongkai.report.acts.refusals import ReportRefused
from gongkai.report.acts.revising import writable
from gongkai.report.collect import collect
from gongkai.report.counted import Counted
from gongkai.report.evidence import as_json
from gongkai.report.freezing import resting_on
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, Origin, Override

KEPT = "重新统计后登记统计数有变，保留人工改数"


@transaction.atomic
def recount(report: AnnualReport, *, by: User, seen: datetime | None = None, at: datetime | None = None) -> list[Cell]:
    """Take the counted figures and the rows behind them anew; return the cells that read otherwise than before.

    :raises NoAuthority, ReportLocked, ReportChangedMeanwhile: as in `revise`.
    :raises ReportRefused: for an imported report, which nothing was counted for.
    """
    moment = at or timezone.now()
    record = writable(report, by=by, seen=seen)
    if report.origin != Origin.BUILT:
        raise ReportRefused("导入的报告没有登记数据，不能重新统计。请直接核对修改表格。")
    counted = resting_on(report, Counted.of(collect(report.office, report.year, as_of=moment)))
    present, standing = report.given_tables, Override.objects.standing(report)
    tables = counted.tables.replace({cell: present.cells[cell] for cell in standing})
    post = writing_post(by, report.office)
    _keep_up(report, counted.tables.cells, by=by, post=post, at=moment)
    report.evidence, report.notes = as_json(counted.evidence), list(counted.notes)
    report.write(tables=tables, narrative=report.narrative, signed_date=report.signed_date)
    draw(report, record, by=by)
    tell("report.recounted", report, by=by, post=post, at=moment)
    return [cell for cell in CELLS if present.cells[cell] != tables.cells[cell]]


def _keep_up(report: AnnualReport, counted: Mapping[Cell, Value], *, by: User, post: Post, at: datetime) -> None:
    """Put on record, for every cell that was ever changed by hand, what it is counted as now."""
    for cell, last in {each.address: each for each in Override.objects.of(report)}.items():
        original = printed(counted[cell])
        if original != last.original:
            value = original if last.lifted else last.value
            Override.objects.create(
                report=report,
                cell=last.cell,
                original=original,
                before=last.value,
                value=value,
                lifted=value == original,
                reason=KEPT,
                by=by,
                post=post,
                at=at,
            )

"""人工改数: what a person changes in a report that was counted needs a reason, and what was counted is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from gongkai.law.report_form import CELLS, Cell, ReportTables, Value, describe
from gongkai.office.models import Post, User
from gongkai.report.acts.refusals import ReasonMissing
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, Origin, Override
from gongkai.report.models.monthly_figures import plain

LONGEST = 300
MOST_NAMED = 5


def override(
    report: AnnualReport, tables: ReportTables, *, reason: str, by: User, post: Post, at: datetime
) -> list[Override]:
    """Put on record which cells the new tables change, before they are written; imported reports have nothing counted.

    A cell that reads again as it was counted is lifted, which needs no reason.

    :raises ReasonMissing: when a cell is changed and nobody says why.
    """
    if report.origin != Origin.BUILT:
        return []
    rows = list(_changes(report, tables))
    _refuse_unexplained(rows, reason.strip())
    for row in rows:
        row.reason, row.by, row.post, row.at = reason.strip()[:LONGEST], by, post, at
        row.save()
    return rows


def _changes(report: AnnualReport, tables: ReportTables) -> Iterable[Override]:
    """Yield the changes unsaved; of a cell that nobody changed before, the present figure is the one counted."""
    counted = {each.address: each.original for each in Override.objects.of(report)}
    present = report.given_tables
    for cell in CELLS:
        if not _same(present.cells[cell], tables.cells[cell]):
            before, value = _written(present.cells[cell]), _written(tables.cells[cell])
            original = counted.get(cell, before)
            yield Override(
                report=report,
                cell=".".join(cell),
                original=original,
                before=before,
                value=value,
                lifted=value == original,
            )


def _written(value: Value) -> str:
    return printed(plain(value) if isinstance(value, Decimal) else value)


def _same(one: Value, other: Value) -> bool:
    """Test if both are the same figure; not given is not zero."""
    return one == other if one is not None and other is not None else one is other


def _refuse_unexplained(rows: list[Override], reason: str) -> None:
    changed = [row.address for row in rows if not row.lifted]
    if changed and not reason:
        raise ReasonMissing(
            f"您改动了按登记统计的{len(changed)}格：{_named(changed)}。请在“改动理由”中写明为什么与登记不同，"
            "或者改回登记统计数。"
        )


def _named(cells: list[Cell]) -> str:
    told = "、".join(describe(cell) for cell in cells[:MOST_NAMED])
    return f"{told}等" if len(cells) > MOST_NAMED else told

"""单元格背后的明细: the rows of a cell as one person may see them; the others are only counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.models import Application, Remedy
from gongkai.catalogue.models import Column
from gongkai.law.report_form import Cell
from gongkai.office.models import Office, User
from gongkai.records.models import Record
from gongkai.report.evidence import Source, source_of
from gongkai.report.models import MonthlyFigure
from gongkai.review.models import Round

ROWS_PER_PAGE = 50
Line = tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """How one kind of row is listed: its heads, and what stands under them; the first column is the link."""

    heads: Line
    line: Callable[[Any], Line]
    address: Callable[[Any], str]
    unit: str = "件"


@dataclass(frozen=True, kw_only=True)
class CellRows:
    """The rows behind a cell: one page of those the person may see, and how many there are beside them."""

    count: int
    unit: str
    hidden: int
    heads: Line
    page: Page[int]
    lines: list[tuple[str, Line]]


def rows_seen_by(user: User, cell: Cell, ids: Iterable[int], *, office: Office, page: str | None) -> CellRows:
    """Return the rows behind the cell for this person: applications only to those who may see them."""
    counted, source = list(ids), source_of(cell)
    span = (min(counted, default=0), max(counted, default=0))
    visible = _rows(source, user).filter(office=office, pk__range=span)
    seen = set(visible.values_list("pk", flat=True))
    shown = Paginator([pk for pk in counted if pk in seen], ROWS_PER_PAGE).get_page(page)
    listing, rows = LISTINGS[source], visible.in_bulk(list(shown.object_list))
    return CellRows(
        count=len(counted),
        unit=listing.unit,
        hidden=sum(pk not in seen for pk in counted),
        heads=listing.heads,
        page=shown,
        lines=[(listing.address(rows[pk]), listing.line(rows[pk])) for pk in shown.object_list],
    )


def rows_listed(user: User, rows: QuerySet[Any], *, page: str | None) -> CellRows:
    """Return the rows behind a figure of the prose for this person; those of others are only counted."""
    visible = rows & rows.model.objects.visible_to(user)  # type: ignore[attr-defined]
    count, seen = rows.count(), visible.count()
    joined, fetched = _RELATED[rows.model]
    visible = visible.select_related(*joined).prefetch_related(*fetched)
    shown = Paginator(visible, ROWS_PER_PAGE).get_page(page)
    listing = _LISTING_OF[rows.model]
    return CellRows(
        count=count,
        unit=listing.unit,
        hidden=count - seen,
        heads=listing.heads,
        page=shown,
        lines=[(listing.address(row), listing.line(row)) for row in shown.object_list],
    )


def _rows(source: Source, user: User) -> QuerySet[Any]:
    if source is Source.RECORDS:
        return Record.objects.visible_to(user)
    if source is Source.APPLICATIONS:
        return Application.objects.visible_to(user).select_related("applicant")
    if source is Source.MONTHLY:
        return MonthlyFigure.objects.visible_to(user).select_related("by", "office")
    return Remedy.objects.visible_to(user).select_related("application")


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "—"


def _record(record: Record) -> Line:
    return (record.title, record.document_number or "—", _day(record.made_on), record.get_stage_display())


def _application(application: Application) -> Line:
    return (
        application.number,
        _day(application.received_on),
        application.get_state_display(),
        application.get_outcome_display() or "—",
        _day(application.ended_on),
        application.applicant.get_kind_display(),
    )


def _remedy(remedy: Remedy) -> Line:
    return (
        remedy.application.number,
        remedy.number or "—",
        remedy.get_kind_display(),
        _day(remedy.received_on),
        remedy.get_result_display() or "尚未审结",
        _day(remedy.ended_on),
    )


def _monthly_figure(figure: MonthlyFigure) -> Line:
    return (
        f"{figure.year}年{figure.month}月",
        figure.told,
        figure.evidence,
        _INCLUDES[figure.includes_processing_fees],
        str(figure.by),
        _day(timezone.localdate(figure.at)),
    )


_INCLUDES = {None: "—", True: "已含", False: "不含，另加"}


def _round(round: Round) -> Line:
    return (
        round.title,
        f"第{round.number}轮",
        round.get_state_display(),
        _day(round.ended_at),
        str(round.errors_found()),
    )


def _column(column: Column) -> Line:
    cycle = f"{column.update_cycle_days}天" if column.update_cycle_days else "—"
    return (column.name, column.path, cycle, str(column.department or "—"))


LISTINGS = {
    Source.RECORDS: Listing(
        ("信息", "发文字号", "成文日期", "办理环节"), _record, lambda record: record.desk_address()
    ),
    Source.APPLICATIONS: Listing(
        ("申请编号", "收到日期", "状态", "办理结果", "办结日期", "申请人类型"),
        _application,
        lambda application: application.desk_address(),
    ),
    Source.REMEDIES: Listing(
        ("申请编号", "案号", "类别", "收到日期", "结果", "审结日期"),
        _remedy,
        lambda remedy: remedy.application.desk_address(),
    ),
    Source.MONTHLY: Listing(
        ("月份", "数字", "依据", "信息处理费", "登记人", "登记日期"),
        _monthly_figure,
        lambda figure: figure.desk_address(),
        unit="个月",
    ),
}
_LISTING_OF: dict[type[Any], Listing] = {
    Record: LISTINGS[Source.RECORDS],
    Application: LISTINGS[Source.APPLICATIONS],
    Remedy: LISTINGS[Source.REMEDIES],
    Round: Listing(
        ("标题", "轮次", "状态", "结束日期", "差错数"),
        _round,
        lambda round: reverse("review_round", args=[round.pk]),
        unit="轮",
    ),
    Column: Listing(
        ("栏目", "网址路径", "更新周期", "责任科室"),
        _column,
        lambda column: f"/desk/records/?column={column.pk}&live=true",
        unit="个",
    ),
}
_RELATED = {
    Record: ((), ()),
    Application: (("applicant",), ()),
    Remedy: (("application",), ()),
    Round: ((), ("opinions",)),
    Column: (("department",), ()),
}


def unit_of(cell: Cell) -> str:
    """Return what the rows behind the cell are counted in."""
    return LISTINGS[source_of(cell)].unit

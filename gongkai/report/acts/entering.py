"""按月登记: the figures of one ended month put on record with their evidence; what was entered before is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, Post, User
from gongkai.office.sealed_files import keep
from gongkai.records.models.attachments import digest
from gongkai.records.registering import WRITERS
from gongkai.records.uploads import cleaned
from gongkai.report.acts.content import refuse_year
from gongkai.report.acts.refusals import MonthNotEnterable, ReasonMissing, ReportChangedMeanwhile
from gongkai.report.collecting.fees import processing_fees
from gongkai.report.collecting.monthly import last_day_of
from gongkai.report.models import AnnualReport, LedgerFile, MonthlyFigure, MonthlyItem, Snapshot

LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class MonthEntry:
    """What a person fills in for a month; an item left out stays as it is. Fees are in yuan.

    `includes_processing_fees` says whether the amount of fees holds what the cases have on record; None where nobody
    was asked, because they have nothing.
    """

    figures: Mapping[MonthlyItem, Decimal]
    evidence: str
    upload: UploadedFile | None = None
    includes_processing_fees: bool | None = None
    note: str = ""
    reason: str = ""


def enter_month(
    office: Office,
    year: int,
    month: int,
    *,
    entry: MonthEntry,
    by: User,
    seen: int | None = None,
    at: datetime | None = None,
) -> list[MonthlyFigure]:
    """Put the month's figures on record. `seen` is how many entries of the month the person had before his eyes.

    :raises NoAuthority: when the person does not write for the office.
    :raises MonthNotEnterable: before the month has ended, without figures or evidence, or with one that cannot be.
    :raises ReasonMissing: when a figure is replaced, or the year's report is public, and nobody says why.
    :raises ReportChangedMeanwhile: when somebody entered figures of the month in between.
    :raises UploadRefused: when the file cannot be taken.
    """
    moment = at or timezone.now()
    post = post_for(by, WRITERS, office, to_do="按月登记年报数据")
    _refuse_month(year, month, moment)
    fees = processing_fees(office, year).get(month, 0)
    _refuse_entry(entry, month, fees)
    data = _clean(entry.upload)
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        before = _before(office, year, month)
        _refuse_change(entry, before, seen=seen, is_settled=is_settled(office, year))
        file = _keep(entry.upload, data, office=office, by=by, at=moment)
        figures = [
            _figure(item, value, entry=entry, fees=fees, before=before, file=file)
            for item, value in entry.figures.items()
        ]
        for figure in figures:
            figure.office, figure.year, figure.month = office, year, month
            figure.by, figure.post, figure.at = by, post, moment
            figure.save()
        _tell(figures, by=by, post=post, at=moment)
    return figures


def is_settled(office: Office, year: int) -> bool:
    """Test if the year was counted for good: its report became public, or its figures were frozen."""
    if AnnualReport.objects.filter(office=office, year=year, record__publication__isnull=False).exists():
        return True
    return Snapshot.objects.year_end(office, year) is not None


def _refuse_month(year: int, month: int, moment: datetime) -> None:
    refuse_year(year, moment)
    if not 1 <= month <= 12:
        raise MonthNotEnterable("月份应为1至12。")
    if last_day_of(year, month) >= timezone.localdate(moment):
        raise MonthNotEnterable(f"{year}年{month}月还没有结束，不能登记。请在{month}月的最后一天之后登记。")


def _refuse_entry(entry: MonthEntry, month: int, fees: int) -> None:
    if not entry.figures:
        raise MonthNotEnterable("没有填任何数字。请逐项填写，没有发生的填0；四项都没有的，选“本月四项均为零”。")
    if not entry.evidence.strip():
        raise MonthNotEnterable("请写明依据：台账的名称和编号，如“行政处罚台账2026年第7页”。登记为零也要写明依据。")
    if max(len(text.strip()) for text in (entry.evidence, entry.note, entry.reason)) > LONGEST:
        raise MonthNotEnterable(f"依据、备注、理由各不超过{LONGEST}字，请写得简短些。")
    for item, value in entry.figures.items():
        _refuse_figure(item, value)
    if fees and MonthlyItem.FEES in entry.figures:
        _refuse_fees(entry, month, fees)


def _refuse_fees(entry: MonthEntry, month: int, fees: int) -> None:
    if entry.includes_processing_fees is None:
        raise MonthNotEnterable(
            f"{month}月办件登记了信息处理费{fees}元。请选择填写的“行政事业性收费”是否已含这笔信息处理费。"
        )
    if entry.includes_processing_fees and entry.figures[MonthlyItem.FEES] < fees:
        raise MonthNotEnterable(
            f"填写的“行政事业性收费”少于{month}月办件登记的信息处理费{fees}元，不会已含这笔费用。请核对金额，或者选“不含，另加”。"
        )


def _refuse_figure(item: MonthlyItem, value: Decimal) -> None:
    if item is MonthlyItem.FEES:
        asked, places = "不小于0的金额（元），最多两位小数", Decimal("0.01")
    else:
        asked, places = "不小于0的整数", Decimal(1)
    if not 0 <= value < 10**12 or value != value.quantize(places):
        raise MonthNotEnterable(f"“{item.label}”填了{value}。请填{asked}。")


def _before(office: Office, year: int, month: int) -> list[MonthlyFigure]:
    return list(MonthlyFigure.objects.filter(office=office, year=year, month=month))


def _refuse_change(entry: MonthEntry, before: list[MonthlyFigure], *, seen: int | None, is_settled: bool) -> None:
    if seen is not None and seen != len(before):
        raise ReportChangedMeanwhile("您打开本页之后，有人登记过这个月的数字。请重新打开本页，核对后再填。")
    if entry.reason.strip():
        return
    replaced = [MonthlyItem(item).label for item in entry.figures if any(each.item == item for each in before)]
    if replaced:
        raise ReasonMissing(f"{_listed(replaced)}已经登记过。改动须写明理由，原来的数字仍然保留。")
    if is_settled:
        raise ReasonMissing("本年的数据已经冻结，或者年度报告已经公布：补登须写明理由。")


def _listed(labels: Iterable[str]) -> str:
    return "、".join(f"“{label}”" for label in labels)


def _clean(upload: UploadedFile | None) -> bytes:
    return cleaned(PurePath(upload.name or "").name, upload) if upload else b""


def _keep(upload: UploadedFile | None, data: bytes, *, office: Office, by: User, at: datetime) -> LedgerFile | None:
    if upload is None:
        return None
    name, sealed = PurePath(upload.name or "").name[-200:], keep(data, purpose=LedgerFile.PURPOSE)
    facts = {"size": len(data), "sha256": digest(data), "sealed": sealed}
    return LedgerFile.objects.create(office=office, name=name, by=by, at=at, **facts)


def _figure(
    item: MonthlyItem,
    value: Decimal,
    *,
    entry: MonthEntry,
    fees: int,
    before: list[MonthlyFigure],
    file: LedgerFile | None,
) -> MonthlyFigure:
    is_fee = item is MonthlyItem.FEES
    return MonthlyFigure(
        item=item,
        version=sum(each.item == item for each in before) + 1,
        value=value,
        includes_processing_fees=entry.includes_processing_fees if is_fee and fees else None,
        processing_fees_yuan=fees if is_fee else 0,
        evidence=entry.evidence.strip(),
        file=file,
        note=entry.note.strip(),
        reason=entry.reason.strip(),
    )


def _tell(figures: list[MonthlyFigure], *, by: User, post: Post, at: datetime) -> None:
    first = figures[0]
    data = {
        "year": first.year,
        "month": first.month,
        "items": {each.item: each.version for each in figures},
        "file": first.file.sha256 if first.file else "",
    }
    events.record("report.month_entered", first, office=first.office, by=by, post=post, data=data, at=at)

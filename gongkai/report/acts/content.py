"""年报的初始内容: what a new report starts with, from a file or from the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.law.report_form import ReportTables
from gongkai.office.models import Office
from gongkai.report.acts.refusals import YearNotReportable
from gongkai.report.collect import collect
from gongkai.report.counted import Counted
from gongkai.report.drafting import draft_narrative, unwritten
from gongkai.report.evidence import as_json
from gongkai.report.freezing import as_frozen, awaited
from gongkai.report.models import Origin, Snapshot, as_read
from gongkai.report.reading import Reading

FIRST_YEAR = 2008
"""The Regulation came into force on 1 May 2008; no report is older."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a new report starts with."""

    tables: ReportTables
    narrative: dict[str, str]
    origin: Origin
    signed_date: date | None = None
    notes: Sequence[str] = ()
    evidence: dict[str, Any] = field(default_factory=dict)
    bindings: Sequence[dict[str, Any]] = ()
    source_name: str = ""
    source_text: str = ""
    source_sha256: str = ""

    def reading(self, *, office: str, year: int) -> Reading:
        """Return the content as a reader of its page would have it."""
        return as_read(
            office=office,
            year=year,
            tables=self.tables,
            narrative=self.narrative,
            signed_date=self.signed_date,
            notes=self.notes,
        )


def drafted(year: int, *, office: Office, at: datetime) -> Content:
    """Return what a report of the year would start with at that moment: its figures as frozen, where they are."""
    refuse_year(year, at)
    frozen = Snapshot.objects.year_end(office, year)
    counted = as_frozen(frozen) if frozen else Counted.of(collect(office, year, as_of=at))
    day = None if frozen else awaited(office, year, today=timezone.localdate(at))
    draft = draft_narrative(counted.sources, name=office.short_name or office.name, year=year)
    return Content(
        tables=counted.tables,
        narrative=draft.narrative,
        bindings=[binding.as_json() for binding in draft.bindings],
        origin=Origin.BUILT,
        notes=[*_not_frozen_yet(year, day), *counted.notes, *unwritten(draft.narrative)],
        evidence=as_json(counted.evidence),
    )


def _not_frozen_yet(year: int, day: date | None) -> list[str]:
    if day is None:
        return []
    return [
        f"编制时{year}年的数据尚未冻结（{day.month}月{day.day}日24时冻结），各数按编制时的登记统计；冻结后请重新统计。"
    ]


def refuse_year(year: int, at: datetime) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate(at).year:
        raise YearNotReportable(f"不能编制{year}年的年度报告：年度应在{FIRST_YEAR}年至今年之间。")

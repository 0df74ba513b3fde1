"""年报进度: where each office's report of the year stands against the dates of its district, and what waits for whom.

From the turn of the year on an office is reminded of the next date until its report is public; past a date the light is red.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.utils import timezone

from gongkai.law.timeliness import Light
from gongkai.office.models import Office, Role, User
from gongkai.records.models import WorkStage
from gongkai.report.collecting.monthly import missing_months
from gongkai.report.dates import campaign_of
from gongkai.report.freezing import working_before
from gongkai.report.models import AnnualReport, Campaign, Occasion, ReportReturn, Snapshot

SOON_DAYS = 5
"""Days before a date on which its light turns yellow."""


class Standing(StrEnum):
    """Where an office's report stands."""

    NOT_STARTED = "未起草"
    DRAFTING = "起草中"
    SENT_BACK = "区县退回"
    IN_REVIEW = "审校中"
    APPROVED = "待发布"
    WITHDRAWN = "已撤回"
    PUBLISHED = "已公布"
    CORRECTING = "更正中"


_BY_STAGE = {
    WorkStage.IN_REVIEW: Standing.IN_REVIEW,
    WorkStage.APPROVED: Standing.APPROVED,
    WorkStage.WITHDRAWN: Standing.WITHDRAWN,
    WorkStage.PUBLISHED: Standing.PUBLISHED,
}
_DRAFTED = {Standing.IN_REVIEW, Standing.APPROVED}
_DONE = {Standing.PUBLISHED, Standing.CORRECTING}


class Unfilled(NamedTuple):
    """Months that are not entered, and the day until which they count without a reason."""

    months: tuple[int, ...]
    freeze_on: date
    light: Light


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One office's report: its standing, the date that comes next, and the light on it. `report` is None where none is begun.

    A published report has no date left; `published_at` is when it first became public, `frozen_at` when the figures of
    the year were taken last, None before they are.
    """

    office: Office
    standing: Standing
    report: AnnualReport | None = None
    returned: ReportReturn | None = None
    published_at: datetime | None = None
    frozen_at: datetime | None = None
    unfilled: Unfilled | None = None
    due: date | None = None
    due_name: str = ""
    light: Light | None = None
    is_late: bool = False

    @property
    def act(self) -> str:
        """What the office has to do next, and by when."""
        return f"年报{self.standing.value}，{self.due_name}" if self.due else f"年报{self.standing.value}"


def progress(offices: Iterable[Office], campaign: Campaign, *, on: date) -> list[Progress]:
    """Return how the offices stand on the day, in their order."""
    wanted = list(offices)
    reports = AnnualReport.objects.newest_versions().filter(office__in=wanted, year=campaign.year)
    found = {report.office_id: report for report in reports.select_related("record__publication")}
    returns = {each.report_id: each for each in ReportReturn.objects.filter(report__in=found.values()).order_by("id")}
    frozen = _frozen_at(wanted, campaign.year)
    return [
        replace(_progress(office, found.get(office.pk), returns, campaign, on=on), frozen_at=frozen.get(office.pk))
        for office in wanted
    ]


def _frozen_at(offices: Iterable[Office], year: int) -> dict[int, datetime]:
    taken = Snapshot.objects.filter(office__in=offices, year=year, occasion=Occasion.YEAR_END).order_by("number")
    return dict(taken.values_list("office_id", "at"))


def waiting_for(user: User, at: datetime) -> Iterator[Progress]:
    """Yield the reports of last year for which the person answers as disclosure officer, until they are public."""
    today = timezone.localdate(at)
    own = {post.office_id for post in user.active_posts() if post.role == Role.DISCLOSURE_OFFICER}
    by_district: dict[Office, list[Office]] = {}
    for office in working_before(date(today.year, 1, 1)) if own else ():
        if office.pk in own:
            by_district.setdefault(office.district, []).append(office)
    for district, below in by_district.items():
        campaign = campaign_of(district, today.year - 1)
        found = (each for each in progress(below, campaign, on=today) if each.standing not in _DONE)
        yield from (replace(each, unfilled=_unfilled(each, campaign, today)) for each in found)


def _unfilled(found: Progress, campaign: Campaign, today: date) -> Unfilled | None:
    """Return which months are to be entered before the year is frozen; None when it is, or nothing is missing."""
    if found.frozen_at is not None or today > campaign.freeze_on:
        return None
    months = missing_months(found.office, campaign.year, today=today)
    return Unfilled(months, campaign.freeze_on, _light(campaign.freeze_on, today)) if months else None


def _progress(
    office: Office, report: AnnualReport | None, returns: dict[int, ReportReturn], campaign: Campaign, *, on: date
) -> Progress:
    if report is None:
        return _dated(Progress(office=office, standing=Standing.NOT_STARTED), campaign, on=on)
    report.office = office
    returned = returns.get(report.pk)
    if returned is not None:
        returned.report = report
    standing = _standing(report, returned)
    publication = getattr(report.record, "publication", None)
    found = Progress(
        office=office,
        standing=standing,
        report=report,
        returned=returned if standing is Standing.SENT_BACK else None,
        published_at=publication.published_at if publication else None,
    )
    return _dated(found, campaign, on=on)


def _standing(report: AnnualReport, returned: ReportReturn | None) -> Standing:
    if report.version > 1 and not report.was_published:
        return Standing.CORRECTING
    if returned is not None and not returned.is_answered:
        return Standing.SENT_BACK
    return _BY_STAGE.get(WorkStage(report.record.stage), Standing.DRAFTING)


def _dated(found: Progress, campaign: Campaign, *, on: date) -> Progress:
    """Add the date that comes next; a published report is late when it became public after its date."""
    if found.standing in _DONE:
        published_on = timezone.localdate(found.published_at) if found.published_at else on
        return replace(found, is_late=published_on > campaign.publish_due)
    due, name = _next_date(found.standing, campaign)
    return replace(found, due=due, due_name=name, light=_light(due, on), is_late=on > due)


def _next_date(standing: Standing, campaign: Campaign) -> tuple[date, str]:
    if standing in _DRAFTED:
        return campaign.publish_due, "应公布"
    if standing in {Standing.NOT_STARTED, Standing.WITHDRAWN}:
        return campaign.draft_due, "初稿应完成"
    return campaign.check_due, "应送区县审核"


def _light(due: date, on: date) -> Light:
    left = (due - on).days
    if left < 0:
        return Light.RED
    return Light.YELLOW if left <= SOON_DAYS else Light.GREEN

"""年报工作安排: the district sets the dates of the year's reports."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Role, User
from gongkai.report.acts.refusals import ReportRefused
from gongkai.report.dates import campaign_of
from gongkai.report.models import Campaign, Occasion, Snapshot

DATES = ("freeze_on", "draft_due", "check_due", "publish_due", "district_due")


@transaction.atomic
def set_dates(campaign: Campaign, *, by: User, at: datetime | None = None) -> None:
    """Keep the dates; what waits for the offices follows them at once.

    :raises NoAuthority: for anybody but the district itself.
    :raises ReportRefused: when the dates are not in their order, or the day of freezing lies behind or is over.
    """
    moment = at or timezone.now()
    post = post_for(by, (Role.DISTRICT_SUPERVISOR,), campaign.district, to_do="安排年报工作")
    try:
        campaign.full_clean()
    except ValidationError as error:
        raise ReportRefused("".join(error.messages)) from error
    _refuse_freeze_day(campaign, today=timezone.localdate(moment))
    campaign.save()
    dates = {name: getattr(campaign, name).isoformat() for name in DATES}
    data = {"year": campaign.year, **dates}
    events.record("report.dates_set", campaign, office=campaign.district, by=by, post=post, data=data, at=moment)


def _refuse_freeze_day(campaign: Campaign, *, today: date) -> None:
    """Refuse to move the day of freezing once a year is frozen, or to a day that is over."""
    if campaign.freeze_on == campaign_of(campaign.district, campaign.year).freeze_on:
        return
    taken = Snapshot.objects.filter(office__parent=campaign.district, year=campaign.year, occasion=Occasion.YEAR_END)
    if count := taken.values("office").distinct().count():
        raise ReportRefused(
            f"已有{count}个机构的{campaign.year}年数据冻结，数据冻结日不能再改。此后要计入新登记的，由该机构重新冻结。"
        )
    if campaign.freeze_on < today:
        raise ReportRefused("数据冻结日已经过去，请填今天或者以后的日期。")

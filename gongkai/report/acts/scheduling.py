"""年报工作安排: the district sets the dates of the year's reports."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Role, User
from gongkai.report.acts.refusals import ReportRefused
from gongkai.report.models import Campaign


@transaction.atomic
def set_dates(campaign: Campaign, *, by: User, at: datetime | None = None) -> None:
    """Keep the dates; what waits for the offices follows them at once.

    :raises NoAuthority: for anybody but the district itself.
    :raises ReportRefused: when the dates are not in their order.
    """
    post = post_for(by, (Role.DISTRICT_SUPERVISOR,), campaign.district, to_do="安排年报工作")
    try:
        campaign.full_clean()
    except ValidationError as error:
        raise ReportRefused("".join(error.messages)) from error
    campaign.save()
    dates = {name: getattr(campaign, name).isoformat() for name in ("draft_due", "check_due", "publish_due")}
    data = {"year": campaign.year, **dates}
    events.record(
        "report.dates_set", campaign, office=campaign.district, by=by, post=post, data=data, at=at or timezone.now()
    )

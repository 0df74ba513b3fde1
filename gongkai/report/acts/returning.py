"""区县退回: what the district asks to have changed in a report before it is published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office.authority import post_for
from gongkai.office.models import Office, Post, Role, User
from gongkai.report.acts.drawing import tell
from gongkai.report.acts.refusals import ReportLocked, ReportRefused
from gongkai.report.models import AnnualReport, ReportReturn


@transaction.atomic
def send_back(report: AnnualReport, *, reason: str, by: User, at: datetime | None = None) -> ReportReturn:
    """Ask the office to change its report; the office sees it on its report, on its list and among what waits for it.

    :raises NoAuthority: for anybody but the district above the office.
    :raises ReportLocked: when the report is public.
    :raises ReportRefused: without saying what is to be changed.
    """
    moment = at or timezone.now()
    post = _district_post(by, report.office)
    if report.was_published:
        raise ReportLocked("报告已经公布，不能退回修改。有误的，请通知该机构办理更正。")
    if not reason.strip():
        raise ReportRefused("请写明要修改什么，该机构才知道怎么改。")
    returned = ReportReturn.objects.create(report=report, reason=reason.strip(), by=by, post=post, at=moment)
    tell("report.sent_back", report, by=by, post=post, at=moment)
    return returned


def _district_post(by: User, office: Office) -> Post:
    return post_for(by, (Role.DISTRICT_SUPERVISOR,), office.district, to_do="退回年度报告")

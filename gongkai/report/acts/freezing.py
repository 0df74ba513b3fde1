"""人工冻结: the figures of an ended year taken before the worker does, or once more, because something was entered since."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office.authority import post_for
from gongkai.office.models import Office, Role, User
from gongkai.report.acts.refusals import ReportLocked, ReportRefused
from gongkai.report.freezing import freeze
from gongkai.report.models import AnnualReport, Snapshot

FREEZERS = (Role.DISCLOSURE_OFFICER, Role.LEADER_IN_CHARGE)


@transaction.atomic
def freeze_again(office: Office, year: int, *, reason: str, by: User, at: datetime | None = None) -> Snapshot:
    """Take the year's figures as they stand now, also before the day on which the worker would; what was frozen is kept.

    :raises NoAuthority: for anybody but the disclosure officer and the leader in charge.
    :raises ReportLocked: when the year's report is public: then it is corrected, not counted anew.
    :raises ReportRefused: without a reason, or before the year has ended.
    """
    moment = at or timezone.now()
    post = post_for(by, FREEZERS, office, to_do="冻结年报数据")
    if timezone.localdate(moment).year <= year:
        raise ReportRefused(f"{year}年还没有结束，数据尚未冻结。年度结束后再办理。")
    if not reason.strip():
        raise ReportRefused("人工冻结须写明理由，如“12月已登记齐，提前冻结”“补登12月31日发出的答复”。")
    if any(report.was_published for report in AnnualReport.objects.filter(office=office, year=year)):
        raise ReportLocked(f"{year}年的年度报告已经公布，不能再冻结。数字有误的，请在年度报告页面办理更正。")
    return freeze(office, year, at=moment, by=by, post=post, reason=reason.strip()[:300])

"""年报的修改: new figures and prose, as long as nobody is reviewing them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.law.report_form import ReportTables
from gongkai.office.authority import NoAuthority
from gongkai.office.models import User
from gongkai.records.models import Record
from gongkai.report.acts.drawing import draw, tell, writing_post
from gongkai.report.acts.overriding import override
from gongkai.report.acts.refusals import ReportChangedMeanwhile, ReportLocked
from gongkai.report.following import Answer
from gongkai.report.models import AnnualReport


@transaction.atomic
def revise(
    report: AnnualReport,
    *,
    tables: ReportTables,
    narrative: dict[str, str],
    signed_date: date | None,
    by: User,
    override_reason: str = "",
    answers: Iterable[Answer] | None = None,
    seen: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Take new figures and prose, and draw the body of the record's draft from them.

    In a report that was counted, `override_reason` says why cells read otherwise than the register has them.
    `answers` are those to last year's problems; without them they stay as they are.

    :raises NoAuthority: when the person does not write this record.
    :raises ReportLocked: while it is reviewed, waits for its publisher, or is public.
    :raises ReasonMissing: when a counted cell is changed without a reason.
    :raises ReportChangedMeanwhile: when somebody saved after the state that the person had `seen`.
    """
    record = writable(report, by=by, seen=seen)
    if answers is not None:
        report.follow_ups = [answer.as_json() for answer in answers]
    post, moment = writing_post(by, report.office), at or timezone.now()
    override(report, tables, reason=override_reason, by=by, post=post, at=moment)
    report.write(tables=tables, narrative=narrative, signed_date=signed_date)
    draw(report, record, by=by)
    tell("report.revised", report, by=by, post=post, at=moment)


def writable(report: AnnualReport, *, by: User, seen: datetime | None) -> Record:
    """Return the report's record, locked in the database, if the person may write the report now.

    :raises NoAuthority, ReportLocked, ReportChangedMeanwhile: as in `revise`.
    """
    record = Record.objects.select_for_update(of=("self",)).get(pk=report.record_id)
    refuse_locked(report, record, by)
    if seen is not None and seen != AnnualReport.objects.values_list("updated_at", flat=True).get(pk=report.pk):
        raise ReportChangedMeanwhile("您打开本页之后，有人保存过这份报告。请记下您的改动，重新打开本页后再填。")
    return record


def refuse_locked(report: AnnualReport, record: Record, user: User) -> None:
    """Raise the refusal that keeps this person from changing the report now, if there is one."""
    if not record.may_edit(user):
        raise NoAuthority("只有拟稿人、本科室人员或信息公开专员可以修改年度报告。")
    if report.was_published:
        raise ReportLocked("年度报告已经公布，不能直接改动。需要更正的，请在本页“更正”处写明更正说明，另立新版。")
    lock = record.get_lock()
    if lock is not None and lock.for_user(user):
        raise ReportLocked("年度报告正在审校或者等待发布，不能修改。如需修改，请先在信息卡片上撤回送审。")

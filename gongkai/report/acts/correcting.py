"""公布后的更正: a public report is not changed; its next version is written, reviewed and published in its place.

The address stays, the first version stays on the site until the second is published, and both are kept.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office.authority import NoAuthority
from gongkai.office.models import User
from gongkai.records.models import Record, WorkStage
from gongkai.records.publishing_acts import reopen
from gongkai.report.acts.drawing import draw, tell, writing_post
from gongkai.report.acts.refusals import ReportRefused
from gongkai.report.models import AnnualReport

LONGEST = 1000
TAKEN_OVER = (
    "office",
    "year",
    "origin",
    "tables",
    "narrative",
    "bindings",
    "follow_ups",
    "evidence",
    "notes",
    "signed_date",
)


@transaction.atomic
def correct(report: AnnualReport, *, explanation: str, by: User, at: datetime | None = None) -> AnnualReport:
    """Open the next version with what the last one says; the explanation (更正说明) heads it on the public page.

    :raises NoAuthority: when the person does not write this record.
    :raises ReportRefused: without an explanation, before publication, or when a correction is open already.
    """
    moment = at or timezone.now()
    record = Record.objects.select_for_update(of=("self",)).get(pk=report.record_id)
    if not record.may_edit(by):
        raise NoAuthority("只有拟稿人、本科室人员或信息公开专员可以更正年度报告。")
    _refuse(report, explanation)
    if record.stage == WorkStage.WITHDRAWN:
        reopen(record, by=by)
        record.refresh_from_db()
    corrected = AnnualReport(
        version=report.version + 1, record=record, correction=explanation.strip(), created_at=moment
    )
    for name in TAKEN_OVER:
        setattr(corrected, name, getattr(report, name))
    corrected.save()
    draw(corrected, record, by=by)
    tell("report.correction_opened", corrected, by=by, post=writing_post(by, report.office), at=moment)
    return corrected


def _refuse(report: AnnualReport, explanation: str) -> None:
    latest = AnnualReport.objects.of(report.office, report.year)
    if latest is not None and latest.version > report.version:
        raise ReportRefused(f"这份报告已有第{latest.version}版，请打开第{latest.version}版办理。")
    if not report.was_published:
        raise ReportRefused("报告还没有公布，可以直接修改，不需要办理更正。")
    if not explanation.strip():
        raise ReportRefused("更正须写明更正什么、为什么，这段说明会登在报告的开头。")
    if len(explanation.strip()) > LONGEST:
        raise ReportRefused(f"更正说明最多{LONGEST}字，请写得简短些。")

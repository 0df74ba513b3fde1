"""报告的附件: the report as PDF, Word document and workbook beside its public page, reviewed and published with it.

They are of the report as it is saved; whatever is written afterwards takes them out again, so that no older figures go out.
"""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.office.models import User
from gongkai.records.models import Attachment, Record
from gongkai.records.uploads import attach
from gongkai.report.acts.drawing import tell, writing_post
from gongkai.report.acts.revising import writable
from gongkai.report.exporting import EXPORTS
from gongkai.report.models import AnnualReport

ENCLOSED = ("pdf", "docx", "xlsx")


@transaction.atomic
def enclose_exports(
    report: AnnualReport, *, by: User, seen: datetime | None = None, at: datetime | None = None
) -> list[Attachment]:
    """Attach the report's exports to its record in place of those attached before.

    :raises NoAuthority, ReportLocked, ReportChangedMeanwhile: as in `revise`.
    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    moment, record = at or timezone.now(), writable(report, by=by, seen=seen)
    for older in report.enclosed():
        older.remove(at=moment)
    rows = [_attached(kind, report, record, by=by, at=moment) for kind in ENCLOSED]
    tell("report.exports_enclosed", report, by=by, post=writing_post(by, report.office), at=moment)
    return rows


def _attached(kind: str, report: AnnualReport, record: Record, *, by: User, at: datetime) -> Attachment:
    export, reading = EXPORTS[kind], report.reading
    upload = SimpleUploadedFile(export.file_name(reading), export.write(reading, at=at))
    return attach(record, upload, title=f"{report}（{export.label}）", by=by, at=at)

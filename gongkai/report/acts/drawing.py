"""年报的落笔: the body drawn into the record's draft, the post in which a person writes, and the event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, Post, User
from gongkai.records import drawing
from gongkai.records.models import Record
from gongkai.records.registering import WRITERS
from gongkai.report.models import AnnualReport


def draw(report: AnnualReport, record: Record, *, by: User) -> None:
    """Put the body into the record's draft, where nobody else writes it; exports of an older text leave it."""
    for older in report.enclosed():
        older.remove(at=timezone.now())
    drawing.draw(record, report.body, by=by)
    report.record.refresh_from_db()


def writing_post(by: User, office: Office) -> Post:
    return post_for(by, WRITERS, office, to_do="编制年度报告")


def tell(verb: str, report: AnnualReport, *, by: User, post: Post, at: datetime) -> None:
    data: dict[str, Any] = {"year": report.year, "version": report.version, "record": report.record_id}
    events.record(verb, report, office=report.office, by=by, post=post, data=data, at=at)

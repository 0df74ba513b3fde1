"""年报的登记: a published report brought in, or one drawn up from the register, each with its record."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gongkai.catalogue.models import Column, ColumnKind, Genre, Topic
from gongkai.law.attributes import Attribute
from gongkai.law.report_form import title
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Department, Office, Post, User
from gongkai.records.determining import Proposal
from gongkai.records.models import Record, RecordKind
from gongkai.records.registering import WRITERS, register
from gongkai.report.acts.content import Content, drafted, refuse_year
from gongkai.report.acts.drawing import draw, tell, writing_post
from gongkai.report.acts.refusals import (
    ReportAlreadyRegistered,
    ReportOfAnotherOffice,
    ReportRefused,
    YearNotReportable,
)
from gongkai.report.models import AnnualReport, Origin
from gongkai.report.reading import Reading, file_text, read_file
from gongkai.report.reading.cells import squeeze

BASIS = "20(15)"
"""其他法定应当主动公开的信息: the report itself is asked for by 第四十九条."""


def import_report(path: Path, *, office: Office, by: User, at: datetime | None = None) -> AnnualReport:
    """Register a published report with its tables and its prose, proposed as 主动公开 under the office's report column.

    :raises ReportNotReadable: when the file is no report that can be read.
    :raises ReportRefused: when it is another office's, has no year, or the year's report is there already.
    """
    reading = read_file(path)
    if reading.year is None:
        raise YearNotReportable("没有读到报告的年度，不能登记。请检查文件的标题是否完整。")
    _refuse_other_office(reading, office)
    text = file_text(path)
    given = Content(
        tables=reading.tables,
        narrative=dict(reading.narrative),
        origin=Origin.IMPORTED,
        signed_date=reading.signed_date,
        notes=[*reading.notes, *_absent(reading)],
        source_name=path.name[:200],
        source_text=text,
        source_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return register_report(given, office=office, year=reading.year, by=by, at=at)


def build_report(year: int, *, office: Office, by: User, at: datetime | None = None) -> AnnualReport:
    """Register the office's report of the year with the figures that the register has and a first draft of its prose.

    :raises ReportAlreadyRegistered: when the year has its report.
    :raises YearNotReportable: when the year has not begun, or lies before the Regulation.
    """
    moment = at or timezone.now()
    return register_report(drafted(year, office=office, at=moment), office=office, year=year, by=by, at=moment)


@transaction.atomic
def register_report(
    content: Content, *, office: Office, year: int, by: User, at: datetime | None = None
) -> AnnualReport:
    """Register the report with its record, whose body is drawn from figures and prose.

    :raises ReportRefused: as in `import_report` and `build_report`.
    :raises NoAuthority: when the person does not write for the office.
    """
    moment = at or timezone.now()
    refuse_year(year, moment)
    post = writing_post(by, office)
    if AnnualReport.objects.of(office, year) is not None:
        raise ReportAlreadyRegistered(f"{office}{year}年的年度报告已经登记，请在工作台“年报”中打开修改。")
    unsaved = _record(content, office=office, year=year, post=post, on=timezone.localdate(moment))
    record = register(unsaved, _proposal(), by=by, at=moment)
    report = AnnualReport(office=office, year=year, record=record, origin=content.origin, created_at=moment)
    for name in ("notes", "evidence", "source_name", "source_text", "source_sha256"):
        setattr(report, name, getattr(content, name))
    report.bindings = list(content.bindings)
    report.write(tables=content.tables, narrative=content.narrative, signed_date=content.signed_date)
    draw(report, record, by=by)
    verb = "report.imported" if content.origin == Origin.IMPORTED else "report.built"
    tell(verb, report, by=by, post=post, at=moment)
    return report


def author_for(office: Office, *, on: date) -> User:
    """Return the person in whose name a command registers: a drafter, else a head of department, else the officer.

    :raises NoAuthority: when nobody writes for the office today.
    """
    posts = Post.objects.active(on=on).filter(office=office, role__in=WRITERS, user__is_active=True)
    ordered = sorted(posts.select_related("user"), key=lambda post: (WRITERS.index(post.role), post.pk))
    if not ordered:
        raise NoAuthority(f"{office}今天没有在岗的拟稿人，不能登记。请先设置岗位，或者用 --by 指定人员。")
    return ordered[0].user


def _record(content: Content, *, office: Office, year: int, post: Post, on: date) -> Record:
    made_on = min(content.signed_date or on, on)
    return Record(
        office=office,
        title=title(office=office.name, year=year),
        kind=RecordKind.REPORT,
        column=_report_column(office),
        source_name=office.short_name or office.name,
        made_on=made_on,
        starts_at=timezone.make_aware(datetime.combine(made_on, time.min)),
        department=post.department or _first_department(office),
        topic=Topic.objects.filter(name="政务公开").first(),
        genre=Genre.objects.filter(name="报告").first(),
    )


def _report_column(office: Office) -> Column:
    column = Column.objects.filter(office=office, kind=ColumnKind.REPORT).writable().order_by("order", "id").first()
    if column is None:
        raise ReportRefused(f"{office}没有政府信息公开年报栏目，不能登记年度报告。请先在栏目中设置。")
    return column


def _first_department(office: Office) -> Department:
    department = office.departments.order_by("order", "id").first()
    if department is None:
        raise ReportRefused(f"{office}还没有设置科室，不能登记年度报告。请先设置责任科室。")
    return department


def _proposal() -> Proposal:
    return Proposal(attribute=Attribute.PROACTIVE, basis=BASIS, reason="《条例》第四十九条要求公布年度报告。")


def _refuse_other_office(reading: Reading, office: Office) -> None:
    named, own = squeeze(reading.office or ""), squeeze(office.name)
    if named and named not in own and own not in named:
        raise ReportOfAnotherOffice(f"文件是“{reading.office}”的年度报告，与“{office.name}”不符，不能登记。")


def _absent(reading: Reading) -> list[str]:
    return [f"原文未提供：{name}。" for name in reading.missing_in_words]

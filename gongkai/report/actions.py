"""年报的动作: import a published report, build one from the register, revise it. Review and publication are its record's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.catalogue.models import Column, ColumnKind, Genre, Topic
from gongkai.law.attributes import Attribute
from gongkai.law.report_form import ReportTables, title
from gongkai.office import events
from gongkai.office.authority import NoAuthority, post_for
from gongkai.office.models import Department, Office, Post, User
from gongkai.records.determining import Proposal
from gongkai.records.models import Record, RecordKind
from gongkai.records.registering import WRITERS, register
from gongkai.report.case_checking import Drawn, case_findings
from gongkai.report.checking import Finding, check
from gongkai.report.collect import collect, last_day
from gongkai.report.drafting import draft_narrative, unwritten
from gongkai.report.evidence import from_json
from gongkai.report.models import AnnualReport, Origin, as_read
from gongkai.report.reading import Reading, file_text, read_file
from gongkai.report.reading.cells import squeeze

FIRST_YEAR = 2008
"""The Regulation came into force on 1 May 2008; no report is older."""
BASIS = "20(15)"
"""其他法定应当主动公开的信息: the report itself is asked for by 第四十九条."""


class ReportRefused(Exception):
    """The report cannot be registered or changed; the sentence says why and what to do."""


class ReportAlreadyRegistered(ReportRefused):
    """The office's year has its report."""


class ReportOfAnotherOffice(ReportRefused):
    """The file names another office."""


class YearNotReportable(ReportRefused):
    """No report can be written for this year."""


class ReportLocked(ReportRefused):
    """The report is being reviewed, or public."""


class ReportChangedMeanwhile(ReportRefused):
    """Somebody else saved the report in between."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a new report starts with."""

    tables: ReportTables
    narrative: dict[str, str]
    origin: Origin
    signed_date: date | None = None
    notes: Sequence[str] = ()
    evidence: dict[str, Any] = field(default_factory=dict)
    source_name: str = ""
    source_text: str = ""
    source_sha256: str = ""

    def reading(self, *, office: str, year: int) -> Reading:
        """Return the content as a reader of its page would have it."""
        return as_read(
            office=office,
            year=year,
            tables=self.tables,
            narrative=self.narrative,
            signed_date=self.signed_date,
            notes=self.notes,
        )


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


def drafted(year: int, *, office: Office, at: datetime) -> Content:
    """Return what a report of the year would start with at that moment; nothing is registered."""
    _refuse_year(year, at)
    collected = collect(office, year, as_of=at)
    narrative = draft_narrative(collected, name=office.short_name or office.name, year=year)
    return Content(
        tables=collected.tables,
        narrative=narrative,
        origin=Origin.BUILT,
        notes=[*collected.notes, *unwritten(narrative)],
        evidence=collected.evidence_json(),
    )


@transaction.atomic
def register_report(
    content: Content, *, office: Office, year: int, by: User, at: datetime | None = None
) -> AnnualReport:
    """Register the report with its record, whose body is drawn from figures and prose.

    :raises ReportRefused: as in `import_report` and `build_report`.
    :raises NoAuthority: when the person does not write for the office.
    """
    moment = at or timezone.now()
    _refuse_year(year, moment)
    post = _post(by, office)
    if AnnualReport.objects.of(office, year) is not None:
        raise ReportAlreadyRegistered(f"{office}{year}年的年度报告已经登记，请在工作台“年报”中打开修改。")
    unsaved = _record(content, office=office, year=year, post=post, on=timezone.localdate(moment))
    record = register(unsaved, _proposal(), by=by, at=moment)
    report = AnnualReport(office=office, year=year, record=record, origin=content.origin)
    for name in ("notes", "evidence", "source_name", "source_text", "source_sha256"):
        setattr(report, name, getattr(content, name))
    report.write(tables=content.tables, narrative=content.narrative, signed_date=content.signed_date)
    _draw(report, record, by=by)
    verb = "report.imported" if content.origin == Origin.IMPORTED else "report.built"
    _tell(verb, report, by=by, post=post, at=moment)
    return report


@transaction.atomic
def revise(
    report: AnnualReport,
    *,
    tables: ReportTables,
    narrative: dict[str, str],
    signed_date: date | None,
    by: User,
    seen: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Take new figures and prose, and draw the body of the record's draft from them.

    :raises NoAuthority: when the person does not write this record.
    :raises ReportLocked: while it is reviewed, waits for its publisher, or is public.
    :raises ReportChangedMeanwhile: when somebody saved after the state that the person had `seen`.
    """
    record = Record.objects.select_for_update(of=("self",)).get(pk=report.record_id)
    refuse_locked(record, by)
    if seen is not None and seen != AnnualReport.objects.values_list("updated_at", flat=True).get(pk=report.pk):
        raise ReportChangedMeanwhile("您打开本页之后，有人保存过这份报告。请记下您的改动，重新打开本页后再填。")
    report.write(tables=tables, narrative=narrative, signed_date=signed_date)
    _draw(report, record, by=by)
    _tell("report.revised", report, by=by, post=_post(by, report.office), at=at or timezone.now())


def refuse_locked(record: Record, user: User) -> None:
    """Raise the refusal that keeps this person from changing the report now, if there is one."""
    if not record.may_edit(user):
        raise NoAuthority("只有拟稿人、本科室人员或信息公开专员可以修改年度报告。")
    if record.live:
        raise ReportLocked("年度报告已经公开，不能直接改动。如需更正，请先撤回并说明理由，修改后重新审校。")
    lock = record.get_lock()
    if lock is not None and lock.for_user(user):
        raise ReportLocked("年度报告正在审校或者等待发布，不能修改。如需修改，请先在信息卡片上撤回送审。")


def findings(report: AnnualReport, *, at: datetime | None = None) -> list[Finding]:
    """Return what is to be said about the report, held against the previous year's where it is registered.

    One drawn up from the register is also held against its cases as they stand now.
    """
    if report.origin == Origin.BUILT:
        return findings_of_drawn(report.reading, report.evidence, office=report.office, year=report.year, at=at)
    previous = AnnualReport.objects.of(report.office, report.year - 1)
    return check(report.reading, previous.reading if previous else None)


def findings_of_drawn(
    reading: Reading, evidence: Mapping[str, Any], *, office: Office, year: int, at: datetime | None = None
) -> list[Finding]:
    """Return what is to be said about figures drawn up from the register, whether they are registered or not."""
    moment = at or timezone.now()
    previous = AnnualReport.objects.of(office, year - 1)
    drawn = Drawn(
        office=office,
        year=year,
        day=last_day(year, moment),
        reading=reading,
        evidence=from_json(evidence),
        now=collect(office, year, as_of=moment),
    )
    return [*check(reading, previous.reading if previous else None), *case_findings(drawn, previous)]


def author_for(office: Office, *, on: date) -> User:
    """Return the person in whose name a command registers: a drafter, else a head of department, else the officer.

    :raises NoAuthority: when nobody writes for the office today.
    """
    posts = Post.objects.active(on=on).filter(office=office, role__in=WRITERS, user__is_active=True)
    ordered = sorted(posts.select_related("user"), key=lambda post: (WRITERS.index(post.role), post.pk))
    if not ordered:
        raise NoAuthority(f"{office}今天没有在岗的拟稿人，不能登记。请先设置岗位，或者用 --by 指定人员。")
    return ordered[0].user


def _draw(report: AnnualReport, record: Record, *, by: User) -> None:
    """Put the body into the record's draft, as the editor does when it saves."""
    draft = record.draft()
    draft.body = report.body
    draft.save()
    draft.save_revision(user=by)
    report.record.refresh_from_db()


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


def _post(by: User, office: Office) -> Post:
    return post_for(by, WRITERS, office, to_do="编制年度报告")


def _tell(verb: str, report: AnnualReport, *, by: User, post: Post, at: datetime) -> None:
    data: dict[str, Any] = {"year": report.year, "version": report.version, "record": report.record_id}
    events.record(verb, report, office=report.office, by=by, post=post, data=data, at=at)


def _refuse_year(year: int, at: datetime) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate(at).year:
        raise YearNotReportable(f"不能编制{year}年的年度报告：年度应在{FIRST_YEAR}年至今年之间。")


def _refuse_other_office(reading: Reading, office: Office) -> None:
    named, own = squeeze(reading.office or ""), squeeze(office.name)
    if named and named not in own and own not in named:
        raise ReportOfAnotherOffice(f"文件是“{reading.office}”的年度报告，与“{office.name}”不符，不能登记。")


def _absent(reading: Reading) -> list[str]:
    return [f"原文未提供：{name}。" for name in reading.missing_in_words]

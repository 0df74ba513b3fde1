"""收件: filing by the applicant, intake of paper, mail, oral and fax applications, confirmation, and assignment."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.filing import keep_upload
from gongkai.applications.models import Applicant, Application, ContactNote, FileKind, Wording
from gongkai.applications.models.rules import case_number
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import INTAKE, ActRefused
from gongkai.law.clock import ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.law.receipt import Arrival, Channel, Receipt, ReceiptDatesContradict, ReceiptDayNotKnown
from gongkai.law.receipt import receipt as receipt_of
from gongkai.office.authority import post_for
from gongkai.office.models import Department, Office, User
from gongkai.office.query_codes import new_code

from .moving import begin, enter, finish, require_past


@dataclass(kw_only=True)
class Filing:
    """What an application says, by whatever way it came: unsaved rows and the files that came with it."""

    applicant: Applicant
    wording: Wording
    provide_form: str
    obtain_way: str
    agrees_to_electronic_service: bool = False
    needs_assistance: bool = False
    assistance: str = ""
    files: list[tuple[FileKind, UploadedFile]] = field(default_factory=list)


def submit(filing: Filing, *, office: Office, submission: str, at: datetime | None = None) -> Application:
    """File an application from the public form; the same `submission` a second time returns the one already filed."""
    earlier = Application.objects.filter(submission=submission).first()
    if earlier:
        return earlier
    try:
        with transaction.atomic():
            return _file(filing, office, by=None, at=at, submission=submission, channel=Channel.WEB, act=Act.SUBMIT)
    except IntegrityError:  # the twin of a double click was faster
        return Application.objects.get(submission=submission)


@transaction.atomic
def take_in(
    filing: Filing,
    arrival: Arrival,
    *,
    office: Office,
    by: User,
    posted_on: date | None = None,
    submission: str | None = None,
    at: datetime | None = None,
) -> Application:
    """Register an application on paper, by mail, by word of mouth or by fax; it waits where receipt is not established.

    The same `submission` a second time returns the one already registered: a button pressed twice makes one case.

    :raises NoAuthority: when the person takes in nothing for the office.
    :raises ActRefused: when the dates contradict each other.
    """
    post_for(by, INTAKE, office, to_do="登记收到的申请")
    if submission and (earlier := Application.objects.filter(office=office, submission=submission).first()):
        return earlier
    application = _file(filing, office, by=by, at=at, channel=arrival.channel, act=Act.TAKE_IN, submission=submission)
    application.posted_on = posted_on
    case = Case(application, timezone.localdate(at), by)
    with suppress(ReceiptDayNotKnown):
        _receive(case, _receipt(arrival), at=at)
    finish(case, Act.TAKE_IN, at=at, data={"channel": arrival.channel.value})
    return application


@transaction.atomic
def confirm(application: Application, *, on: date, by: User, at: datetime | None = None) -> Application:
    """Establish the day on which both sides confirmed the receipt: day 0 of the reply period (第三十一条).

    :raises ActRefused: with every reason.
    """
    case = begin(application, Act.CONFIRM, by=by, at=at)
    application = case.application
    arrival = Arrival(
        channel=Channel(application.channel),
        came_on=timezone.localdate(application.submitted_at),
        confirmed_on=on,
        is_misdirected=application.channel == Channel.MAIL_SIGNED,
        is_unreachable=case.has(ClockEventKind.UNREACHABLE),
    )
    receipt = _receipt(arrival)
    if arrival.is_unreachable:
        enter(case, ClockEventKind.REACHED, on=on, at=at)
    _receive(case, receipt, at=at)
    finish(case, Act.CONFIRM, at=at, data={"on": on.isoformat()})
    return application


@transaction.atomic
def mark_unreachable(application: Application, *, on: date, text: str, by: User, at: datetime | None = None) -> None:
    """Note a vain attempt to reach the applicant: the period begins when contact is restored (国办公开办函〔2015〕207号)."""
    case = begin(application, Act.MARK_UNREACHABLE, by=by, at=at)
    require_past(on, today=case.today)
    filed_on = timezone.localdate(case.application.submitted_at)
    if case.application.channel == Channel.WEB and on < filed_on:
        raise ActRefused(f"联系日期早于提交申请的日期（{shown(filed_on)}），请核对。")
    ContactNote.objects.create(
        application=case.application, on=on, text=text, is_failed_attempt=True, by=by, at=at or timezone.now()
    )
    if not case.has(ClockEventKind.UNREACHABLE):
        enter(case, ClockEventKind.UNREACHABLE, on=on, at=at)
    finish(case, Act.MARK_UNREACHABLE, at=at, data={"on": on.isoformat()})


@transaction.atomic
def assign(
    application: Application, *, department: Department, handler: User | None, by: User, at: datetime | None = None
) -> None:
    """Give the application to a department, and there to a person."""
    case = begin(application, Act.ASSIGN, by=by, at=at)
    application = case.application
    if department.office_id != application.office_id:
        raise ActRefused("该科室不属于本机关，请重新选择。")
    if handler and application.office_id not in handler.office_ids():
        raise ActRefused(f"{handler}在本机关没有岗位，不能承办。")
    application.department, application.handler = department, handler
    finish(case, Act.ASSIGN, at=at, data={"department": department.pk, "handler": handler.pk if handler else None})


def _file(
    filing: Filing,
    office: Office,
    *,
    by: User | None,
    at: datetime | None,
    channel: Channel,
    act: Act,
    submission: str | None = None,
) -> Application:
    now = at or timezone.now()
    filing.applicant.save()
    application = Application.objects.create(
        office=office,
        number=case_number(office, on=timezone.localdate(now)),
        query_code=new_code(),
        submission=submission,
        applicant=filing.applicant,
        channel=channel,
        submitted_at=now,
        provide_form=filing.provide_form,
        obtain_way=filing.obtain_way,
        agrees_to_electronic_service=filing.agrees_to_electronic_service,
        needs_assistance=filing.needs_assistance,
        assistance=filing.assistance,
        registered_by=by,
    )
    filing.wording.application = application
    filing.wording.save()
    for kind, upload in filing.files:
        keep_upload(upload, kind=kind, application=application, by=by, at=now)
    if act is Act.SUBMIT:
        finish(Case(application, timezone.localdate(now)), act, at=at, data={"channel": channel})
    return application


def _receipt(arrival: Arrival) -> Receipt:
    try:
        return receipt_of(arrival)
    except ReceiptDatesContradict as contradiction:
        raise ActRefused(str(contradiction)) from contradiction


def _receive(case: Case, receipt: Receipt, *, at: datetime | None) -> None:
    """Fix the day of receipt, start the clock."""
    application = case.application
    application.received_on, application.receipt_said = receipt.on, f"{receipt.why}（{receipt.basis}）"[:200]
    application.state = State.REGISTERED
    application.save()
    application.wordings.filter(number=1).update(received_on=receipt.on)
    enter(case, ClockEventKind.RECEIVED, on=receipt.on, at=at)

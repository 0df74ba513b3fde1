"""更正申请的办理 (《条例》第四十一条): taken in, examined, answered by a letter."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.applications.composing import compose_rectification
from gongkai.applications.filing import keep_upload
from gongkai.applications.models import (
    Applicant,
    CaseRules,
    FileKind,
    Letter,
    LetterState,
    Rectification,
    RectificationResult,
)
from gongkai.applications.models.rules import rectification_number
from gongkai.applications.transitions import HANDLERS, ActRefused
from gongkai.law.letters import LetterKind
from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Department, Office, Role, User

KEEPERS = (Role.DISCLOSURE_OFFICER,)


@transaction.atomic
def take_rectification(
    applicant: Applicant,
    *,
    office: Office,
    subject: str,
    evidence: str,
    received_on: date,
    files: list[UploadedFile],
    identity: UploadedFile | None = None,
    department: Department | None = None,
    handler: User | None = None,
    by: User,
    at: datetime | None = None,
) -> Rectification:
    """Register the request and give it to a department; the period is the office's own, since the law sets none."""
    post = post_for(by, KEEPERS, office, to_do="登记更正申请")
    if received_on > timezone.localdate(at):
        raise ActRefused("收到日期晚于今天，请核对。")
    if department and department.office_id != office.pk:
        raise ActRefused("该科室不属于本机关，请重新选择。")
    if handler and office.pk not in handler.office_ids():
        raise ActRefused(f"{handler}在本机关没有岗位，不能承办。")
    due = work_calendar(office).after(received_on, CaseRules.of(office).rectification_workdays)
    applicant.save()
    row = Rectification.objects.create(
        office=office,
        number=rectification_number(office, on=received_on),
        applicant=applicant,
        subject=subject,
        evidence=evidence,
        received_on=received_on,
        due_on=due.date,
        department=department,
        handler=handler,
        registered_by=by,
        registered_at=at or timezone.now(),
    )
    for kind, upload in [(FileKind.IDENTITY, identity), *((FileKind.ATTACHMENT, each) for each in files)]:
        if upload:
            keep_upload(upload, kind=kind, rectification=row, by=by, at=at)
    events.record("applications.rectification_taken_in", row, office=office, by=by, post=post, at=at)
    return row


def answers(user: User, row: Rectification) -> bool:
    """Test if the person drafts the answer: the officer, whoever has it in hand, or the head of its department.

    Whoever drafts does not sign; where the office has one officer only, somebody of the department drafts.
    """
    held = [post for post in user.active_posts() if post.office_id == row.office_id]
    headed = {post.department_id for post in held if post.role == Role.DEPARTMENT_HEAD}
    in_hand = row.handler_id == user.pk and any(post.role in HANDLERS for post in held)
    return in_hand or row.department_id in headed - {None} or any(post.role in KEEPERS for post in held)


@transaction.atomic
def draft_rectification_reply(
    row: Rectification, *, result: str, finding: str, other_agency: str, by: User, at: datetime | None = None
) -> Letter:
    """Draft the answer: corrected, forwarded, directed elsewhere, or refused, with what was found.

    :raises ActRefused: when the answer was sent already, or the agency to turn to is not named.
    """
    row = Rectification.objects.select_for_update(of=("self",)).get(pk=row.pk)
    elsewhere = result in {RectificationResult.FORWARDED, RectificationResult.DIRECTED}
    reasons = [
        ""
        if answers(by, row)
        else "您没有可以答复更正申请的岗位。此事由信息公开专员，或者承办的人员和科室负责人办理。",
        "更正申请还没有交给科室承办。" if row.department is None else "",
        "更正申请已经答复。" if row.told_on else "",
        "请写明核查情况。" if not finding.strip() else "",
        "请写明有权更正的机关（《条例》第四十一条）。" if elsewhere and not other_agency else "",
        "已有一份更正答复在办理，请先办完或作废。"
        if Letter.objects.standing().filter(rectification=row).exists()
        else "",
    ]
    if standing := [reason for reason in reasons if reason]:
        raise ActRefused(*standing)
    row.finding, row.other_agency = finding, other_agency
    row.save()
    content = compose_rectification(row, result=result)
    terms = {"result": result}
    return Letter.write(
        content, by=by, at=at, office=row.office, rectification=row, kind=LetterKind.RECTIFICATION_REPLY, terms=terms
    )


@transaction.atomic
def answer_rectification(letter: Letter, *, on: date, by: User, at: datetime | None = None) -> Rectification:
    """Note that the signed answer has gone out."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    post = post_for(by, KEEPERS, letter.office, to_do="答复更正申请")
    row = letter.rectification
    if row is None or letter.state != LetterState.SIGNED:
        raise ActRefused("更正答复尚未签发，不能登记告知。")
    if on > timezone.localdate(at) or (letter.signed_on and on < letter.signed_on):
        raise ActRefused("告知日期应在签发日期与今天之间。")
    letter.sent_on, letter.state = on, LetterState.SENT
    letter.save()
    row.result, row.told_on = letter.terms["result"], on
    row.save()
    events.record("applications.rectification_answered", row, office=row.office, by=by, post=post, at=at)
    return row

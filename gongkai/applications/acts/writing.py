"""文书的拟稿与送审签: drafts are composed from the case, edited by hand, and reviewed as they read then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.applications.case import Case
from gongkai.applications.composing import compose
from gongkai.applications.models import Application, CaseFile, Consultation, FileKind, Letter, LetterState
from gongkai.applications.outcome_guards import objections_to_signing
from gongkai.applications.release import unproven
from gongkai.applications.states import Act
from gongkai.applications.transitions import HANDLERS, ActRefused
from gongkai.law.letters import LetterKind
from gongkai.office import events
from gongkai.office.models import User
from gongkai.review import actions as review
from gongkai.review.models import Round

from .moving import begin

ACT_OF: dict[str, Act] = {
    LetterKind.CORRECTION_NOTICE: Act.ASK_CORRECTION,
    LetterKind.REASONS_NOTICE: Act.ASK_REASONS,
    LetterKind.EXTENSION_NOTICE: Act.EXTEND,
    LetterKind.DELAY_NOTICE: Act.DELAY,
    LetterKind.THIRD_PARTY_CONSULTATION: Act.CONSULT,
    LetterKind.CO_MAKER_CONSULTATION: Act.CONSULT,
    LetterKind.AGENCY_CONSULTATION: Act.CONSULT,
    LetterKind.CONSULTATION_NOTICE: Act.CONSULT,
    LetterKind.FEE_NOTICE: Act.ASK_FEE,
    LetterKind.REFERRAL: Act.REFER_UP,
    LetterKind.DISCLOSURE_NOTICE: Act.TELL_THIRD_PARTY,
    LetterKind.WITHDRAWAL_CONFIRMATION: Act.CONFIRM_WITHDRAWAL,
    LetterKind.REPLY: Act.DECIDE,
    LetterKind.NO_FURTHER_PROCESSING: Act.DECIDE,
}
"""Which act a letter serves: it is drafted only while the act is lawful, and the act is done when the letter goes out."""


@transaction.atomic
def draft(
    application: Application,
    kind: LetterKind,
    *,
    by: User,
    terms: dict[str, Any] | None = None,
    consultation: Consultation | None = None,
    at: datetime | None = None,
) -> Letter:
    """Draft a letter from what is on record.

    `terms` are what the letter fixes: `what` (what to correct or explain), `until` (ISO date), `workdays`, `reasons`,
    `basis` and `quantity` of a fee.

    :raises ActRefused: with every reason.
    """
    case = begin(application, ACT_OF[kind], by=by, at=at)
    decision = case.decision if ACT_OF[kind] is Act.DECIDE else None
    if ACT_OF[kind] is Act.DECIDE and decision is None:
        raise ActRefused("请先拟定答复的结果、依据和理由。")
    _void_superseded(case, kind, decision_id=decision.pk if decision else None)
    content = compose(case, kind, terms=terms or {}, consultation=consultation, decision=decision)
    letter = Letter.write(
        content,
        by=by,
        at=at,
        office=case.application.office,
        application=case.application,
        kind=kind,
        terms=terms or {},
        consultation=consultation,
        decision=decision,
        remedy_version=content.get("remedy_version", ""),
    )
    _record("drafted", letter, by=by, at=at)
    return letter


@transaction.atomic
def revise(
    letter: Letter, *, title: str, addressee: str, body: str, note: str, by: User, at: datetime | None = None
) -> Letter:
    """Change the draft by hand; the remedy paragraph and the enclosures follow from the case and stay.

    :raises ActRefused: when the letter is being reviewed, signed or sent.
    """
    letter = _own_draft(letter, by)
    content = letter.version().content | {"title": title, "addressee": addressee, "body": body, "note": note}
    letter.revise(content, by=by, at=at)
    _record("revised", letter, by=by, at=at)
    return letter


@transaction.atomic
def enclose(letter: Letter, files: list[CaseFile], *, by: User, at: datetime | None = None) -> Letter:
    """Choose what goes with the letter: only released files of this very case (owner unknown is refused)."""
    letter = _own_draft(letter, by)
    if foreign := [each for each in files if each.application_id != letter.application_id or not each.may_be_sent]:
        raise ActRefused(f"“{foreign[0].title}”不是本件可以提供的材料，不能随附。")
    if problems := unproven(files):
        raise ActRefused(*problems)
    letter.enclosures.set(files)
    letter.revise(letter.version().content | {"enclosures": [each.title for each in files]}, by=by, at=at)
    _record("enclosed", letter, by=by, at=at)
    return letter


@transaction.atomic
def release_to_review(letter: Letter, *, by: User, at: datetime | None = None) -> Round:
    """Send the draft to be reviewed and signed, exactly as it reads now.

    :raises ActRefused: with every reason; :raises ReviewRefused: when posts are vacant or a round runs.
    """
    letter = _own_draft(letter, by)
    if letter.is_reply and letter.application:
        _check_reply(letter, begin(letter.application, Act.SUBMIT_REPLY, by=by, at=at))
    if not letter.version().content["body"].strip():
        raise ActRefused("文书正文为空。")
    return review.submit(letter, by=by, at=at)


@transaction.atomic
def void(letter: Letter, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Give up a draft, or a signed letter that will not be sent; its number is not used again."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    _entitled(letter, by)
    if letter.state in {LetterState.SENT, LetterState.VOIDED} or (
        letter.is_reply and letter.state != LetterState.DRAFT
    ):
        raise ActRefused(f"{letter.get_state_display()}的文书不能作废。")
    if letter.state == LetterState.IN_REVIEW:
        raise ActRefused("文书正在审签，请先撤回送审。")
    letter.move(LetterState.VOIDED)
    _record("voided", letter, by=by, at=at, reason=reason[:100])


def _check_reply(letter: Letter, case: Case) -> None:
    """Ask once more what the outcome demands: days have passed since it was drafted."""
    decision = case.decision
    if decision is None or letter.decision_id != decision.pk:
        raise ActRefused("这份答复不属于本次办理，请重新拟稿。")
    encloses = letter.enclosures.filter(kind=FileKind.RELEASE).exists()
    if reasons := objections_to_signing(case, decision, encloses_release=encloses):
        raise ActRefused(*reasons)


def _void_superseded(case: Case, kind: str, *, decision_id: int | None) -> None:
    """A new draft of the same letter takes the place of the old one."""
    for letter in case.letters:
        same = letter.kind == kind if decision_id is None else letter.decision_id == decision_id
        if same and decision_id is not None and letter.state == LetterState.DRAFT:
            letter.move(LetterState.VOIDED)


def _own_draft(letter: Letter, by: User) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    _entitled(letter, by)
    if letter.state != LetterState.DRAFT:
        raise ActRefused(f"文书{letter.get_state_display()}，不能修改。需要修改的，请由审签人退回或由拟稿人撤回送审。")
    return letter


def _entitled(letter: Letter, by: User) -> None:
    if not any(by.has_role(role, letter.office) for role in HANDLERS):
        raise ActRefused("您没有可以办理文书的岗位。")


def _record(verb: str, letter: Letter, *, by: User | None, at: datetime | None, **data: Any) -> None:
    facts = {"letter": letter.pk, "kind": letter.kind} | data
    events.record(f"applications.letter_{verb}", letter.case, office=letter.office, by=by, data=facts, at=at)

"""属性认定的动作: the drafter proposes, the office checks, the signer fixes; disagreement goes back with a reason.

《条例》第十七条 asks for a procedure with named people; the sub-districts' rules of source determination (源头认定) give it
these three steps, each by another person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.law.attributes import Attribute, check_determination
from gongkai.office import events
from gongkai.office.authority import NoAuthority, post_for
from gongkai.office.models import Post, Role, User

from .models import Determination, DeterminationAct, Record, WorkStage

CHECKERS = (Role.DISCLOSURE_OFFICER,)
SIGNERS = (Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER)
OPEN_TO_PROPOSALS = (WorkStage.PROPOSED, WorkStage.OBJECTED, WorkStage.FILED, WorkStage.COMPILING, WorkStage.RETURNED)


class DeterminationRefused(Exception):
    """The act on the attribute cannot be taken; the sentence says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What somebody proposes: the attribute, its clause, why, and for withheld information the next re-evaluation."""

    attribute: Attribute
    basis: str = ""
    reason: str = ""
    law_named: str = ""
    reevaluate_on: date | None = None


@transaction.atomic
def propose(record: Record, proposal: Proposal, *, by: User, at: datetime | None = None) -> Determination:
    """Put the drafter's proposal on record; an earlier determination is open again from here on.

    :raises DeterminationRefused: when the law's conditions are not met or the record is past its determination.
    """
    record = _locked(record)
    if record.live or record.stage not in OPEN_TO_PROPOSALS:
        raise DeterminationRefused(f"该信息{record.get_stage_display()}，现在不能改变公开属性。")
    if not record.may_edit(by):
        raise NoAuthority("只有拟稿人、本科室人员或信息公开专员可以提出公开属性。")
    moment = at or timezone.now()
    if faults := faults_of(proposal, on=timezone.localdate(moment)):
        raise DeterminationRefused("".join(faults))
    post = post_for(
        by, (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER), record.office, to_do="提出公开属性"
    )
    return _act(record, DeterminationAct.PROPOSE, proposal, by, post, WorkStage.PROPOSED, moment)


def faults_of(proposal: Proposal, *, on: date) -> list[str]:
    """Return what the law misses in the proposal, as sentences; none when it can be proposed."""
    return check_determination(
        proposal.attribute,
        proposal.basis,
        proposal.reason,
        proposal.reevaluate_on,
        on=on,
        law_named=proposal.law_named,
    )


@transaction.atomic
def check(record: Record, *, by: User, reason: str = "", at: datetime | None = None) -> Determination:
    """Agree with the proposal on behalf of the office (办公室审核)."""
    record = _locked(record)
    proposal = _standing_proposal(record, WorkStage.PROPOSED, "待审核属性")
    post = post_for(by, CHECKERS, record.office, to_do="审核公开属性")
    _refuse_own(record, by, DeterminationAct.PROPOSE, "提出公开属性的人不能再审核自己的提议。")
    return _act(
        record, DeterminationAct.CHECK, _with(proposal, reason), by, post, WorkStage.CHECKED, at or timezone.now()
    )


@transaction.atomic
def sign(record: Record, *, by: User, reason: str = "", at: datetime | None = None) -> Determination:
    """Fix the attribute as the signer (签发人认定)."""
    record = _locked(record)
    proposal = _standing_proposal(record, WorkStage.CHECKED, "待签发认定")
    post = post_for(by, SIGNERS, record.office, to_do="签发公开属性")
    _refuse_own(record, by, DeterminationAct.PROPOSE, "提出公开属性的人不能再签发自己的提议。")
    _refuse_own(record, by, DeterminationAct.CHECK, "审核公开属性的人不能再签发同一条信息的属性。")
    proactive = proposal.attribute == Attribute.PROACTIVE
    stage = WorkStage.COMPILING if proactive else WorkStage.FILED
    signed = _act(record, DeterminationAct.SIGN, _with(proposal, reason), by, post, stage, at or timezone.now())
    Record.objects.filter(pk=record.pk).update(attribute=proposal.attribute.value)
    return signed


@transaction.atomic
def object_to(record: Record, *, by: User, reason: str, at: datetime | None = None) -> Determination:
    """Send the proposal back to the drafter with a reason, as the checking office or as the signer.

    :raises DeterminationRefused: when no reason is given or nothing waits for this decision.
    """
    record = _locked(record)
    if not reason.strip():
        raise DeterminationRefused("退回须写明理由，拟稿人才知道如何修改。")
    roles = {WorkStage.PROPOSED: CHECKERS, WorkStage.CHECKED: SIGNERS}.get(WorkStage(record.stage))
    if roles is None:
        raise DeterminationRefused(f"该信息{record.get_stage_display()}，没有待决定的属性提议。")
    post = post_for(by, roles, record.office, to_do="退回公开属性")
    return _act(
        record,
        DeterminationAct.OBJECT,
        _with(latest(record), reason),
        by,
        post,
        WorkStage.OBJECTED,
        at or timezone.now(),
    )


def latest(record: Record) -> Proposal:
    """Return what was last proposed or decided."""
    return _proposal(record.determinations.latest("id"))


def _proposal(row: Determination) -> Proposal:
    return Proposal(
        attribute=Attribute(row.attribute),
        basis=row.basis,
        reason=row.reason,
        law_named=row.law_named,
        reevaluate_on=row.reevaluate_on,
    )


def _with(proposal: Proposal, reason: str) -> Proposal:
    return Proposal(**{**proposal.__dict__, "reason": reason}) if reason else proposal


def _standing_proposal(record: Record, stage: WorkStage, needed: str) -> Proposal:
    if record.stage != stage:
        raise DeterminationRefused(f"该信息{record.get_stage_display()}，不是{needed}，请刷新页面查看最新情况。")
    return latest(record)


def _refuse_own(record: Record, by: User, act: DeterminationAct, sentence: str) -> None:
    """One person takes one step of a determination: whoever took the named act last may not take this one."""
    last = record.determinations.filter(act=act).order_by("id").last()
    if last is not None and last.by_id == by.pk:
        raise DeterminationRefused(sentence)


def _locked(record: Record) -> Record:
    return Record.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)


def _act(
    record: Record,
    act: DeterminationAct,
    proposal: Proposal,
    by: User,
    post: Post,
    stage: WorkStage,
    moment: datetime,
) -> Determination:
    row = Determination.objects.create(record=record, act=act, by=by, post=post, at=moment, **proposal.__dict__)
    fixed = {} if act == DeterminationAct.SIGN else {"attribute": ""}
    Record.objects.filter(pk=record.pk).update(stage=stage, **fixed)
    events.record(
        f"records.attribute_{act.lower()}",
        record,
        office=record.office,
        by=by,
        post=post,
        data={"attribute": proposal.attribute.value, "basis": proposal.basis},
        at=moment,
    )
    return row

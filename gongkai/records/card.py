"""信息卡片: what a record's screen shows, and which acts are lawful now for this person. Forms only; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from gongkai.law.timeliness import light
from gongkai.office import events
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Event, Role, User
from gongkai.review import gate
from gongkai.review.models import Opinion, Round
from gongkai.review.refusals import ReviewRefused

from . import pages
from .determining import CHECKERS, OPEN_TO_PROPOSALS, SIGNERS
from .drawn import workplace_of
from .due import due_of
from .forms import AttachmentForm, ProposalForm, ReasonForm, ScheduleForm, ValidityForm, WithdrawForm
from .models import Determination, DeterminationAct, Record, WorkStage
from .publishing_acts import KEEPERS, WITHDRAWERS
from .registering import missing_for_review

SAID = {
    "records.registered": "登记",
    "records.attribute_propose": "提出公开属性",
    "records.attribute_check": "审核同意公开属性",
    "records.attribute_object": "退回公开属性",
    "records.attribute_sign": "签发认定公开属性",
    "records.attachment_added": "添加附件",
    "records.attachment_removed": "移除附件",
    "records.scheduled": "定时发布",
    "records.unscheduled": "取消定时发布",
    "records.held_back": "定时发布未成，已提醒",
    "records.published": "首次发布",
    "records.republished": "发布更正后的内容",
    "records.withdrawn": "撤回公开",
    "records.reopened": "退回编撰",
    "records.validity_changed": "变更有效性",
    "review.submitted": "送审",
    "review.agreed": "审校同意",
    "review.closed": "审校完成",
    "review.returned": "退回拟稿人",
    "review.sent_back": "退回前一环节",
    "review.withdrawn": "撤回送审",
    "review.voided": "内容有改动，审校失效",
}
"""The acts on a record in the office's words."""

TOGETHER = (
    Prefetch("determinations", Determination.objects.select_related("by", "post__office", "post__department")),
    Prefetch("rounds", Round.objects.order_by("-number")),
    Prefetch("rounds__opinions", Opinion.objects.select_related("stage", "user")),
)
"""Read with one query each, however many rows there are."""


def now() -> datetime:
    return timezone.now()


def said(moment: datetime) -> str:
    """Return the moment as people say it: 2026年3月3日 9:05."""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02d}"


@dataclass(frozen=True)
class NextAct:
    """One act that may be taken now: its name in the address, the button's words, the form where it needs one."""

    name: str
    label: str
    form: Any = None
    danger: bool = False


def context(record: Record, user: User) -> dict[str, Any]:
    """Return everything the card shows."""
    prefetch_related_objects([record], *TOGETHER)
    calendar = work_calendar(record.office)
    publication = getattr(record, "publication", None)
    due = due_of(record, calendar) if publication is None else None
    return {
        "record": record,
        "draft": record.draft(),
        "publication": publication,
        "public_address": public_address(record),
        "due": due,
        "light": light(now(), due, calendar) if due else None,
        "determinations": record.determinations.all(),
        "rounds": record.rounds.all(),
        "attachments": record.attachments.standing(),
        "events": [(each, SAID[each.verb]) for each in done(record)],
        "acts": next_acts(record, user),
        "missing": missing_for_review(record) if is_being_compiled(record) else [],
        "workplace": workplace_of(record),
        "may_edit": record.may_edit(user) and not record.get_lock(),
    }


def done(record: Record) -> QuerySet[Event]:
    """Return what was done to the record, the latest first."""
    return events.of(record).filter(verb__in=SAID).select_related("actor").order_by("-id")[:100]


def public_address(record: Record) -> str:
    """Return the address at which the public finds the record; empty while there is none."""
    return pages.address(record.publication) if hasattr(record, "publication") else ""


def is_being_compiled(record: Record) -> bool:
    return record.stage in {WorkStage.COMPILING, WorkStage.RETURNED}


def next_acts(record: Record, user: User) -> list[NextAct]:
    """Return the acts that the person may take on the record now, the ordinary way first."""
    return [
        *_on_attribute(record, user),
        *_on_text(record, user),
        *_on_publication(record, user),
        *_on_public(record, user),
    ]


def _holds(user: User, roles: tuple[Role, ...], record: Record) -> bool:
    return any(user.has_role(role, record.office) for role in roles)


def _took(record: Record, user: User, *acts: DeterminationAct) -> bool:
    return any(each.by_id == user.pk and each.act in acts for each in record.determinations.all())


def _on_attribute(record: Record, user: User) -> list[NextAct]:
    proposer = _took(record, user, DeterminationAct.PROPOSE)
    acts = []
    if record.stage == WorkStage.PROPOSED and _holds(user, CHECKERS, record) and not proposer:
        acts += [NextAct("check", "审核同意"), NextAct("object", "不同意，退回", ReasonForm(), danger=True)]
    if record.stage == WorkStage.CHECKED and _holds(user, SIGNERS, record) and not proposer:
        acts += [NextAct("sign", "签发认定"), NextAct("object", "不同意，退回", ReasonForm(), danger=True)]
    reproposed = record.stage in OPEN_TO_PROPOSALS and record.stage != WorkStage.PROPOSED and not record.live
    if reproposed and record.may_edit(user):
        acts.append(NextAct("propose", "重新提出公开属性", ProposalForm()))
    return acts


def _on_text(record: Record, user: User) -> list[NextAct]:
    if not record.may_edit(user):
        return []
    acts = []
    revised = record.live and record.has_unpublished_changes and record.stage == WorkStage.PUBLISHED
    if is_being_compiled(record) or revised:
        acts.append(NextAct("submit", "送审"))
    if record.stage in {WorkStage.IN_REVIEW, WorkStage.APPROVED}:
        acts.append(NextAct("take-back", "撤回修改", danger=True))
    if record.stage == WorkStage.WITHDRAWN:
        acts.append(NextAct("take-back", "重新编撰"))
    if not record.get_lock() and record.stage != WorkStage.FILED:
        acts.append(NextAct("attach", "添加附件", AttachmentForm()))
    return acts


def _on_publication(record: Record, user: User) -> list[NextAct]:
    if record.stage != WorkStage.APPROVED:
        return []
    try:
        gate.may_publish(record, user)
    except ReviewRefused:
        return []
    planned = [NextAct("unschedule", "取消定时发布")] if hasattr(record, "schedule") else []
    return [NextAct("publish", "立即发布"), NextAct("schedule", "定时发布", ScheduleForm()), *planned]


def _on_public(record: Record, user: User) -> list[NextAct]:
    if not record.live:
        return []
    acts = []
    if record.kind == "POLICY" and _holds(user, KEEPERS, record):
        acts.append(NextAct("validity", "变更有效性", ValidityForm()))
    if _holds(user, WITHDRAWERS, record):
        acts.append(NextAct("withdraw", "撤回公开", WithdrawForm(), danger=True))
    return acts

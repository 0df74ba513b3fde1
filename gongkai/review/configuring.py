"""审校流程的制定: new versions, and which one is in use. Existing versions and running rounds are never touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.office import events
from gongkai.office.models import Office, Post, Role, User

from .models import Procedure, Stage
from .refusals import ReviewRefused
from .shipping import stages_of

HIGHEST_LEVEL = 4
MOST_STAGES = 12
REVIEWING_ROLES = (
    Role.DEPARTMENT_HEAD,
    Role.PROOFREADER,
    Role.DISCLOSURE_OFFICER,
    Role.SECRECY_REVIEWER,
    Role.LEGAL_REVIEWER,
    Role.LEADER_IN_CHARGE,
    Role.PRINCIPAL_LEADER,
    Role.INSPECTOR,
    Role.DISTRICT_SUPERVISOR,
)
"""Who may be given a stage. Drafting, publishing and keeping accounts are no reviewing posts (分工制约)."""


class MayNotConfigure(ReviewRefused):
    """The person holds no post that decides on procedures."""


class ProcedureUnsound(ReviewRefused):
    """The stages would not make a complete review."""


def configuring_post(user: User, office: Office | None) -> Post:
    """Return the post in which the user decides on the office's procedures; on those for all, the supervisor alone.

    :raises MayNotConfigure: when there is none.
    """
    for post in user.active_posts(timezone.localdate()):
        own = office is not None and post.role == Role.DISCLOSURE_OFFICER and post.office_id == office.pk
        above = post.role == Role.DISTRICT_SUPERVISOR and (office is None or office.district.pk == post.office_id)
        if own or above:
            return post
    raise MayNotConfigure("审校流程由本机关信息公开专员或区县主管部门制定，您没有相应岗位。")


@transaction.atomic
def revise(
    procedure: Procedure,
    *,
    stages: Sequence[dict[str, Any]],
    by: User,
    name: str | None = None,
    content_class: str | None = None,
) -> Procedure:
    """Make a new version of the procedure with these stages (rows of stage facts); it takes the old one's place in use.

    A new name or content class begins a procedure of its own, at version 1 and not yet in use.

    :raises ReviewRefused: when the person may not, or the stages are unsound.
    """
    post = configuring_post(by, procedure.office)
    check_sound(stages)
    new = Procedure(
        office=procedure.office,
        name=name or procedure.name,
        content_class=procedure.content_class if content_class is None else content_class,
        made_by=by,
    )
    is_successor = (new.name, new.content_class) == (procedure.name, procedure.content_class)
    new.is_active = is_successor and procedure.is_active
    new.version = _next_version(new)
    if new.is_active:
        _siblings(new).update(is_active=False)
    new.save()
    Stage.objects.bulk_create(stages_of(list(stages), procedure=new))
    events.record("review.procedure_made", new, office=new.office, by=by, post=post, data={"version": new.version})
    return new


@transaction.atomic
def adopt(procedure: Procedure, *, office: Office, by: User) -> Procedure:
    """Copy a procedure for all (or the district's) into the office, where it can be edited; not yet in use."""
    post = configuring_post(by, office)
    copy = Procedure(
        office=office, name=procedure.name, content_class=procedure.content_class, made_by=by, is_active=False
    )
    copy.version = _next_version(copy)
    copy.save()
    Stage.objects.bulk_create(stages_of([stage.stage_facts() for stage in procedure.stages.all()], procedure=copy))
    events.record("review.procedure_made", copy, office=office, by=by, post=post, data={"version": copy.version})
    return copy


@transaction.atomic
def put_in_use(procedure: Procedure, *, by: User) -> Procedure:
    """Let the next rounds of the procedure's class follow it; the one in use before is kept."""
    post = configuring_post(by, procedure.office)
    _siblings(procedure).update(is_active=False)
    procedure.is_active = True
    procedure.save(update_fields=["is_active"])
    data = {"version": procedure.version}
    events.record("review.procedure_in_use", procedure, office=procedure.office, by=by, post=post, data=data)
    return procedure


def check_sound(stages: Sequence[dict[str, Any]]) -> None:
    """Raise unless the stages make a complete review: levels in order, a review, a proof and a secrecy conclusion."""
    for fault in (_fault_of_number, _fault_of_order, _fault_of_duties, _fault_of_each):
        if sentence := fault(stages):
            raise ProcedureUnsound(sentence)


def _fault_of_number(stages: Sequence[dict[str, Any]]) -> str:
    if not stages:
        return "流程至少要有一个环节。"
    return f"流程最多{MOST_STAGES}个环节。" if len(stages) > MOST_STAGES else ""


def _fault_of_order(stages: Sequence[dict[str, Any]]) -> str:
    levels = [row["level"] for row in stages]
    if levels != sorted(levels) or set(levels) != set(range(1, max(levels) + 1)) or max(levels) > HIGHEST_LEVEL:
        return f"级次应从1起依次递增，不能跳级，最多{HIGHEST_LEVEL}级。"
    names = [row["name"] for row in stages]
    return "环节名称不能重复。" if len(set(names)) < len(names) else ""


def _fault_of_duties(stages: Sequence[dict[str, Any]]) -> str:
    drafts = [Stage(kind=row["kind"]) for row in stages]
    if not any(stage.reviews for stage in drafts):
        return "流程至少要有一个审核环节。"
    if not any(stage.proofs for stage in drafts):
        return "流程至少要有一个校对环节。"
    return (
        "" if any(row.get("secrecy") for row in stages) else "流程至少要有一个环节作出保密审查结论（先审查、后公开）。"
    )


def _fault_of_each(stages: Sequence[dict[str, Any]]) -> str:
    for row in stages:
        if row["role"] not in REVIEWING_ROLES:
            return f"“{row['name']}”不能由{Role(row['role']).label}办理。"
        if not row.get("checklist"):
            return f"“{row['name']}”至少要有一条审校要点。"
        if row["kind"] == "SECRECY" and not row.get("secrecy"):
            return f"“{row['name']}”是保密审查环节，须作出保密审查结论。"
    return ""


def _next_version(procedure: Procedure) -> int:
    same = Procedure.objects.filter(office=procedure.office, content_class=procedure.content_class, name=procedure.name)
    return (same.aggregate(last=Max("version"))["last"] or 0) + 1


def _siblings(procedure: Procedure) -> Any:
    return Procedure.objects.filter(office=procedure.office, content_class=procedure.content_class, is_active=True)

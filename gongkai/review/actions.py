"""审校的办理: submit, agree, send back, withdraw. Each act re-reads everything under a row lock, in one transaction.

Locks are taken in one order everywhere: the subject, its round, the end of the event chain. Callers pass `at` only to
tell an invented past; a screen leaves it out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.office import events
from gongkai.office.models import Post, Role, User

from .answers import Answers
from .evidence import manuscript_digest, opinion_digest
from .gate import ACTS_OF_ROUND, closed_round, may_publish, require_closed, running_round
from .models import Manuscript, Opinion, Round, RoundStage, RoundState, Stage, Verdict, standing_among
from .refusals import ReviewRefused
from .rules import ORDINARY_PEOPLE, check_people, deviation_of, entitling_post
from .shipping import procedure_for
from .subjects import content_hash, hash_of

__all__ = [
    "agree",
    "closed_round",
    "may_publish",
    "require_closed",
    "return_to_author",
    "return_to_stage",
    "running_round",
    "submit",
    "void_if_changed",
    "withdraw",
]

SUBMITTING_ROLES = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER)


class MayNotSubmit(ReviewRefused):
    """Only the author, or a drafting post of the office, submits."""


class DepartmentMissing(ReviewRefused):
    """A stage belongs to the drafting department, and none is named."""


class AlreadyRunning(ReviewRefused):
    """A round is under way."""


class RoundNotRunning(ReviewRefused):
    """The round has ended."""


class StageNotOpen(ReviewRefused):
    """The stage is not the one that waits: done by somebody else meanwhile, or not yet its turn."""


class StageNotEarlier(ReviewRefused):
    """A text is sent back to a stage before the present one."""


class ContentChanged(ReviewRefused):
    """The text is no longer the one that is being reviewed."""


class SubjectGone(ReviewRefused):
    """The subject was removed below the application."""


class MayNotWithdraw(ReviewRefused):
    """Only author and submitter withdraw."""


@transaction.atomic
def submit(subject: Any, *, by: User, note: str = "", urgent: bool = False, at: datetime | None = None) -> Round:
    """Begin a round on the subject's present content and return it.

    :raises ReviewRefused: when a round is running, `by` may not submit, or the posts cannot bring it to its end.
    """
    now = at or timezone.now()
    subject = _locked_subject(ContentType.objects.get_for_model(subject), subject.pk)
    post = _submitting_post(subject, by, now)
    if running := running_round(subject):
        raise AlreadyRunning(f"该稿件第{running.number}轮正在审校（待{running.missing_names()}），不能重复送审。")
    content = subject.review_content()
    round = _new_round(subject, content, by=by, post=post, at=now, note=note, is_urgent=urgent)
    stages = list(round.procedure.stages.all())
    _check_department(round, stages)
    check_people(round, stages, on=timezone.localdate(now))
    _freeze(round, stages, subject, content)
    subject.review_started(round)
    _record("submitted", round, by=by, post=post, at=now, subject=subject, content=round.content_hash)
    return round


def agree(round: Round, *, by: User, stage: RoundStage | int, answers: Answers, at: datetime | None = None) -> Opinion:
    """Agree at the stage that the reviewer had before him; the last agreement closes the round.

    :raises ReviewRefused: as the refusal that applies; nothing is changed then, save that a text changed under the
        round voids it.
    """
    return _decide(round, by=by, stage=stage, verdict=Verdict.AGREE, target=None, answers=answers, at=at)


def return_to_author(
    round: Round, *, by: User, stage: RoundStage | int, answers: Answers, at: datetime | None = None
) -> Opinion:
    """End the round and give the text back; the next round begins at the first stage."""
    return _decide(round, by=by, stage=stage, verdict=Verdict.RETURN_TO_AUTHOR, target=None, answers=answers, at=at)


def return_to_stage(
    round: Round,
    *,
    by: User,
    stage: RoundStage | int,
    target: RoundStage | int,
    answers: Answers,
    at: datetime | None = None,
) -> Opinion:
    """Send the text back to an earlier stage; what was agreed from there on no longer stands, and stays on record."""
    return _decide(round, by=by, stage=stage, verdict=Verdict.RETURN_TO_STAGE, target=target, answers=answers, at=at)


@transaction.atomic
def withdraw(round: Round, *, by: User, reason: str = "", at: datetime | None = None) -> Round:
    """Take the text back before the round has closed."""
    now = at or timezone.now()
    subject, round = _locked(round)
    _check_running(round)
    if by.pk not in {round.author_id, round.submitted_by_id}:
        raise MayNotWithdraw(f"只有拟稿人{round.author}或送审人{round.submitted_by}可以撤回送审。")
    if not by.active_posts(timezone.localdate(now)):
        raise MayNotWithdraw("您今天没有在岗的岗位，不能撤回送审。请由本机关有岗位的人员办理。")
    round.end(RoundState.WITHDRAWN, at=now, reason=reason)
    round.save()
    subject.review_cancelled(round)
    _record("withdrawn", round, by=by, post=None, at=now, subject=subject)
    return round


@transaction.atomic
def void_if_changed(subject: Any, *, at: datetime | None = None) -> Round | None:
    """Void the running round if the subject's content is no longer what it froze; return it then, else None."""
    now = at or timezone.now()
    round = running_round(subject)
    if round is None:
        return None
    subject, round = _locked(round)
    if not round.is_running or content_hash(subject) == round.content_hash:
        return None
    round.end(RoundState.VOIDED, at=now, reason="审校期间内容有改动，本轮已给出的意见失效。")
    round.save()
    subject.review_cancelled(round)
    _record("voided", round, by=None, post=None, at=now, subject=subject)
    return round


def _decide(round: Round, *, at: datetime | None, **decision: Any) -> Opinion:
    """Act; a text that changed under the round voids it in a transaction of its own, so that the refusal does not undo it."""
    try:
        return _act(round, at=at, **decision)
    except ContentChanged:
        _void_stale(round, at)
        return _act(round, at=at, **decision)


@transaction.atomic
def _act(
    round: Round,
    *,
    by: User,
    stage: RoundStage | int,
    verdict: str,
    target: RoundStage | int | None,
    answers: Answers,
    at: datetime | None,
) -> Opinion:
    now = at or timezone.now()
    subject, round = _locked(round)
    models.prefetch_related_objects([round], *ACTS_OF_ROUND)
    _check_running(round)
    if content_hash(subject) != round.content_hash:
        raise ContentChanged("内容在审校期间有改动，您看到的已不是现在的内容，不能据以办理。请由拟稿人重新送审。")
    here = _open_stage(round, _pk(stage))
    post = entitling_post(round, here, by, on=timezone.localdate(now))
    check = answers.check_agreement if verdict == Verdict.AGREE else answers.check_return
    check(here)
    goal = _earlier_stage(round, here, _pk(target)) if target is not None else None
    opinion = _write(round, here, by, post, now, verdict=verdict, target=goal, **answers.as_fields())
    _settle(round, subject, opinion)
    return opinion


def _settle(round: Round, subject: Any, opinion: Opinion) -> None:
    """Move the round to where its opinions lead, and tell the subject and the chain of events."""
    round.head_digest = opinion.digest
    agreed = standing_among([*round.opinions.all(), opinion])
    missing = [stage for stage in round.stages.all() if stage.pk not in agreed]
    if opinion.verdict == Verdict.RETURN_TO_AUTHOR:
        round.end(RoundState.RETURNED, at=opinion.at, reason=opinion.text)
    elif not missing:
        round.end(RoundState.CLOSED, at=opinion.at)
    elif missing[0].step != round.step:
        round.move_to(missing[0].step, at=opinion.at)
    round.save()
    _tell(round, subject, opinion)


def _tell(round: Round, subject: Any, opinion: Opinion) -> None:
    verb = {"AGREE": "agreed", "RETURN_TO_AUTHOR": "returned", "RETURN_TO_STAGE": "sent_back"}[opinion.verdict]
    facts = {"stage": opinion.stage.name, "opinion": opinion.digest}
    if opinion.target:
        facts["target"] = opinion.target.name
    _record(verb, round, by=opinion.user, post=opinion.post, at=opinion.at, subject=subject, **facts)
    if round.state == RoundState.RETURNED:
        subject.review_returned(round, opinion)
    if round.state == RoundState.CLOSED:
        subject.review_closed(round)
        _record("closed", round, by=None, post=None, at=opinion.at, subject=subject, content=round.content_hash)


def _write(
    round: Round, stage: RoundStage, by: User, post: Post, at: datetime, *, verdict: str, **fields: Any
) -> Opinion:
    agreeing = verdict == Verdict.AGREE
    opinion = Opinion(
        round=round,
        stage=stage,
        sequence=round.opinions.count() + 1,
        user=by,
        post=post,
        user_name=str(by),
        post_name=str(post),
        is_stand_in=post.stands_in_for_id is not None,
        verdict=verdict,
        deviation=deviation_of(round, stage, by) if agreeing else "",
        content_hash=round.content_hash,
        at=at,
        previous=round.head_digest,
        **fields,
    )
    opinion.digest = opinion_digest(opinion)
    opinion.save()
    return opinion


def _new_round(
    subject: Any, content: dict[str, Any], *, by: User, post: Post, at: datetime, note: str, is_urgent: bool
) -> Round:
    office, earlier = subject.review_office(), Round.objects.of(subject)
    return Round(
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        office=office,
        department=subject.review_department(),
        title=subject.review_title()[:300],
        content_class=subject.review_class(),
        is_confidential=subject.review_is_confidential(),
        content_hash=hash_of(content),
        procedure=procedure_for(office, subject.review_class()),
        author=subject.review_author(),
        editor_ids=sorted({user.pk for user in subject.review_editors()}),
        submitted_by=by,
        submitted_post=post,
        min_people=office.min_distinct_people,
        is_urgent=is_urgent,
        note=note[:300],
        step_opened_at=at,
        started_at=at,
    )


def _freeze(round: Round, stages: list[Stage], subject: Any, content: dict[str, Any]) -> None:
    """Save the round with its own copies of text, rendering and stages."""
    if len(stages) < ORDINARY_PEOPLE:
        round.deviation = f"经区县主管部门批准本机关审校最少{round.min_people}人，本轮只设{len(stages)}个环节。"
    round.step = stages[0].step
    round.save()
    for stage in stages:
        RoundStage.objects.create(round=round, **stage.stage_facts())
    manuscript = Manuscript(round=round, content=content, render=subject.review_render())
    manuscript.digest = round.head_digest = manuscript_digest(round, manuscript)
    manuscript.save()
    round.save()


def _submitting_post(subject: Any, by: User, at: datetime) -> Post:
    office = subject.review_office()
    held = [post for post in by.active_posts(timezone.localdate(at)) if post.office_id == office.pk]
    if by.pk != subject.review_author().pk:
        held = [post for post in held if post.role in SUBMITTING_ROLES]
    if not held:
        raise MayNotSubmit(
            f"送审由拟稿人{subject.review_author()}或{office}的信息员、科室负责人、信息公开专员办理，您没有相应岗位。"
        )
    return held[0]


def _check_department(round: Round, stages: list[Stage]) -> None:
    if round.department is None and any(stage.of_author_department for stage in stages):
        raise DepartmentMissing("稿件没有写明起草科室，无法确定由哪个科室初审。请补充起草科室后再送审。")


def _void_stale(round: Round, at: datetime | None) -> None:
    """Void the round in a transaction of its own if its text changed, so that the refusal does not undo it."""
    kind = ContentType.objects.get_for_id(round.subject_type_id)
    subject = _model_of(kind)._base_manager.filter(pk=round.subject_id).first()
    if subject is not None:
        void_if_changed(subject, at=at)


def _locked(round: Round) -> tuple[Any, Round]:
    """Return subject and round as they are now, locked until the transaction ends."""
    subject = _locked_subject(ContentType.objects.get_for_id(round.subject_type_id), round.subject_id)
    return subject, Round.objects.select_related("office").select_for_update(of=("self",)).get(pk=round.pk)


def _locked_subject(kind: ContentType, pk: Any) -> Any:
    subject = _model_of(kind)._base_manager.select_for_update().filter(pk=pk).first()
    if subject is None:
        raise SubjectGone("审校的稿件已不存在，不能办理。请联系系统管理员核查。")
    return subject


def _model_of(kind: ContentType) -> type[models.Model]:
    model = kind.model_class()
    if model is None:
        raise SubjectGone("审校的稿件类型已不存在，不能办理。请联系系统管理员核查。")
    return model


def _check_running(round: Round) -> None:
    if not round.is_running:
        raise RoundNotRunning(f"本轮{round.get_state_display()}，不能再办理。{round.end_reason}")


def _open_stage(round: Round, pk: int) -> RoundStage:
    open_now = round.open_stages()
    for stage in open_now:
        if stage.pk == pk:
            return stage
    waiting = "、".join(stage.name for stage in open_now)
    done = next((opinion for key, opinion in round.standing().items() if key == pk), None)
    if done:
        raise StageNotOpen(f"“{done.stage.name}”已由{done.user_name}办理，不能重复办理。现在待{waiting}。")
    raise StageNotOpen(f"该环节现在不能办理。现在待{waiting}，请刷新页面。")


def _earlier_stage(round: Round, here: RoundStage, pk: int) -> RoundStage:
    for stage in round.stages.all():
        if stage.pk == pk and stage.step < here.step:
            return stage
    raise StageNotEarlier(f"只能退回到“{here.name}”之前的环节，请重新选择。")


def _pk(stage: RoundStage | int) -> int:
    return stage if isinstance(stage, int) else stage.pk


def _record(
    verb: str, round: Round, *, by: User | None, post: Post | None, at: datetime, subject: Any, **facts: str
) -> None:
    data = {"round": round.pk, "number": round.number, **facts}
    events.record(f"review.{verb}", subject, office=round.office, by=by, post=post, data=data, at=at)

"""审校屏幕的内容: what the review screen shows of a round to this person. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.office.calendar import Calendars
from gongkai.office.models import User

from .changes import Change, changes
from .due import StageDue
from .gate import ACTS_OF_ROUND
from .models import Opinion, Round, RoundStage
from .refusals import ReviewRefused
from .rules import entitling_post, place_of
from .subjects import Opened, content_hash
from .waiting import due_of, light_of


class DeskRequest(HttpRequest):
    """A request inside the desk, whose frame lets in nobody who is not logged in."""

    user: User


LIGHT_NAMES = {"green": "正常", "yellow": "临近时限", "red": "已超时限"}


@dataclass(frozen=True)
class StageRow:
    """A stage on the progress list: done, open, or to come."""

    stage: RoundStage
    place: str
    agreed: Opinion | None
    is_open: bool
    due: StageDue | None
    light: str

    @property
    def light_name(self) -> str:
        return LIGHT_NAMES[self.light]


def round_for(user: User, pk: int) -> Round:
    """Return the round with what the screen needs, or answer 404 when the person does not see the office."""
    rounds = Round.objects.visible_to(user).select_related(
        "office__parent",
        "department",
        "author",
        "submitted_by",
        "submitted_post",
        "procedure",
        "subject_type",
        "manuscript",
    )
    return get_object_or_404(rounds.prefetch_related("stages__department", *ACTS_OF_ROUND), pk=pk)


def stage_rows(round: Round, now: datetime) -> list[StageRow]:
    agreed, open_now = round.standing(), {stage.pk for stage in round.open_stages()}
    rows, calendars = [], Calendars()
    for stage in round.stages.all():
        due = due_of(round, stage, calendars) if stage.pk in open_now else None
        rows.append(
            StageRow(stage, place_of(stage, round), agreed.get(stage.pk), stage.pk in open_now, due, light_of(due, now))
        )
    return rows


def stage_of(round: Round, user: User) -> tuple[RoundStage | None, str]:
    """Return the open stage that this person can do, or None and the reason why not."""
    reason = ""
    for stage in round.open_stages():
        try:
            entitling_post(round, stage, user, on=timezone.localdate())
        except ReviewRefused as refusal:
            reason = reason or str(refusal)
        else:
            return stage, ""
    return None, reason


def text_changed(round: Round) -> bool:
    """Return whether the text moved on under a running round (the next act will void it)."""
    return round.is_running and round.subject is not None and content_hash(round.subject) != round.content_hash


def earlier_round(round: Round) -> Round | None:
    same = Round.objects.filter(subject_type=round.subject_type, subject_id=round.subject_id)
    return same.filter(number__lt=round.number).select_related("manuscript").order_by("-number").first()


def opened(round: Round, *, to: User) -> Opened:
    """Return the manuscript as this person reads it; as it was frozen where the subject is gone."""
    manuscript = round.manuscript
    return (
        round.subject.review_opened(manuscript, to=to)
        if round.subject
        else Opened(manuscript.content, manuscript.render)
    )


def since_last_round(round: Round, *, to: User) -> tuple[Round | None, list[Change]]:
    """Return the round before, and what changed in the text since; nothing for a first round."""
    before = earlier_round(round)
    if before is None:
        return None, []
    return before, changes(opened(before, to=to).content, opened(round, to=to).content)


def context(round: Round, user: User) -> dict[str, Any]:
    stage, reason = stage_of(round, user)
    before, changed = since_last_round(round, to=user)
    stale = text_changed(round)
    return {
        "round": round,
        "subject_address": round.subject.review_address() if round.subject else "",
        "rows": stage_rows(round, timezone.now()),
        "standing": {opinion.pk for opinion in round.standing().values()},
        "stage": None if stale else stage,
        "reason": reason,
        "stale": stale,
        "before": before,
        "changes": changed,
        "may_withdraw": round.is_running and user.pk in {round.author_id, round.submitted_by_id},
    }

"""待办: the rounds that wait for this very person, most urgent first, in a handful of queries whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gongkai.office.calendar import Calendars
from gongkai.office.models import Role, User

from .due import StageDue, stage_due
from .gate import ACTS_OF_ROUND
from .models import Round, RoundStage, RoundState
from .refusals import ReviewRefused
from .rules import barred, entitling_post, has_had_their_turn, post_for_stage

FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone()) - timedelta(days=2)


@dataclass(frozen=True)
class Waiting:
    """One stage that the person can do now."""

    round: Round
    stage: RoundStage
    due: StageDue | None

    def light(self, now: datetime) -> str:
        """Return the light of the task: red when overdue, yellow on the day itself, green before."""
        return light_of(self.due, now)


def light_of(due: StageDue | None, now: datetime) -> str:
    if due is None:
        return "green"
    if now > due.at:
        return "red"
    return "yellow" if timezone.localdate(now) == timezone.localdate(due.at) else "green"


def waiting_for(user: User, calendars: Calendars | None = None) -> list[Waiting]:
    """Return what the person can sign today, urgent and earliest due first."""
    today = timezone.localdate()
    posts = user.active_posts(today)
    if not posts:
        return []
    places = Q()
    for post in posts:
        office = Q(round__office__parent_id=post.office_id) if post.role == Role.DISTRICT_SUPERVISOR else Q()
        places |= Q(role=post.role) & (office | Q(round__office_id=post.office_id))
    mine = RoundStage.objects.filter(places, round=OuterRef("pk"), step=OuterRef("step"))
    rounds = Round.objects.filter(Exists(mine), state=RoundState.RUNNING)
    rounds = rounds.select_related("office__parent", "department", "author").prefetch_related(
        "stages__department", *ACTS_OF_ROUND
    )
    kept = Calendars() if calendars is None else calendars
    found = [item for round in rounds for item in _for_round(round, user, kept)]
    return sorted(found, key=_urgency)


def _for_round(round: Round, user: User, calendars: Calendars) -> list[Waiting]:
    today = timezone.localdate()
    if user.pk in barred(round):
        return []
    mine = [
        stage
        for stage in round.open_stages()
        if post_for_stage(user, stage, round, on=today) and not has_had_their_turn(round, stage, user)
    ]
    return [Waiting(round, stage, due_of(round, stage, calendars)) for stage in mine if may_act(round, stage, user)]


def may_act(round: Round, stage: RoundStage, user: User) -> bool:
    """Return whether nothing stands against the person's act at the stage today."""
    try:
        entitling_post(round, stage, user, on=timezone.localdate())
    except ReviewRefused:
        return False
    return True


def due_of(round: Round, stage: RoundStage, calendars: Calendars) -> StageDue | None:
    """Return when the open stage is due."""
    return stage_due(stage, opened_at=round.step_opened_at, calendar=calendars[round.office_id])


def _urgency(item: Waiting) -> tuple[bool, datetime, int]:
    return (not item.round.is_urgent, item.due.at if item.due else FAR, item.round.pk)

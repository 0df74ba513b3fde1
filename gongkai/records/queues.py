"""待办来处: what waits for a person in the register — attributes to check and sign, drafts, returns, publications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.law.timeliness import DueAt, Light, light
from gongkai.office.calendar import Calendars, work_calendar
from gongkai.office.models import Office, Role, User

from .determining import CHECKERS, SIGNERS
from .due import due_of
from .models import Record, WorkStage

LIMIT = 500
OPEN = (
    WorkStage.PROPOSED,
    WorkStage.CHECKED,
    WorkStage.OBJECTED,
    WorkStage.COMPILING,
    WorkStage.IN_REVIEW,
    WorkStage.RETURNED,
    WorkStage.APPROVED,
)


STAGE_TASKS: dict[str, tuple[str, str]] = {
    WorkStage.PROPOSED: ("审核公开属性", "ACT"),
    WorkStage.CHECKED: ("签发公开属性", "ACT"),
    WorkStage.APPROVED: ("发布", "PUBLISH"),
    WorkStage.OBJECTED: ("按退回意见修改", "RETURNED"),
    WorkStage.RETURNED: ("按退回意见修改", "RETURNED"),
    WorkStage.COMPILING: ("继续编撰并送审", "DRAFT"),
}
STAGE_ROLES = {WorkStage.PROPOSED: CHECKERS, WorkStage.CHECKED: SIGNERS, WorkStage.APPROVED: (Role.PUBLISHER,)}


@dataclass(frozen=True)
class Task:
    """One thing that waits: the record, the act in the office's words, the pile, due time and light."""

    record: Record
    act: str
    pile: str
    due: DueAt | None
    light: Light | None


def waiting_for(user: User, now: datetime | None = None, calendars: Calendars | None = None) -> list[Task]:
    """Return what waits for the person in the register, in no order; each query is cut at 500 records."""
    moment = now or timezone.now()
    kept = Calendars() if calendars is None else calendars
    return [
        Task(record, *tasks[record.stage], due, light(moment, due, kept[record.office_id]) if due else None)
        for records, tasks in _piles(user, moment)
        for record in records.order_by("starts_at")
        .select_related("office", "column", "department")
        .defer("body")[:LIMIT]
        for due in [due_of(record, kept[record.office_id])]
    ]


def _piles(user: User, now: datetime) -> Iterator[tuple[QuerySet[Record], dict[str, tuple[str, str]]]]:
    """Yield what waits, in three queries whoever asks, and what each stage asks for (act and pile)."""
    yield Record.objects.filter(_waiting_by_stage(user)), STAGE_TASKS
    held = Record.objects.filter(Q(schedule__by=user) | Q(author=user)).exclude(schedule=None)
    yield held.exclude(schedule__held_back=""), dict.fromkeys(WorkStage, ("定时发布未成，请处理", "ACT"))
    monitored = Record.objects.filter(column__monitor=user, live=False).at(*OPEN)
    yield monitored.exclude(author=user), dict.fromkeys(WorkStage, ("监测：尚未公开", "MONITOR"))


def _waiting_by_stage(user: User) -> Q:
    holding = _offices_by_role(user)
    own = Q(author=user, stage__in=(WorkStage.OBJECTED, WorkStage.RETURNED, WorkStage.COMPILING))
    others = Q(pk__in=[])
    for stage, roles in STAGE_ROLES.items():
        if offices := _in(holding, *roles):
            others |= Q(office__in=offices, stage=stage)
    return own | (others & ~Q(author=user))


def _offices_by_role(user: User) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for post in user.active_posts():
        found.setdefault(post.role, set()).add(post.office_id)
    return found


def _in(holding: dict[str, set[int]], *roles: str) -> set[int]:
    return set().union(*(holding.get(role, set()) for role in roles))


def lights_of(office: Office, now: datetime | None = None) -> dict[Light, int]:
    """Return how many open items of the office stand under each light."""
    moment, calendar = now or timezone.now(), work_calendar(office)
    counted: dict[Light, int] = {}
    rows = Record.objects.filter(office=office, live=False).at(*OPEN).select_related("column").defer("body")
    for record in rows.iterator(chunk_size=2000):
        if due := due_of(record, calendar):
            shown = light(moment, due, calendar)
            counted[shown] = counted.get(shown, 0) + 1
    return counted

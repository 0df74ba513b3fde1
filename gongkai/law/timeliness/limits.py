"""公开时限：哪一刻到期。

What lives here: the clock of proactive disclosure (《条例》第二十六条). The clock of an application (《条例》第三十三条) is
another module's.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from gongkai.law.workdays import WorkCalendar

CHINA_TIME = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")

Start = dt.date | dt.datetime
"""When a start event happened: to the minute, or only the day where that is all that is known."""


class StartTimeMissing(ValueError):
    """A limit in hours cannot run from a bare date."""


class StartNotAware(ValueError):
    """A moment without time zone is not a moment."""


class NoLimitInForce(LookupError):
    """No statutory limit of this kind was in force on that day."""


class Unit(StrEnum):
    """In what a time limit is counted."""

    WORKDAY = "WORKDAY"
    DAY = "DAY"
    HOUR = "HOUR"

    @property
    def label(self) -> str:
        return {"WORKDAY": "个工作日", "DAY": "日", "HOUR": "小时"}[self]


class StartEvent(StrEnum):
    """From what a time limit runs."""

    MADE = "MADE"
    SIGNED = "SIGNED"
    HAPPENED = "HAPPENED"
    APPROVED = "APPROVED"
    POLICY_PUBLISHED = "POLICY_PUBLISHED"

    @property
    def label(self) -> str:
        return {
            "MADE": "信息形成或者变更之日",
            "SIGNED": "文件签发",
            "HAPPENED": "事件发生",
            "APPROVED": "财政部门批复",
            "POLICY_PUBLISHED": "所解读的文件发布",
        }[self]


class TimeLimit(NamedTuple):
    """A limit such as 20 working days from when the information was made, and who set it."""

    amount: int
    unit: Unit
    start_event: StartEvent
    source: str

    def __str__(self) -> str:
        return f"自{self.start_event.label}起{self.amount}{self.unit.label}内（{self.source}）"


class DueAt(NamedTuple):
    """The last moment at which publication is in time; provisional when a holiday notice may still move it."""

    at: dt.datetime
    provisional: bool = False
    start: dt.datetime | None = None
    limit: TimeLimit | None = None


def due_at(start: Start, limit: TimeLimit, calendar: WorkCalendar) -> DueAt:
    """Return when the limit runs out.

    Hours run from the minute. Days and working days run to the end of the last day in China, the day of the event being
    day 0. A last calendar day on a rest day is not postponed: no statute says so for publication.

    :raises StartTimeMissing: when hours should run from a bare date.
    :raises StartNotAware: when the moment has no time zone.
    """
    moment = _moment(start, limit.unit)
    day = moment.astimezone(CHINA_TIME).date()
    if limit.unit is Unit.HOUR:
        return DueAt(moment + dt.timedelta(hours=limit.amount), False, moment, limit)
    if limit.unit is Unit.DAY:
        return DueAt(end_of(day + dt.timedelta(days=limit.amount)), False, moment, limit)
    due = calendar.after(day, limit.amount)
    return DueAt(end_of(due.date), due.provisional, moment, limit)


def _moment(start: Start, unit: Unit) -> dt.datetime:
    if not isinstance(start, dt.datetime):
        if unit is Unit.HOUR:
            raise StartTimeMissing("时限以小时计，但只有日期。请把起算时间补填到分钟。")
        return dt.datetime.combine(start, dt.time.min, CHINA_TIME)
    if start.tzinfo is None:
        raise StartNotAware("起算时间没有时区，无法计算时限。请按北京时间填写。")
    return start


@lru_cache(maxsize=4096)
def end_of(day: dt.date) -> dt.datetime:
    """Return the last moment of the day in China."""
    return dt.datetime.combine(day, dt.time.max, CHINA_TIME)


def earliest(starts: Mapping[StartEvent, Start], limits: Iterable[TimeLimit], calendar: WorkCalendar) -> DueAt | None:
    """Return the due moment that comes first among the statutory limit and the office's promises.

    A limit whose start event is not in `starts` cannot run yet (`missing_starts` names it); None when none can.
    """
    running = [limit for limit in limits if limit.start_event in starts]
    return min(
        (due_at(starts[each.start_event], each, calendar) for each in running), key=lambda due: due.at, default=None
    )


def missing_starts(starts: Mapping[StartEvent, Start], limits: Iterable[TimeLimit]) -> list[StartEvent]:
    """Return the start events that some limit needs and nobody has recorded."""
    return sorted({limit.start_event for limit in limits} - set(starts))


@lru_cache(maxsize=4096)
def ceiling(kind: str, *, on: dt.date) -> TimeLimit:
    """Return the statutory limit for this kind of information ("general", "budget", "penalty_revoked").

    A special limit replaces the general one (《条例》第二十六条：法律、法规另有规定的，从其规定).

    :raises NoLimitInForce: when no law set one on that day.
    """
    for row in _shipped_limits():
        if row["kind"] == kind and row["valid_from"] <= on <= row.get("valid_to", dt.date.max):
            return TimeLimit(row["amount"], Unit(row["unit"]), StartEvent(row["start_event"]), row["source"])
    raise NoLimitInForce(f"{on.year}年{on.month}月{on.day}日没有适用于该类信息（{kind}）的法定时限。请核对日期。")


@cache
def _shipped_limits() -> tuple[dict[str, Any], ...]:
    text = resources.files("gongkai.law").joinpath("data/time_limits.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["limit"])

"""时限灯号：绿、黄、橙、红。

What lives here: how near the end of a time limit is. When it ends is `limits`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.timeliness.limits import CHINA_TIME, DueAt, Unit
from gongkai.law.workdays import WorkCalendar


class Light(StrEnum):
    """How near the end of a limit is."""

    GREEN = "GREEN"
    YELLOW = "YELLOW"
    ORANGE = "ORANGE"
    RED = "RED"

    @property
    def label(self) -> str:
        return {"GREEN": "时间充裕", "YELLOW": "临近期限", "ORANGE": "即将到期", "RED": "已经超期"}[self]


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """When the light turns: at so many working days left, and for limits in hours at such a share of the time left."""

    yellow_workdays: int = 5
    orange_workdays: int = 2
    yellow_share: float = 0.5
    orange_share: float = 0.25


DEFAULT_THRESHOLDS = Thresholds()


def light(now: dt.datetime, due: DueAt, calendar: WorkCalendar, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Light:
    """Return the light: red after the due moment, else by what is left.

    Left are the working days after today up to and including the due day, so 0 on the due day itself. A limit in hours
    ripens within a day or over a weekend: there the share of the whole time decides, half and a quarter by default.
    """
    if now > due.at:
        return Light.RED
    left, orange, yellow = _left(now, due, calendar, thresholds)
    if left <= orange:
        return Light.ORANGE
    return Light.YELLOW if left <= yellow else Light.GREEN


def _left(now: dt.datetime, due: DueAt, calendar: WorkCalendar, at: Thresholds) -> tuple[float, float, float]:
    """Return what is left and the two thresholds it is measured by, all in the same unit."""
    if due.limit and due.start and due.limit.unit is Unit.HOUR:
        whole = due.at - due.start
        return (due.at - now) / whole if whole else 0, at.orange_share, at.yellow_share
    days = calendar.count_between(now.astimezone(CHINA_TIME).date(), due.at.astimezone(CHINA_TIME).date())
    return days, at.orange_workdays, at.yellow_workdays

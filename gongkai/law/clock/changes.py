"""期限变化：放假安排录入之后，期限为什么变了。

What lives here: the sentences that tell which notice moved a deadline, and by which days.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from gongkai.law.clock.events import shown
from gongkai.law.clock.reckoning import Reckoning
from gongkai.law.workdays import ONE_DAY, Notice, Rest, WorkCalendar


def why_changed(
    before: Reckoning, after: Reckoning, *, calendar_before: WorkCalendar, calendar_after: WorkCalendar
) -> list[str]:
    """Return Chinese sentences on why two reckonings of the same events differ; [] when deadline and certainty do not.

    The first sentence says what became of the deadline, each further one which notice settles which days.
    """
    if (before.due, before.provisional) == (after.due, after.provisional):
        return []
    moved = _moved_days(before, after, calendar_before, calendar_after)
    return [_outcome(before, after), *(_reasons(moved, calendar_after) or [_certainty(after)])]


def _outcome(before: Reckoning, after: Reckoning) -> str:
    if before.due == after.due:
        return f"答复期限仍为{_due(after)}，{'待校准' if after.provisional else '不再待校准'}。"
    return f"答复期限由{_due(before)}改为{_due(after)}{'（待校准）' if after.provisional else ''}。"


def _due(reckoning: Reckoning) -> str:
    return shown(reckoning.due) if reckoning.due else "未起算"


def _certainty(after: Reckoning) -> str:
    if after.provisional:
        return "所涉年份的放假安排尚未公布。"
    return "放假安排没有改变期限内的日子；所涉年份的安排已经录入。"


def _moved_days(
    before: Reckoning, after: Reckoning, calendar_before: WorkCalendar, calendar_after: WorkCalendar
) -> list[dt.date]:
    """Return the days of either reckoning that are working days by one calendar and not by the other."""
    days = sorted({day.date for day in (*before.days[1:], *after.days[1:])})
    return [day for day in days if calendar_before.is_workday(day) != calendar_after.is_workday(day)]


def _reasons(moved: Iterable[dt.date], calendar: WorkCalendar) -> list[str]:
    told: dict[tuple[str, bool], list[dt.date]] = {}
    for day in moved:
        told.setdefault((_source(day, calendar), calendar.is_workday(day)), []).append(day)
    return [_reason(source, works, days) for (source, works), days in told.items()]


def _reason(source: str, works: bool, days: list[dt.date]) -> str:
    effect = "上班，原不计入，现在计入" if works else "放假，原按工作日计，现在不计入"
    return f"按{source}，{'、'.join(_runs(days))}{effect}。"


def _source(day: dt.date, calendar: WorkCalendar) -> str:
    """Return the number of the notice that settles the day: supplements lie over notices, later over earlier."""
    return next((each.number for each in _latest_first(calendar) if _names(each, day)), "周末和法定节日")


def _latest_first(calendar: WorkCalendar) -> list[Notice]:
    return sorted(calendar.notices, key=lambda each: each.is_supplement)[::-1]


def _names(notice: Notice, day: dt.date) -> bool:
    return any(mark.date == day for mark in notice.marks())


def _runs(days: list[dt.date]) -> Iterator[str]:
    """Yield the days, those that follow each other as one stretch."""
    for rest in _stretches(days):
        yield shown(rest.first) if rest.first == rest.last else f"{shown(rest.first)}至{shown(rest.last)}"


def _stretches(days: list[dt.date]) -> list[Rest]:
    found: list[Rest] = []
    for day in days:
        if found and found[-1].last + ONE_DAY == day:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Rest(day, day))
    return found

"""演示的时间: working hours, and the telling of many stories act by act in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

from gongkai.law.workdays import WorkCalendar

Story: TypeAlias = Iterator[datetime]
"""What happens to one thing: yields the moment of its next act, and acts when it is resumed."""

SHIFTS = ((time(9), time(12)), (time(14), time(18)))
"""The office's hours."""


@dataclass(frozen=True)
class Hours:
    """Moments at which somebody sits at the desk."""

    calendar: WorkCalendar
    zone: tzinfo

    def after(self, moment: datetime, minutes: float) -> datetime:
        """Return the moment after so many minutes of work."""
        left = timedelta(minutes=minutes)
        for begins, ends in self._shifts_from(moment):
            if begins + left <= ends:
                return begins + left
            left -= ends - begins
        raise AssertionError("the calendar has no end")

    def on(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.zone)

    def workday_from(self, day: date) -> date:
        """Return the day itself, or the next one on which people work."""
        while not self.calendar.is_workday(day):
            day += timedelta(days=1)
        return day

    def _shifts_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield what is left of the shift that runs, then the shifts to come."""
        day = moment.astimezone(self.zone).date()
        while True:
            day = self.workday_from(day)
            for start, end in SHIFTS:
                begins = max(datetime.combine(day, start, self.zone), moment)
                ends = datetime.combine(day, end, self.zone)
                if begins < ends:
                    yield begins, ends
            day += timedelta(days=1)


def tell(stories: Iterable[Story], *, until: datetime) -> None:
    """Let all stories happen, act by act in the order of time; what would come after `until` has not happened."""
    queue: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        _wait(queue, number, story)
    while queue and queue[0][0] <= until:
        _, number, story = heapq.heappop(queue)
        _wait(queue, number, story)


def _wait(queue: list[tuple[datetime, int, Story]], number: int, story: Story) -> None:
    """Resume the story and queue it at its next moment; a finished one leaves."""
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(queue, (moment, number, story))

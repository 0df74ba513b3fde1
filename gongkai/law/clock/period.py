"""一段期限：从起算日逐日数到最后一天。

What lives here: one reply period, walked day by day. Which events begin, lengthen or end it is the course's affair.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.clock.consultations import Span
from gongkai.law.clock.events import shown
from gongkai.law.clock.limits import REPLY_WORKDAYS
from gongkai.law.workdays import ONE_DAY, Day, Rest, WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Period:
    """So many working days after `base`, or all days to `until`, whichever ends later.

    A period that an order sets (`is_ordered`) is not suspended: 第三十三条第三款 speaks of the periods of 第三十三条 only.
    """

    base: dt.date
    began_by: str
    workdays: int = REPLY_WORKDAYS
    until: dt.date | None = None
    until_why: str = ""
    is_ordered: bool = False

    def days(self, calendar: WorkCalendar, spans: tuple[Span, ...] = ()) -> tuple[Day, ...]:
        """Return the reckoning from day 0 to the last day for the reply."""
        counted = (
            Day(self.base, False, f"{self.began_by}当日，不计入"),
            *self._counted(calendar, () if self.is_ordered else spans),
        )
        return (*counted, *self._added(counted[-1].date, calendar))

    def due(self, calendar: WorkCalendar, spans: tuple[Span, ...] = ()) -> dt.date:
        """Return the last day for the reply."""
        return self.days(calendar, spans)[-1].date

    def _counted(self, calendar: WorkCalendar, spans: tuple[Span, ...]) -> Iterator[Day]:
        day, left = self.base, self.workdays
        while left:
            day += ONE_DAY
            explained = _suspended(calendar.explain(day), spans)
            left -= explained.counts
            yield explained

    def _added(self, last: dt.date, calendar: WorkCalendar) -> Iterator[Day]:
        """Yield the days to a stated date that lies later; a last day on a rest day moves to the next working day.

        So 《民事诉讼法》第八十五条第三款 by analogy.
        """
        if self.until is None or self.until <= last:
            return
        for day in Rest(last + ONE_DAY, calendar.after(self.until - ONE_DAY, 1).date).dates():
            moved = "" if day <= self.until else "；末日逢休息日，顺延"
            yield Day(day, False, f"{self.until_why}{shown(self.until)}{moved}")


def _suspended(day: Day, spans: tuple[Span, ...]) -> Day:
    """Return the day as it counts when consultations may take it out; a rest day keeps its own reason."""
    whys = dict.fromkeys(span.why for span in spans if span.covers(day.date)) if day.counts else ()
    return Day(day.date, False, "；".join(whys)) if whys else day

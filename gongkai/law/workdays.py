"""工作日历：哪天上班，第 n 个工作日是哪天，为什么。

What lives here: counting in working days from 《全国年节及纪念日放假办法》 and the yearly notices of 国务院办公厅.
Which deadline runs from which event is not decided here.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
FIXED_HOLIDAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
"""The statutory days whose date is the same every year; 清明节 is computed, the lunar ones come only with a notice."""


class WorkdaysNotCountable(ValueError):
    """A span that has no answer; the message says what to change."""


class Due(NamedTuple):
    """A day, and whether it may still move because a year it depends on has no notice yet (待校准)."""

    date: dt.date
    provisional: bool


class Day(NamedTuple):
    """One day of a reckoning: whether it counts as a working day, and the Chinese reason."""

    date: dt.date
    counts: bool
    why: str


class Rest(NamedTuple):
    """Days off from first to last, both included; the name of the holiday may be unknown."""

    first: dt.date
    last: dt.date
    name: str = ""

    def dates(self) -> Iterator[dt.date]:
        """Yield each day off."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + offset * ONE_DAY


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One notice about days off (`off`) and weekend days worked (`work`), of the whole country or of one place.

    The notice of a year makes that year known. A supplement (local holiday, emergency) does not: it settles the days
    that it names and leaves the rest of the year as known or unknown as it was.
    """

    year: int
    number: str
    source: str = ""
    off: tuple[Rest | tuple[dt.date, dt.date], ...] = ()
    work: tuple[dt.date, ...] = ()
    is_supplement: bool = False
    verified: str = ""

    def marks(self) -> Iterator[Day]:
        """Yield each day that this notice names."""
        for rest in (Rest(*each) for each in self.off):
            why = f"{rest.name or self._fixed_names(rest)}放假（{self.number}）"
            yield from (Day(day, False, why) for day in rest.dates())
        yield from (Day(day, True, f"调休上班（{self.number}）") for day in self.work)

    def faults(self) -> list[str]:
        """Return what cannot be right in this notice, as Chinese sentences for whoever enters it."""
        rests = [Rest(*each) for each in self.off]
        off = {day for rest in rests for day in rest.dates()}
        named = off | set(self.work)
        return [
            *(f"{_shown(each.first)}至{_shown(each.last)}：末日早于首日。" for each in rests if each.last < each.first),
            *(f"{_shown(day)}不属于{self.year}年的安排。" for day in sorted(named) if not self._may_name(day)),
            *(f"{_shown(day)}既是放假日又是上班日。" for day in sorted(off & set(self.work))),
            *(f"{_shown(day)}不是周末，不必写作调休上班日。" for day in self.work if day.weekday() < SATURDAY),
        ]

    def _may_name(self, day: dt.date) -> bool:
        """Return whether the day is of the year, or of the December before, which 元旦 can reach."""
        return day.year == self.year or (day.year, day.month) == (self.year - 1, 12)

    @staticmethod
    def _fixed_names(rest: Rest) -> str:
        return "、".join(dict.fromkeys(filter(None, map(fixed_holiday, rest.dates()))))


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar that follows from some notices: where two name the same day, the later one prevails.

    Supplements lie over all notices of years. A year without notice is reckoned by weekends and the fixed statutory
    holidays, and every answer that touches it is provisional. The following year's notice may still move the last days
    of December (as on 29–31 December 2018); they are not marked provisional for that.
    """

    notices: tuple[Notice, ...] = ()
    years: frozenset[int] = field(init=False, repr=False, compare=False)
    """The years whose arrangement is known."""
    _marks: dict[dt.date, Day] = field(init=False, repr=False, compare=False)
    _reckoned: dict[tuple[dt.date, int, dt.timedelta], Due] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        ordered = sorted(self.notices, key=lambda each: each.is_supplement)
        marks = {mark.date: mark for notice in ordered for mark in notice.marks()}
        object.__setattr__(self, "_marks", marks)
        object.__setattr__(self, "years", frozenset(each.year for each in self.notices if not each.is_supplement))

    def with_notices(self, extra: Iterable[Notice]) -> "WorkCalendar":
        """Return the calendar with these notices added after its own."""
        return WorkCalendar((*self.notices, *extra))

    @property
    def known_through(self) -> dt.date | None:
        """The last day of the last year with a notice, None without any."""
        return dt.date(max(self.years), 12, 31) if self.years else None

    def is_known(self, day: dt.date) -> bool:
        """Return whether a notice settles if this is a working day."""
        return day.year in self.years or day in self._marks

    def precedes_notices(self, day: dt.date) -> bool:
        """Return whether the day lies before the first year whose notice is on record: nobody will announce it any more."""
        return bool(self.years) and day.year < min(self.years) and not self.is_known(day)

    def is_workday(self, day: dt.date) -> bool:
        """Return whether this is a working day, as far as is known."""
        return self.explain(day).counts

    def explain(self, day: dt.date) -> Day:
        """Return whether the day counts, and why."""
        return self._marks.get(day) or self._by_rule(day)

    def after(self, day: dt.date, n: int) -> Due:
        """Return the n-th working day after `day`, which is itself day 0 and does not count.

        :raises WorkdaysNotCountable: when n is negative or the end lies beyond the year 9999.
        """
        return self._stepped(day, n, ONE_DAY)

    def before(self, day: dt.date, n: int) -> Due:
        """Return the n-th working day before `day`, which does not count.

        :raises WorkdaysNotCountable: when n is negative or the end lies before the year 1.
        """
        return self._stepped(day, n, -ONE_DAY)

    def count_between(self, first: dt.date, last: dt.date) -> int:
        """Return how many working days lie after `first` up to and including `last`; negative when last is earlier."""
        if last < first:
            return -self.count_between(last, first)
        return sum(self.is_workday(day) for day in Rest(first + ONE_DAY, last).dates()) if last > first else 0

    def walk(self, day: dt.date, n: int) -> list[Day]:
        """Return the reckoning of `after(day, n)`, day by day, from day 0 to the last day."""
        last = self.after(day, n).date
        following = Rest(day, last).dates()
        return [Day(next(following), False, "起算当日，不计入"), *(self.explain(each) for each in following)]

    def _stepped(self, day: dt.date, n: int, step: dt.timedelta) -> Due:
        """Return the reckoning, remembered: the records of a year ask for the same few hundred again and again."""
        if n < 0:
            raise WorkdaysNotCountable("工作日数不能是负数。请填写零或者正整数。")
        key = (day, n, step)
        if key not in self._reckoned:
            try:
                self._reckoned[key] = self._reckon(day, n, step)
            except OverflowError as beyond:
                raise WorkdaysNotCountable("期限超出了日历的范围。请核对起算日和工作日数。") from beyond
        return self._reckoned[key]

    def _reckon(self, day: dt.date, n: int, step: dt.timedelta) -> Due:
        provisional = n == 0 and not self.is_known(day)
        while n:
            day += step
            n -= self.is_workday(day)
            provisional = provisional or not self.is_known(day)
        return Due(day, provisional)

    def _by_rule(self, day: dt.date) -> Day:
        if day.weekday() >= SATURDAY:
            return Day(day, False, "周末")
        if day.year in self.years:
            return Day(day, True, "工作日")
        unknown = f"{day.year}年放假安排{'没有收入' if self.precedes_notices(day) else '尚未公布'}"
        holiday = fixed_holiday(day)
        if holiday:
            return Day(day, False, f"{holiday}（法定节日；{unknown}）")
        return Day(day, True, f"暂按工作日计（{unknown}）")


def _shown(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def fixed_holiday(day: dt.date) -> str:
    """Return the statutory holiday whose date needs no notice, or "" (《全国年节及纪念日放假办法》第二条)."""
    if (day.month, day.day) == (4, qingming(day.year)):
        return "清明节"
    return FIXED_HOLIDAYS.get((day.month, day.day), "")


def qingming(year: int) -> int:
    """Return the day of April on which 清明 falls; the formula holds for the years 2000–2099."""
    century_year = year % 100
    return int(century_year * 0.2422 + 4.81) - century_year // 4


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the notices that come with the system."""
    text = resources.files("gongkai.law").joinpath("data/holidays.toml").read_text(encoding="utf-8")
    return WorkCalendar(tuple(_notice(row) for row in tomllib.loads(text)["notice"]))


def _notice(row: dict[str, Any]) -> Notice:
    rests = tuple(Rest(first, last, name) for name, first, last in row["off"])
    return Notice(**{**row, "off": rests, "work": tuple(row["work"])})

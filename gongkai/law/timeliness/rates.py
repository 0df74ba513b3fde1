"""及时率：发布及时率与栏目更新及时率，各有分子、分母和清单。

What lives here: how the two figures are counted. When a single item is due is `limits`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from gongkai.law.timeliness.limits import CHINA_TIME, DueAt


class PeriodReversed(ValueError):
    """The period ends before it begins."""


class Publication(StrEnum):
    """What an act of publishing is; only the first publication of a piece of information is counted."""

    FIRST = "FIRST"
    CORRECTION = "CORRECTION"
    REPUBLICATION = "REPUBLICATION"
    CROSS_LISTING = "CROSS_LISTING"

    @property
    def label(self) -> str:
        return {
            "FIRST": "首次发布",
            "CORRECTION": "更正",
            "REPUBLICATION": "重新发布",
            "CROSS_LISTING": "多栏目同时刊载",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Item:
    """A piece of information that had to be published, as the rate sees it.

    `withdrawn_at` is when it was withdrawn or its attribute changed, before or after publication.
    """

    key: object
    due: DueAt | None
    first_published_at: dt.datetime | None = None
    kind: Publication = Publication.FIRST
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnState:
    """A column with the cycle in which it must be updated (None where no rule sets one) and its last publication."""

    key: object
    cycle: dt.timedelta | None
    last_published_at: dt.datetime | None
    grace: dt.timedelta = dt.timedelta(0)
    opened_at: dt.datetime | None = None
    title: str = ""


Counted = TypeVar("Counted", Item, ColumnState)


class Excluded(NamedTuple, Generic[Counted]):
    """What is not in the denominator, and the Chinese reason."""

    item: Counted
    reason: str


@dataclass(frozen=True, kw_only=True)
class Rate(Generic[Counted]):
    """A figure with everything behind it: numerator and denominator are the lengths of its lists."""

    name: str
    on_time: tuple[Counted, ...] = ()
    late: tuple[Counted, ...] = ()
    never: tuple[Counted, ...] = ()
    excluded: tuple[Excluded[Counted], ...] = ()
    withdrawn: tuple[Counted, ...] = ()
    """Counted, but withdrawn since; listed apart."""

    @property
    def numerator(self) -> int:
        return len(self.on_time)

    @property
    def denominator(self) -> int:
        return len(self.on_time) + len(self.late) + len(self.never)

    @property
    def percent(self) -> Decimal | None:
        """The percentage to one place, None when nothing was due; 100 only when everything was on time."""
        if not self.denominator:
            return None
        exact = Decimal(100 * self.numerator) / self.denominator
        rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return min(rounded, Decimal("99.9")) if self.numerator < self.denominator else rounded

    @property
    def text(self) -> str | None:
        """The figure as it is shown, such as 44/45 97.8%; None when nothing was due."""
        return None if self.percent is None else f"{self.numerator}/{self.denominator} {self.percent}%"

    def meets(self, target_percent: Decimal | int) -> bool | None:
        """Return whether the exact share reaches the target, None when nothing was due."""
        return self.numerator * 100 >= target_percent * self.denominator if self.denominator else None


def rate(
    items: Iterable[Item], period_start: dt.date, period_end: dt.date, *, as_of: dt.datetime | None = None
) -> Rate[Item]:
    """Return 发布及时率: of what fell due in the period, the share that was public in time.

    Both days belong to the period. Late and never published both count against the office. Not counted, with a reason:
    corrections, re-publications, cross-listings; a second row of the same key; what was withdrawn or re-attributed
    before the deadline with a recorded reason; what has no start event; what is not yet due `as_of`.

    :raises PeriodReversed: when the period ends before it begins.
    """
    if period_end < period_start:
        raise PeriodReversed("统计时段的止日早于起日。请核对起止日期。")
    found: dict[str, list[Item]] = {"on_time": [], "late": [], "never": []}
    excluded, withdrawn, seen = [], [], set[object]()
    for item in items:
        if not _concerns(item, period_start, period_end):
            continue
        reason = _not_counted(item, as_of) or ("同一信息重复列入，只计一次" if item.key in seen else "")
        if reason:
            excluded.append(Excluded(item, reason))
            continue
        seen.add(item.key)
        found[_outcome(item)].append(item)
        if item.withdrawn_at:
            withdrawn.append(item)
    lists = {name: tuple(members) for name, members in found.items()}
    return Rate(name="发布及时率", **lists, excluded=tuple(excluded), withdrawn=tuple(withdrawn))


def _concerns(item: Item, period_start: dt.date, period_end: dt.date) -> bool:
    """Return whether the item belongs to the period by its deadline; one without any date concerns every period."""
    moment = item.due.at if item.due else item.first_published_at
    return moment is None or period_start <= moment.astimezone(CHINA_TIME).date() <= period_end


def _not_counted(item: Item, as_of: dt.datetime | None) -> str:
    if item.kind is not Publication.FIRST:
        return f"{item.kind.label}，不重复计算"
    if item.due is None:
        return "未填写起算时间，无法计算时限"
    if as_of and item.due.at > as_of:
        return "期限未到"
    if item.withdrawn_at and item.withdrawn_at <= item.due.at and item.withdrawn_reason:
        return f"到期前已撤回或者变更公开属性：{item.withdrawn_reason}"
    return ""


def _outcome(item: Item) -> str:
    if item.first_published_at is None:
        return "never"
    return "on_time" if item.due and item.first_published_at <= item.due.at else "late"


def update_rate(columns: Iterable[ColumnState], at: dt.datetime) -> Rate[ColumnState]:
    """Return 栏目更新及时率: of the columns with a cycle, the share whose last publication lies within it at that moment.

    A column without any publication is counted once its first cycle since opening is over.
    """
    found: dict[str, list[ColumnState]] = {"on_time": [], "late": [], "never": []}
    excluded = []
    for column in columns:
        outcome = _column_outcome(column, at)
        if outcome in found:
            found[outcome].append(column)
        else:
            excluded.append(Excluded(column, outcome))
    lists = {name: tuple(members) for name, members in found.items()}
    return Rate(name="栏目更新及时率", **lists, excluded=tuple(excluded))


def _column_outcome(column: ColumnState, at: dt.datetime) -> str:
    """Return the list the column belongs to, or the reason why it is not counted."""
    if column.cycle is None:
        return "未规定更新周期"
    allowed = column.cycle + column.grace
    if column.last_published_at:
        return "on_time" if at <= column.last_published_at + allowed else "late"
    return "新设栏目，首个更新周期未满" if column.opened_at and at <= column.opened_at + allowed else "never"

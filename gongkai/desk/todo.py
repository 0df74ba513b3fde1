"""待办: what waits for a person, gathered from the apps to the left.

What lives here: the shape of an entry, the piles it falls into, and the order. What waits is known by the app that owns
it; `sources` translates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from gongkai.law.timeliness import Light
from gongkai.office.models import User

SHOWN = 50


class Pile(StrEnum):
    """The lists on the home page, in their order."""

    ACT = "待我办理"
    PUBLISH = "待发布"
    RETURNED = "退回修改"
    DRAFT = "草稿"
    MONITOR = "我监测的信息"


@dataclass(frozen=True, kw_only=True)
class TodoItem:
    """One thing that waits: what it is, what is to be done, where, until when.

    `due_at` and `light` are None where no time limit runs yet.
    """

    title: str
    act: str
    url: str
    office: str = ""
    due_at: datetime | None = None
    light: Light | None = None
    is_provisional: bool = False
    pile: Pile = Pile.ACT

    @property
    def due(self) -> str:
        """The due moment spelled out: the day, and the minute where the limit does not end with the day."""
        if self.due_at is None:
            return ""
        local = timezone.localtime(self.due_at)
        day = f"{date_format(local, 'Y年n月j日')}（{date_format(local, 'D')}）"
        minute = "" if (local.hour, local.minute) == (23, 59) else date_format(local, " H:i")
        return day + minute + ("，暂定" if self.is_provisional else "")


@dataclass(frozen=True)
class Heap:
    """One pile with its first entries, and how many there are."""

    pile: Pile
    items: list[TodoItem]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.items)


class Figure(NamedTuple):
    """A share with what it is: numerator/denominator and percentage, None where nothing was due."""

    name: str
    text: str | None


@dataclass(frozen=True)
class Standing:
    """How an office stands: its live lights, its figures, and where the rows behind them are.

    `cases` are the lights of its open applications for information, `cases_url` where these are.
    """

    office: str
    lights: Mapping[Light, int]
    figures: tuple[Figure, ...] = ()
    url: str = ""
    cases: Mapping[Light, int] = field(default_factory=dict)
    cases_url: str = ""

    @property
    def ordered_lights(self) -> list[tuple[Light, int]]:
        """All four lights, the worst first, those without any item as 0."""
        return [(light, self.lights.get(light, 0)) for light in reversed(Light)]

    @property
    def ordered_cases(self) -> list[tuple[Light, int]]:
        """The lights of the open applications, the worst first."""
        return [(light, self.cases.get(light, 0)) for light in reversed(Light)]

    @property
    def open_cases(self) -> int:
        return sum(self.cases.values())


@dataclass(frozen=True)
class Comparison:
    """The offices of a district side by side; the figures are of the moment given."""

    standings: tuple[Standing, ...]
    as_of: datetime


Source = Callable[[User, datetime], Iterable[TodoItem]]


def gather(sources: Iterable[Source], user: User, *, at: datetime) -> list[Heap]:
    """Return the piles that hold something, each earliest due first; what has no due moment comes last.

    The first pile is always there, so that a person sees that nothing waits.
    """
    items = sorted((item for source in sources for item in source(user, at)), key=_urgency)
    heaps = []
    for pile in Pile:
        own = [item for item in items if item.pile is pile]
        if own or pile is Pile.ACT:
            heaps.append(Heap(pile, own[:SHOWN], len(own)))
    return heaps


def _urgency(item: TodoItem) -> tuple[bool, float, str]:
    return (item.due_at is None, item.due_at.timestamp() if item.due_at else 0, item.title)

"""已经统计的年度: whoever counts cases by year says here which years are settled; a date moved across years is told of it.

The annual report lies to the right of the cases. It asks to be asked, so that a correction can name it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.law.clock import ClockEventKind
from gongkai.office.models import Office

from .models import ClockEntry

COUNTED = frozenset({ClockEventKind.RECEIVED, ClockEventKind.REPLIED, ClockEventKind.WITHDRAWN})
"""The events whose year decides in which report an application is counted."""

Settled = Callable[[Office, int], str]
_asked: list[Settled] = []


def settled_by(ask: Settled) -> None:
    """Name who knows what settled a year, "" where nothing did (called once, from AppConfig.ready)."""
    _asked[:] = [*_asked, ask]


def settled_year(entry: ClockEntry) -> list[str]:
    """Return what has settled the year in which the entry counts; [] for an entry that is not counted."""
    return _settling(entry, entry.on.year) if entry.kind in COUNTED else []


def unsettled(entry: ClockEntry, *, on: date) -> list[str]:
    """Return what has settled the years that the entry leaves and enters when it moves to the day."""
    if entry.kind not in COUNTED or on.year == entry.on.year:
        return []
    return [said for year in sorted({entry.on.year, on.year}) for said in _settling(entry, year)]


def _settling(entry: ClockEntry, year: int) -> list[str]:
    return [said for ask in _asked if (said := ask(entry.application.office, year))]

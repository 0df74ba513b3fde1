"""征求意见：哪几天因征求意见不计入答复期限。

What lives here: the letters to third parties, co-makers and other agencies, when their time runs out, and the spans of
days that they take out of the reply period (《条例》第三十二条、第三十三条第三款、第三十四条).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from gongkai.law.clock.events import ClockContradiction, ClockEvent, ClockEventKind, Consulted, shown
from gongkai.law.clock.limits import CONSULTATION_WORKDAYS, consultation_due
from gongkai.law.workdays import WorkCalendar

SILENCE = {
    Consulted.THIRD_PARTY: "由本机关依照《条例》的规定决定是否公开（第三十二条）",
    Consulted.CO_MAKER: "视为同意公开（第三十四条）",
    Consulted.AGENCY: "由本机关依法办理",
}
"""What follows when nobody answered in time."""


class Span(NamedTuple):
    """The days after `after` up to and including `through`, which do not count, and why."""

    after: dt.date
    through: dt.date
    why: str = ""

    def covers(self, day: dt.date) -> bool:
        """Return whether the day is one of them."""
        return self.after < day <= self.through


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One letter asking for an opinion; the day it was sent still counts, the day the opinion arrived does not."""

    ref: str
    consulted: Consulted
    sent_on: dt.date
    delivered_on: dt.date | None = None
    answered_on: dt.date | None = None

    def due(self, calendar: WorkCalendar) -> dt.date | None:
        """Return the last day for the opinion, None while the letter is not delivered."""
        return consultation_due(self.delivered_on, calendar).date if self.delivered_on else None

    def ended_on(self, calendar: WorkCalendar, *, today: dt.date) -> dt.date | None:
        """Return the day on which the waiting ended: with the opinion, or when its time ran out; None while it lasts."""
        due = self.due(calendar)
        if due and due < (self.answered_on or today):
            return due
        return self.answered_on

    def is_silent(self, calendar: WorkCalendar, *, today: dt.date) -> bool:
        """Return whether the time for the opinion ran out without one."""
        due = self.due(calendar)
        return bool(due and self.answered_on is None and due < today)

    def doubt(self, calendar: WorkCalendar, *, today: dt.date) -> str:
        """Return that the time for the opinion seems over, where nobody noted when the letter arrived; "" otherwise."""
        if self.delivered_on or (self.answered_on or today) <= consultation_due(self.sent_on, calendar).date:
            return ""
        return (
            f"{self.consulted.label}意见自{shown(self.sent_on)}发出征求意见书起已逾{CONSULTATION_WORKDAYS}个工作日，"
            "没有登记送达之日。送达后满15个工作日的，此后的时间不扣除，请核对送达之日。"
        )

    def silence(self) -> str:
        """Return the sentence that says what follows from silence."""
        return (
            f"{self.consulted.label}自{shown(self.delivered_on or self.sent_on)}收到征求意见书起"
            f"{CONSULTATION_WORKDAYS}个工作日内没有答复，{SILENCE[self.consulted]}。"
        )


def consultations(events: Iterable[ClockEvent]) -> tuple[Consultation, ...]:
    """Return the consultations that the events, taken in their order, make up.

    :raises ClockContradiction: when a letter has no addressee, or a delivery or an answer has no letter.
    """
    found: dict[str, Consultation] = {}
    for event in events:
        if event.kind is ClockEventKind.CONSULTED:
            found[event.ref] = _sent(event, found)
        elif event.kind is ClockEventKind.CONSULTATION_DELIVERED:
            found[event.ref] = replace(_letter(event, found, "delivered_on"), delivered_on=event.on)
        elif event.kind is ClockEventKind.CONSULTATION_ANSWERED:
            found[event.ref] = replace(_letter(event, found, "answered_on"), answered_on=event.on)
    return tuple(found.values())


def _sent(event: ClockEvent, found: dict[str, Consultation]) -> Consultation:
    if event.consulted is None:
        raise ClockContradiction(f"{event}没有写明征求谁的意见。请选择第三方、共同制作机关或者其他机关。")
    if event.ref in found:
        raise ClockContradiction(f"{event}与另一份征求意见书编号相同。请为每份征求意见书分别编号。")
    return Consultation(ref=event.ref, consulted=event.consulted, sent_on=event.on)


def _letter(event: ClockEvent, found: dict[str, Consultation], day: str) -> Consultation:
    letter = found.get(event.ref)
    if letter is None:
        raise ClockContradiction(f"{event}之前没有发出这份征求意见书。请核对日期和编号。")
    if letter.answered_on or getattr(letter, day):
        raise ClockContradiction(f"{event}重复登记，或者晚于收到意见。请核对这份征求意见书的日期。")
    return letter


def suspensions(
    letters: Iterable[Consultation], *, calendar: WorkCalendar, today: dt.date, stops: Iterable[dt.date] = ()
) -> tuple[Span, ...]:
    """Return the days that the consultations take out of the reply period (《条例》第三十三条第三款).

    An open consultation lasts until today, or until the reply that no longer waited for it (`stops`).
    """
    ends = tuple(stops)
    return tuple(_span(letter, calendar, _horizon(letter, today, ends)) for letter in letters)


def _horizon(letter: Consultation, today: dt.date, stops: tuple[dt.date, ...]) -> dt.date:
    return min((day for day in stops if day >= letter.sent_on), default=max(today, letter.sent_on))


def _span(letter: Consultation, calendar: WorkCalendar, horizon: dt.date) -> Span:
    through = letter.ended_on(calendar, today=horizon) or horizon
    return Span(letter.sent_on, through, f"征求{letter.consulted.label}意见，不计入（《条例》第三十三条第三款）")

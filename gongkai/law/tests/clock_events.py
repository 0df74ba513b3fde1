"""Dated events of an application in few words: 3-2 is 2 March 2026."""

import datetime as dt

from gongkai.law.clock import ClockEvent, ClockEventKind, Consulted, reckon
from gongkai.law.workdays import shipped_calendar

CALENDAR = shipped_calendar()
LATER = dt.date(2026, 11, 20)


def day(text):
    """Return the day of 2026 written as 3-2, or any day written in full."""
    parts = [int(part) for part in text.split("-")]
    return dt.date(*parts) if len(parts) == 3 else dt.date(2026, *parts)


def event(kind, on, **facts):
    if "until" in facts:
        facts["until"] = day(facts["until"])
    return ClockEvent(kind=ClockEventKind[kind], on=day(on), **facts)


def consultation(*, sent, delivered="", answered="", ref="甲", of=Consulted.THIRD_PARTY):
    days = {"CONSULTATION_DELIVERED": delivered, "CONSULTATION_ANSWERED": answered}
    return [
        event("CONSULTED", sent, ref=ref, consulted=of),
        *(event(kind, on, ref=ref) for kind, on in days.items() if on),
    ]


def reckoned(*events, today=LATER, calendar=CALENDAR):
    return reckon(events, calendar=calendar, today=today)


RECEIVED = event("RECEIVED", "3-2")

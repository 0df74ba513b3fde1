"""答复期限：从办理事项推算答复的最后一天（《条例》第三十条至第三十五条）。"""

from gongkai.law.clock.changes import why_changed
from gongkai.law.clock.consultations import Consultation, Span, consultations, suspensions
from gongkai.law.clock.events import (
    ClockContradiction,
    ClockEvent,
    ClockEventKind,
    ClockState,
    Consulted,
)
from gongkai.law.clock.limits import (
    CONSULTATION_WORKDAYS,
    CORRECTION_WORKDAYS,
    EXTENSION_WORKDAYS,
    FEE_WORKDAYS,
    REPLY_WORKDAYS,
    consultation_due,
    correction_notice_due,
    fee_due,
)
from gongkai.law.clock.reckoning import Reckoning, reckon, reckoning_light

__all__ = [
    "CONSULTATION_WORKDAYS",
    "CORRECTION_WORKDAYS",
    "EXTENSION_WORKDAYS",
    "FEE_WORKDAYS",
    "REPLY_WORKDAYS",
    "ClockContradiction",
    "ClockEvent",
    "ClockEventKind",
    "ClockState",
    "Consultation",
    "Consulted",
    "Reckoning",
    "Span",
    "consultation_due",
    "consultations",
    "correction_notice_due",
    "fee_due",
    "reckon",
    "reckoning_light",
    "suspensions",
    "why_changed",
]

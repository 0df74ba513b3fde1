"""办件的情形: everything a guard asks about one application, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from gongkai.law.clock import (
    ClockEventKind,
    ClockState,
    Reckoning,
    consultation_due,
    correction_notice_due,
    fee_due,
    reckon,
)
from gongkai.law.letters import LetterKind
from gongkai.law.workdays import Due, WorkCalendar
from gongkai.office.calendar import work_calendar
from gongkai.office.models import User

from .models import Application, CaseRules, ClockEntry, Consultation, Decision, Fee, Letter, LetterState
from .reckoning import standing_entries
from .telling import untold

_ROWS = ("calendar", "rules", "entries", "consultations", "letters", "decision", "fee")
"""What a case has read, and what is the same on another day."""


@dataclass
class Case:
    """One application on a day, for a person (None: the applicant, or the system).

    `today` is the day on which the act is done; `entered_on` the day on which it is entered, where that is later.
    `sending` is the letter whose dispatch does the act.
    """

    application: Application
    today: date
    by: User | None = None
    entered_on: date | None = None
    sending: Letter | None = None

    @classmethod
    def now(cls, application: Application, *, by: User | None = None) -> Case:
        return cls(application, timezone.localdate(), by)

    def when_sent(self, letter: Letter, *, on: date | None = None) -> Case:
        """Return the case as it stands when the letter goes out on the day, with what was read of it already."""
        sent = Case(self.application, on or self.today, self.by, entered_on=self.today, sending=letter)
        sent.__dict__.update({name: self.__dict__[name] for name in _ROWS if name in self.__dict__})
        return sent

    @cached_property
    def calendar(self) -> WorkCalendar:
        return work_calendar(self.application.office)

    @cached_property
    def reckoning(self) -> Reckoning:
        return reckon([entry.as_event() for entry in self.entries], calendar=self.calendar, today=self.today)

    @cached_property
    def rules(self) -> CaseRules:
        return CaseRules.of(self.application.office)

    @cached_property
    def entries(self) -> list[ClockEntry]:
        """The standing clock entries, in order, as they were when first asked for."""
        return list(standing_entries(self.application))

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of the standing clock entries of the present round, in order; a new order begins a new round."""
        kinds = [entry.kind for entry in self.entries]
        orders = [n for n, kind in enumerate(kinds) if kind == ClockEventKind.ORDERED]
        return kinds[orders[-1] :] if orders else kinds

    def has(self, kind: ClockEventKind) -> bool:
        return kind in self.kinds

    def day_of(self, kind: ClockEventKind) -> date | None:
        """Return the last day on which such an event stands, None without one."""
        days = [entry.on for entry in self.entries if entry.kind == kind]
        return days[-1] if days else None

    @cached_property
    def consultations(self) -> list[Consultation]:
        return list(self.application.consultations.all())

    @property
    def open_consultations(self) -> list[Consultation]:
        return [each for each in self.consultations if each.is_open]

    def untold(self, *, since: frozenset[LetterState]) -> list[Consultation]:
        """Return the open consultations of which no notice to the applicant has come so far; an order suspends nothing."""
        if not self.open_consultations or self.has(ClockEventKind.ORDERED):
            return []
        return untold(self.open_consultations, self.letters, since=since)

    @cached_property
    def letters(self) -> list[Letter]:
        return list(Letter.objects.standing().filter(application=self.application).select_related("decision"))

    def letter_under_way(self, kind: LetterKind) -> Letter | None:
        """Return a letter of the kind that has not gone out yet."""
        others = [each for each in self.letters if each != self.sending]
        waiting = [each for each in others if each.kind == kind and each.state != LetterState.SENT]
        return waiting[-1] if waiting else None

    @cached_property
    def round(self) -> int:
        """The number of the present handling: 1, and one more for every order to reply anew."""
        return 1 + sum(entry.kind == ClockEventKind.ORDERED for entry in self.entries)

    @cached_property
    def decision(self) -> Decision | None:
        return next((each for each in self.application.decisions.all() if each.round == self.round), None)

    @property
    def reply(self) -> Letter | None:
        """The reply of the present round, whatever its kind (答复书、不再处理告知书); None before it is drafted."""
        decision = self.decision
        replies = [each for each in self.letters if decision and each.decision_id == decision.pk]
        return replies[-1] if replies else None

    @cached_property
    def fee(self) -> Fee | None:
        return max(self.application.fees.all(), key=lambda fee: fee.pk, default=None)

    @property
    def correction_notice_due(self) -> Due | None:
        start = self.day_of(ClockEventKind.RECEIVED)
        return correction_notice_due(start, self.calendar) if start else None

    @property
    def correction_period_ends(self) -> date | None:
        """The last day for the correction, moved to a working day; None while none is waited for."""
        waiting = self.reckoning.state is ClockState.WAITING_FOR_CORRECTION
        return self.reckoning.waits_until if waiting else None

    def consultation_due(self, consultation: Consultation) -> Due | None:
        return consultation_due(consultation.delivered_on, self.calendar) if consultation.delivered_on else None

    @property
    def fee_due(self) -> Due | None:
        return fee_due(self.fee.delivered_on, self.calendar) if self.fee and self.fee.delivered_on else None

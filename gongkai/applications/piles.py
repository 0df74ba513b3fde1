"""办件的各堆: which applications wait for whom — to be confirmed, running, waiting for others, to sign, to send, to close.

What lives here: the piles and their rows. What waits for one person is `queues`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, Prefetch, QuerySet
from django.utils import timezone

from gongkai.law.clock import ClockEventKind, Reckoning, consultation_due, reckon, reckoning_light
from gongkai.law.timeliness import Light
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendars
from gongkai.office.models import User

from .models import Application, ClockEntry, Letter, LetterState, Wording
from .states import AT_WORK, CONSULTING, OPEN, State

SHOWN_CHARACTERS = 40
SOON_WORKDAYS = 5
"""将逾期: as many working days as turn the light yellow."""


class Pile(StrEnum):
    """The piles of the desk, in the order of the work."""

    CONFIRM = "confirm"
    RUNNING = "running"
    APPLICANT = "applicant"
    OTHERS = "others"
    SIGNING = "signing"
    SENDING = "sending"
    SERVICE = "service"

    @property
    def label(self) -> str:
        return {
            "confirm": "待确认",
            "running": "办理中",
            "applicant": "待申请人",
            "others": "待第三方和其他机关",
            "signing": "待审签",
            "sending": "待送达",
            "service": "待登记送达、办结",
        }[self]


STATES: dict[Pile, frozenset[State]] = {
    Pile.CONFIRM: frozenset({State.SUBMITTED}),
    Pile.RUNNING: AT_WORK,
    Pile.APPLICANT: frozenset({State.CORRECTION_PENDING, State.REASONS_PENDING, State.FEE_PENDING}),
    Pile.OTHERS: CONSULTING | {State.REFERRED_UP},
    Pile.SERVICE: frozenset({State.SERVED}),
}
LETTERS: dict[Pile, LetterState] = {Pile.SIGNING: LetterState.IN_REVIEW, Pile.SENDING: LetterState.SIGNED}
"""These piles follow the letters: a notice waits for its signature while the application goes on elsewhere."""
ORDER: dict[Pile, tuple[str, ...]] = {Pile.CONFIRM: ("submitted_at", "id"), Pile.SERVICE: ("ended_on", "id")}


def within_reach(user: User) -> QuerySet[Application]:
    """Return what the person may see, bound to the offices by name as well, so that an index finds the few open ones."""
    return Application.objects.visible_to(user).filter(office__in=user.office_ids() | user.below_ids())


def of_pile(rows: QuerySet[Application], pile: Pile) -> QuerySet[Application]:
    """Return the rows of the pile, the one due first in front; what has no deadline comes last."""
    if pile in STATES:
        found = rows.filter(state__in=sorted(STATES[pile]))
    else:
        under_way = Letter.objects.filter(state=LETTERS[pile], application__isnull=False).order_by()
        found = rows.filter(pk__in=under_way.values("application"))
    return found.order_by(*ORDER.get(pile, (F("told_due").asc(nulls_last=True), "id")))


def counts(rows: QuerySet[Application]) -> dict[Pile, int]:
    """Return how many of the rows lie in each pile, in two queries."""
    live = rows.filter(state__in=sorted(OPEN | {State.SERVED})).order_by()
    by_state = dict(live.values_list("state").annotate(Count("pk")))
    lettered = rows.filter(letters__state__in=tuple(LETTERS.values())).order_by()
    by_letter = dict(lettered.values_list("letters__state").annotate(Count("pk", distinct=True)))
    of_states = {pile: sum(by_state.get(state, 0) for state in states) for pile, states in STATES.items()}
    of_letters = {pile: by_letter.get(state, 0) for pile, state in LETTERS.items()}
    return {pile: {**of_states, **of_letters}[pile] for pile in Pile}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a pile: the application, what is asked for in short, and where its clock stands today."""

    application: Application
    today: date
    wanted: str
    reckoning: Reckoning
    light: Light | None
    waits_until: date | None
    days_waiting: int
    letters: list[Letter] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Test if the period of whoever is waited for has run out."""
        return self.waits_until is not None and self.waits_until < self.today


def shown(applications: Iterable[Application], *, today: date, letters_in: LetterState | None = None) -> list[Row]:
    """Return the applications as rows, reckoned anew, in four queries however many there are."""
    found = list(applications)
    calendars = work_calendars({each.office_id for each in found})
    return [_row(each, calendars[each.office_id], today, letters_in) for each in found]


def together(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return the rows with everything that `shown` reads."""
    related = rows.select_related("office", "applicant", "department", "handler")
    return related.prefetch_related(
        Prefetch("wordings", Wording.objects.order_by("number")), entries(), Prefetch("letters", _open_letters())
    )


def _open_letters() -> QuerySet[Letter]:
    return Letter.objects.filter(state__in=tuple(LETTERS.values())).order_by("id")


def entries() -> Prefetch:
    """Return the standing clock entries to be read with the rows."""
    standing = ClockEntry.objects.filter(cancelled_by__isnull=True, cancels__isnull=True)
    return Prefetch("clock_entries", standing.select_related("consultation").order_by("on", "id"))


def _row(application: Application, calendar: WorkCalendar, today: date, letters_in: LetterState | None) -> Row:
    reckoning = reckoned(application, calendar, today)
    runs = reckoning.due is not None and application.is_open
    return Row(
        application=application,
        today=today,
        wanted=in_short(application),
        reckoning=reckoning,
        light=reckoning_light(reckoning, calendar=calendar, today=today) if runs else None,
        waits_until=waits_until(application, reckoning, calendar),
        days_waiting=(today - timezone.localdate(application.submitted_at)).days,
        letters=[each for each in application.letters.all() if each.state == letters_in],
    )


def reckoned(application: Application, calendar: WorkCalendar, today: date) -> Reckoning:
    """Reckon the clock of a row that was read `together`."""
    return reckon([entry.as_event() for entry in application.clock_entries.all()], calendar=calendar, today=today)


def waits_until(application: Application, reckoning: Reckoning, calendar: WorkCalendar) -> date | None:
    """Return the end of the period of whoever is waited for, of several the one that ends first; None where it is not known."""
    if application.state == State.REASONS_PENDING:
        asked = [each for each in application.clock_entries.all() if each.kind == ClockEventKind.REASONS_ASKED]
        return asked[-1].until if asked else None
    return _opinion_due(application, calendar) if application.state in CONSULTING else reckoning.waits_until


def _opinion_due(application: Application, calendar: WorkCalendar) -> date | None:
    asked = {each.consultation for each in application.clock_entries.all() if each.consultation}
    delivered = [each.delivered_on for each in asked if each.is_open and each.delivered_on]
    return min((consultation_due(day, calendar).date for day in delivered), default=None)


def in_short(application: Application) -> str:
    """Return what is asked for, as last corrected, cut at forty characters."""
    said = [*application.wordings.all()][-1].said
    return said if len(said) <= SHOWN_CHARACTERS else f"{said[: SHOWN_CHARACTERS - 1]}…"

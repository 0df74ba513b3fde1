"""办件页面的内容: what the screen of a case shows to this person. Reads only; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from gongkai.applications.acts.remedying import KEEPERS
from gongkai.applications.case import Case
from gongkai.applications.models import (
    Application,
    CaseFile,
    ClockEntry,
    ContactNote,
    Decision,
    Delivery,
    Letter,
    LetterState,
    SearchRecord,
)
from gongkai.applications.reckoning import standing_of
from gongkai.applications.repeats import count_in_month, hint_at, of_same_applicant, similar_of_same_applicant
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import TABLE, entitled
from gongkai.law.clock import reckoning_light
from gongkai.law.outcomes import outcome
from gongkai.law.timeliness import Light
from gongkai.law.workdays import Day
from gongkai.office.models import Role, User

from .doors import belongs_to_office, may_pack
from .fields import said
from .form_views import OF_CASE
from .next_steps import next_steps, refused_acts
from .timeline import timeline

TOGETHER = (
    "wordings",
    "consultations",
    Prefetch("clock_entries", ClockEntry.objects.select_related("by", "consultation")),
    Prefetch("searches", SearchRecord.objects.select_related("by")),
    Prefetch("decisions", Decision.objects.select_related("by")),
    Prefetch("deliveries", Delivery.objects.select_related("letter__decision", "by")),
    "deliveries__enclosures",
    "fees",
    Prefetch("notes", ContactNote.objects.select_related("by")),
    "remedies",
    "deadline_changes",
    Prefetch("files", CaseFile.objects.select_related("added_by")),
    Prefetch("letters", Letter.objects.select_related("author", "consultation", "decision")),
    "letters__rounds",
)
"""Read with one query each, however many rows there are."""


@dataclass(frozen=True)
class DayRow:
    """One day of the reckoning; `number` is the running number of the working day, None where it does not count."""

    day: Day
    number: int | None
    is_known: bool
    is_last: bool

    @property
    def said(self) -> str:
        return f"{self.day.date.year}年{self.day.date.month}月{self.day.date.day}日"

    @property
    def weekday(self) -> str:
        return f"星期{'一二三四五六日'[self.day.date.weekday()]}"


def context(application: Application, user: User) -> dict[str, Any]:
    """Return everything the case page shows."""
    case = read(application, user)
    letters, earlier = list(application.letters.all()), list(of_same_applicant(application))
    count = count_in_month(application, earlier)
    return _head(case) | {
        "application": application,
        "steps": next_steps(case),
        "refused": refused_acts(case),
        "timeline": timeline(application, letters),
        "letters": letters,
        "files": [each for each in application.files.all() if not each.withdrawn_at],
        "withdrawn_files": [each for each in application.files.all() if each.withdrawn_at],
        "untold": case.untold(since=frozenset({LetterState.SENT})),
        "consultations": [(each, _until(case, each)) for each in application.consultations.all()],
        "decisions": [(each, outcome(each.outcome)) for each in application.decisions.all()],
        "similar": similar_of_same_applicant(application, earlier),
        "count_in_month": count,
        "fee_hint": hint_at(count),
        "is_inside": belongs_to_office(user, application),
        "printed": _printed(application),
        "handles": entitled(case, TABLE[Act.SEARCH]),
        "keeps_remedies": any(user.has_role(role, application.office) for role in KEEPERS),
        "may_pack": may_pack(user, application),
        "corrects_clock": _corrects_clock(case),
    }


def read(application: Application, user: User) -> Case:
    """Return the case with all its rows read, each kind once, for the guards and for the page."""
    prefetch_related_objects([application], *TOGETHER)
    case = Case.now(application, by=user)
    case.entries = standing_of(application.clock_entries.all())
    case.letters = [each for each in application.letters.all() if each.state != LetterState.VOIDED]
    return case


def _head(case: Case) -> dict[str, Any]:
    reckoning = case.reckoning
    light = reckoning_light(reckoning, calendar=case.calendar, today=case.today)
    return {
        "case": case,
        "reckoning": reckoning,
        "light": light,
        "light_said": _light_said(case, light),
        "due": said(reckoning.due),
        "conservative_due": said(reckoning.conservative_due),
        "waits_until": said(reckoning.waits_until),
        "stopped_on": said(reckoning.stopped_on),
        "days": list(_days(case)),
    }


def _light_said(case: Case, light: Light) -> str:
    """Return the words of the light: of a stopped period whether it was kept."""
    if case.reckoning.stopped_on is None:
        return light.label
    return "超期答复" if case.reckoning.is_late else "按期办结"


def _days(case: Case) -> Iterator[DayRow]:
    number, days = 0, case.reckoning.days
    for place, day in enumerate(days):
        counts = day.counts and place > 0
        number += counts
        is_known = place == 0 or case.calendar.is_known(day.date)
        yield DayRow(day, number if counts else None, is_known, place == len(days) - 1)


def _until(case: Case, consultation: Any) -> str:
    due = case.consultation_due(consultation)
    return said(due.date) if due else ""


def _corrects_clock(case: Case) -> bool:
    is_officer = case.by is not None and case.by.has_role(Role.DISCLOSURE_OFFICER, case.application.office)
    return is_officer and case.application.state != State.ARCHIVED and bool(case.entries)


def _printed(application: Application) -> list[tuple[str, str]]:
    """Return the forms that the case has, by their place in the address."""
    left_out = "submission-receipt" if application.received_on else "registration-receipt"
    return [(slug, label) for slug, (label, _) in OF_CASE.items() if slug != left_out]

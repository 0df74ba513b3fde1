"""待办的来处: what each app to the left knows, said as entries of the home page; one function per app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from gongkai.applications import queues as cases
from gongkai.law.report_form import title
from gongkai.law.timeliness import Light, end_of
from gongkai.office.calendar import Calendars
from gongkai.office.models import Role, User
from gongkai.records import queues
from gongkai.report import campaign
from gongkai.report.collecting.monthly_notes import spans
from gongkai.review.waiting import waiting_for

from .todo import Pile, Source, TodoItem

STAGE_LIGHTS = {"green": Light.GREEN, "yellow": Light.YELLOW, "red": Light.RED}


def from_review(user: User, at: datetime, calendars: Calendars) -> Iterator[TodoItem]:
    """Yield the stages that the person can sign now."""
    for waiting in waiting_for(user, calendars):
        yield TodoItem(
            title=waiting.round.title,
            act=("加急 " if waiting.round.is_urgent else "") + waiting.stage.name,
            url=reverse("review_round", args=[waiting.round.pk]),
            office=str(waiting.round.office),
            due_at=waiting.due.at if waiting.due else None,
            light=STAGE_LIGHTS[waiting.light(at)] if waiting.due else None,
            is_provisional=bool(waiting.due and waiting.due.provisional),
        )


def from_records(user: User, at: datetime, calendars: Calendars) -> Iterator[TodoItem]:
    """Yield attributes to check and sign, drafts, returns, what is ready to publish, and what the person monitors."""
    if all(post.role == Role.DISTRICT_SUPERVISOR for post in user.active_posts()):
        return  # the district sees and compares; nothing of the register waits for it
    for task in queues.waiting_for(user, at, calendars):
        yield TodoItem(
            title=task.record.title,
            act=task.act,
            url=task.record.desk_address(),
            office=str(task.record.office),
            due_at=task.due.at if task.due else None,
            light=task.light,
            is_provisional=bool(task.due and task.due.provisional),
            pile=Pile[task.pile],
        )


def from_applications(user: User, at: datetime, calendars: Calendars) -> Iterator[TodoItem]:
    """Yield the applications, remedies and requests for correction in which the person has the next step."""
    for task in cases.waiting_for(user, at, calendars):
        yield TodoItem(
            title=task.title,
            act=task.act,
            url=task.address,
            office=str(task.office),
            due_at=end_of(task.due) if task.due else None,
            light=task.light,
            is_provisional=task.is_provisional,
        )


def from_reports(user: User, at: datetime) -> Iterator[TodoItem]:
    """Yield last year's reports that are not public yet, and months to enter before freezing, to the officers who answer."""
    year = timezone.localdate(at).year - 1
    for waiting in campaign.waiting_for(user, at):
        yield TodoItem(
            title=title(office=str(waiting.office), year=year),
            act=waiting.act,
            url=waiting.report.desk_address() if waiting.report else reverse("report_campaign", args=[year]),
            office=str(waiting.office),
            due_at=end_of(waiting.due) if waiting.due else None,
            light=waiting.light,
        )
        if waiting.unfilled:
            yield TodoItem(
                title=f"{waiting.office}{year}年按月登记",
                act=f"缺{spans(waiting.unfilled.months)}，数据冻结前补登",
                url=reverse("monthly_figures", args=[waiting.office.slug, year]),
                office=str(waiting.office),
                due_at=end_of(waiting.unfilled.freeze_on),
                light=waiting.unfilled.light,
            )


def sources(calendars: Calendars) -> list[Source]:
    """Return everything that fills the home page; all reckon by the same calendars, which are read once."""
    dated = (from_review, from_records, from_applications)
    return [*(partial(source, calendars=calendars) for source in dated), from_reports]

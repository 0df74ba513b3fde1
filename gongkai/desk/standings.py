"""各机构情况: how the offices of a district stand now, for its supervisor, in the same few queries for three or a hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from gongkai.catalogue.models import Column
from gongkai.law.timeliness import Light, light, rate, update_rate
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendar
from gongkai.office.models import HolidayNotice, Office, User
from gongkai.records.models import Record, WorkStage
from gongkai.records.queues import OPEN
from gongkai.records.timeliness import due_of, item_of, state_of

from .todo import Standing

LONGEST_LIMIT = timedelta(days=120)
"""No limit runs longer: the law's 20 working days bound the offices' promises, and holidays stretch them to two months."""

Calendars = dict[int, WorkCalendar]


def standings(user: User, at: datetime) -> list[Standing]:
    """Return every office below the person's districts with its lights and this month's two timeliness figures."""
    if not user.supervised_ids():
        return []
    offices = list(Office.objects.visible_to(user).publishing())
    calendars = _calendars(offices)
    rows, columns = _recent(offices, at), _columns(offices)
    return [_standing(office, rows.get(office.pk, []), columns.get(office.pk, []), calendars, at) for office in offices]


def _standing(
    office: Office, rows: list[Record], columns: list[Column], calendars: Calendars, at: datetime
) -> Standing:
    calendar, today = calendars[office.pk], timezone.localdate(at)
    published = rate((item_of(row, calendar) for row in rows), today.replace(day=1), today, as_of=at)
    updated = update_rate((state_of(column) for column in columns), at)
    return Standing(str(office), _lights(rows, calendar, at), (published, updated))


def _lights(rows: Iterable[Record], calendar: WorkCalendar, at: datetime) -> dict[Light, int]:
    waiting = (due_of(row, calendar) for row in rows if not row.live and row.stage in OPEN)
    return dict(Counter(light(at, due, calendar) for due in waiting if due))


def _recent(offices: list[Office], at: datetime) -> dict[int, list[Record]]:
    """Return by office the records that are open, or whose limit can end in this month."""
    since = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0) - LONGEST_LIMIT
    concerned = Q(live=False, stage__in=OPEN) | Q(starts_at__gte=since) | Q(made_on__gte=since.date())
    rows = (
        Record.objects.filter(concerned, office__in=offices)
        .exclude(stage=WorkStage.FILED)
        .select_related("column", "publication")
        .prefetch_related("publication__withdrawals")
        .defer("body", "publication__content")
    )
    found: dict[int, list[Record]] = {}
    for row in rows:
        found.setdefault(row.office_id, []).append(row)
    return found


def _columns(offices: list[Office]) -> dict[int, list[Column]]:
    """Return by office the columns that have an update cycle, each with the moment of its last publication."""
    found: dict[int, list[Column]] = {}
    cycled = Column.objects.filter(office__in=offices, update_cycle_days__isnull=False)
    for column in cycled.annotate(last=Max("publications__updated_at")):
        found.setdefault(column.office_id, []).append(column)
    return found


def _calendars(offices: list[Office]) -> Calendars:
    """Return each office's calendar; those without a notice of their own share one."""
    own = set(HolidayNotice.objects.exclude(office=None).values_list("office_id", flat=True))
    shared = work_calendar()
    return {office.pk: work_calendar(office) if office.pk in own else shared for office in offices}

"""各机构情况: how the offices of a district stand now, for its supervisor, in the same few queries for three or a hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Max, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.queues import lights_by_office
from gongkai.catalogue.models import Column
from gongkai.law.timeliness import ColumnState, Item, Light, light, rate, update_rate
from gongkai.office.calendar import Calendars
from gongkai.office.models import Office, User
from gongkai.records.due import due_of
from gongkai.records.models import Publication, Record, WorkStage
from gongkai.records.queues import OPEN
from gongkai.records.timeliness import item_of, state_of

from .todo import Comparison, Figure, Standing

LONGEST_LIMIT = timedelta(days=62)
"""No limit runs longer: the law's 20 working days bound the offices' promises, and holidays stretch them to two months."""
KEPT_SECONDS = 600
NEEDED = ("office", "column", "kind", "attribute", "stage", "live", "made_on", "starts_at", "start_event", "title")

Figures = dict[int, tuple[Figure, ...]]


def standings(user: User, at: datetime, calendars: Calendars) -> Comparison | None:
    """Return every office below the person's districts with its lights now and this month's two timeliness figures.

    The figures are reckoned at most every ten minutes, for a district has a hundred thousand rows; the comparison says
    of which moment they are. None for whoever supervises nothing.
    """
    if not user.supervised_ids():
        return None
    offices = list(Office.objects.visible_to(user).publishing())
    columns = _columns(offices)
    lights = _lights(offices, calendars, columns, at)
    today = timezone.localdate(at)
    key = sha256(f"{sorted(office.pk for office in offices)} {today}".encode()).hexdigest()
    kept = cache.get(key)
    if kept is None:
        kept = (at, _figures(offices, calendars, columns, at))
        cache.set(key, kept, KEPT_SECONDS)
    as_of, figures = kept
    cases = lights_by_office({office.pk: calendars[office.pk] for office in offices}, today=today)
    rows = [
        Standing(
            str(office),
            lights[office.pk],
            figures[office.pk],
            _details(office, today),
            cases[office.pk],
            f"{reverse('application_queues')}?{urlencode({'office': office.pk})}",
        )
        for office in offices
    ]
    return Comparison(tuple(rows), as_of)


def _details(office: Office, today: date) -> str:
    """Return the address of the same two figures with the rows behind them."""
    period = {"office": office.pk, "first": today.replace(day=1).isoformat(), "last": today.isoformat()}
    return f"{reverse('record_rates')}?{urlencode(period)}"


def _lights(
    offices: list[Office], calendars: Calendars, columns: dict[int, Column], at: datetime
) -> dict[int, Counter[Light]]:
    found: dict[int, Counter[Light]] = {office.pk: Counter() for office in offices}
    for row in _with_columns(Record.objects.filter(office__in=offices, live=False, stage__in=OPEN), columns):
        if due := due_of(row, calendars[row.office_id]):
            found[row.office_id][light(at, due, calendars[row.office_id])] += 1
    return found


def _figures(offices: list[Office], calendars: Calendars, columns: dict[int, Column], at: datetime) -> Figures:
    """Return by office 发布及时率 since the first of the month and 栏目更新及时率 at the moment."""
    today = timezone.localdate(at)
    items: dict[int, list[Item]] = {office.pk: [] for office in offices}
    for row in _recent(offices, columns, at):
        items[row.office_id].append(item_of(row, calendars[row.office_id]))
    states: dict[int, list[ColumnState]] = {office.pk: [] for office in offices}
    for column in columns.values():
        if column.update_cycle_days is not None:
            states[column.office_id].append(state_of(column))
    return {
        pk: tuple(
            Figure(figure.name, figure.text)
            for figure in (rate(items[pk], today.replace(day=1), today, as_of=at), update_rate(states[pk], at))
        )
        for pk in items
    }


def _recent(offices: list[Office], columns: dict[int, Column], at: datetime) -> Iterator[Record]:
    """Yield the records whose limit can end in this month, with their publication and its withdrawals."""
    since = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0) - LONGEST_LIMIT
    concerned = Q(starts_at__gte=since) | Q(made_on__gte=since.date())
    rows = Record.objects.filter(concerned, office__in=offices).exclude(stage=WorkStage.FILED)
    published = Publication.objects.only("record", "published_at").prefetch_related("withdrawals")
    return _with_columns(rows.prefetch_related(Prefetch("publication", published)), columns)


def _with_columns(rows: QuerySet[Record], columns: dict[int, Column]) -> Iterator[Record]:
    """Yield the rows with the columns that are at hand already, instead of a hundred thousand copies of them."""
    for row in rows.only(*NEEDED).iterator(chunk_size=2000):
        row.column = columns[row.column_id]
        yield row


def _columns(offices: list[Office]) -> dict[int, Column]:
    """Return the offices' columns, each with the moment of its last publication."""
    rows = Column.objects.filter(office__in=offices).annotate(last=Max("publications__updated_at"))
    return {column.pk: column for column in rows}

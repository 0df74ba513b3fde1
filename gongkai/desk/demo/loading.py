"""演示的装载: all or nothing, once, into an empty database."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Event, Office
from gongkai.records.models import Record

from .annual import report_stories
from .case_plans import case_stories
from .clock import Hours, Story, tell
from .plans import Year
from .town import Crew, build

LOADED = "desk.demonstration_loaded"


class OfficesExist(Exception):
    """Invented offices are not mixed with real ones."""


def is_loaded() -> bool:
    """Tell if the demonstration was loaded, once and whole."""
    return Event.objects.filter(verb=LOADED).exists()


@transaction.atomic
def load(now: datetime) -> int:
    """Load district, people and a year of invented work up to the moment; return how many records there are.

    :raises OfficesExist: when the database holds offices already.
    """
    if Office.objects.exists():
        raise OfficesExist("数据库中已有机构。演示数据只装入空数据库，不与真实数据混在一起。")
    district, crews = build(timezone.localdate(now))
    hours = Hours(work_calendar(), timezone.get_default_timezone())
    tell(_stories(crews, hours, now), until=now)
    count = Record.objects.count()
    events.record(LOADED, district, office=district, by=None, data={"records": count})
    return count


def _stories(crews: list[Crew], hours: Hours, now: datetime) -> list[Story]:
    year = [story for crew in crews for story in Year(crew, hours, now).stories()]
    cases = [story for crew in crews for story in case_stories(crew, hours, now)]
    return [*report_stories(crews, hours, now), *year, *cases]

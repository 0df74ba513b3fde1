"""源头认定: whose attribute was fixed in the year, by the attribute that was signed last in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from gongkai.office.models import Office
from gongkai.records.models import Determination, DeterminationAct, Record
from gongkai.report.collecting.period import span


def records_signed(office: Office, year: int, *, day: date) -> QuerySet[Any]:
    """Return the records signed from the year's first day to the day, each with the attribute `signed` last."""
    begin, after = span(year, day)
    acts = Determination.objects.filter(
        record=OuterRef("pk"), act=DeterminationAct.SIGN, at__gte=begin, at__lt=after
    ).order_by("-id")
    found: QuerySet[Any] = Record.objects.filter(office=office).annotate(signed=Subquery(acts.values("attribute")[:1]))
    return found.filter(signed__isnull=False)


def determined(office: Office, year: int, *, day: date) -> Mapping[str, int]:
    """Return attribute → number of records."""
    return dict(records_signed(office, year, day=day).order_by().values_list("signed").annotate(Count("pk")))

"""栏目情况: the office's columns that take documents, and which of them got something in the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from gongkai.catalogue.models import Column
from gongkai.office.models import Office
from gongkai.report.collecting.documents import publications, standing_in

UPDATED = Q(supplied=True)
SILENT = Q(supplied=False, update_cycle_days__isnull=False)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Counts of columns; `silent` ones must be updated in a cycle and got nothing the whole year."""

    kept: int
    updated: int
    silent: int


def columns(office: Office, year: int) -> Columns:
    return Columns(
        **columns_kept(office, year).aggregate(
            kept=Count("pk"), updated=Count("pk", filter=UPDATED), silent=Count("pk", filter=SILENT)
        )
    )


def columns_kept(office: Office, year: int) -> QuerySet[Any]:
    """Return the columns that take documents, each with whether it was `supplied` in the year (asked once for all of them)."""
    supplied = Q(pk__in=standing_in(year, publications(office, year)).values("column"))
    columns: QuerySet[Any] = Column.objects.filter(office=office).writable()
    return columns.annotate(supplied=ExpressionWrapper(supplied, output_field=BooleanField()))

"""审校情况: what three reviews and three proofs did in the year, as the opinions have it.

A proof states how many errors it found, level by level (一校, 二校, 三校); a review states none, it agrees or returns
(初审, 复审, 终审). A stage that does both counts in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gongkai.office.models import Office
from gongkai.report.collecting.period import span
from gongkai.review.models import Opinion, Round, RoundState, Verdict
from gongkai.review.models.procedures import PROOFING, REVIEWING

WITH_ERRORS = Q(stage__kind__in=PROOFING, error_count__gt=0)
RETURNING = Q(stage__kind__in=REVIEWING) & ~Q(verdict=Verdict.AGREE)


@dataclass(frozen=True, kw_only=True)
class Reviewing:
    """Rounds that ended in the year; errors that proofs found and texts that reviews sent back in it, by level."""

    closed: int
    returned: int
    urgent: int
    errors: Mapping[int, int]
    returns: Mapping[int, int]

    @property
    def errors_found(self) -> int:
        return sum(self.errors.values())


def reviewing(office: Office, year: int, *, day: date) -> Reviewing:
    """Return what was reviewed from the year's first day up to the day, which counts."""
    closed = Q(state=RoundState.CLOSED)
    rounds = rounds_ended(office, year, day=day).aggregate(
        closed=Count("pk", filter=closed),
        returned=Count("pk", filter=Q(state=RoundState.RETURNED)),
        urgent=Count("pk", filter=closed & Q(is_urgent=True)),
    )
    levels = (
        _opinions(office, year, day)
        .values("stage__level")
        .annotate(errors=Coalesce(Sum("error_count", filter=WITH_ERRORS), 0), returns=Count("pk", filter=RETURNING))
        .order_by("stage__level")
    )
    return Reviewing(
        **rounds,
        errors={row["stage__level"]: row["errors"] for row in levels},
        returns={row["stage__level"]: row["returns"] for row in levels},
    )


def rounds_ended(office: Office, year: int, *, day: date) -> QuerySet[Round]:
    begin, after = span(year, day)
    return Round.objects.filter(office=office, ended_at__gte=begin, ended_at__lt=after)


def opinions_with_errors(office: Office, year: int, *, day: date) -> QuerySet[Opinion]:
    return _opinions(office, year, day).filter(WITH_ERRORS)


def opinions_returning(office: Office, year: int, *, day: date) -> QuerySet[Opinion]:
    return _opinions(office, year, day).filter(RETURNING)


def _opinions(office: Office, year: int, day: date) -> QuerySet[Opinion]:
    begin, after = span(year, day)
    return Opinion.objects.filter(round__office=office, at__gte=begin, at__lt=after).order_by()

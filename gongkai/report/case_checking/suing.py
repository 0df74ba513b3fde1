"""E11: no more lawsuits after reconsideration than reconsiderations that have ended, in this year or before."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from gongkai.applications.models import Remedy, RemedyKind
from gongkai.law.report_form import Cell
from gongkai.report.case_checking.drawn import MOST_NAMED, Drawn, listed
from gongkai.report.checking import Finding
from gongkai.report.evidence import rows_behind

SUITS = Cell("table4", "litigation_after_reconsideration", "total")


def suing(drawn: Drawn) -> Iterator[Finding]:
    stated = drawn.reading.tables.cells[SUITS]
    ended = _ended_reconsiderations(drawn).count() if stated else 0
    if stated is None or stated <= ended:
        return
    suits = _unexplained(drawn)
    message = (
        f"表四“复议后起诉”总计{stated}件，多于截至年末已经审结的行政复议{ended}件。"
        f"请核对前置的行政复议是否登记审结{_numbers(suits)}。"
    )
    yield Finding("E11", "warn", "表四“复议后起诉”总计", message, ended, int(stated))


def _ended_reconsiderations(drawn: Drawn) -> QuerySet[Remedy]:
    return Remedy.objects.filter(office=drawn.office, kind=RemedyKind.RECONSIDERATION, ended_on__lte=drawn.day)


def _unexplained(drawn: Drawn) -> QuerySet[Remedy]:
    """Return the suits of the year whose reconsideration has not ended on record; all of them where each has."""
    suits = Remedy.objects.filter(pk__in=rows_behind(drawn.now.evidence, SUITS)).select_related("application")
    open_before = Q(follows__ended_on__isnull=True) | Q(follows__ended_on__gt=drawn.day)
    return suits.filter(open_before) if suits.filter(open_before).exists() else suits


def _numbers(suits: QuerySet[Remedy]) -> str:
    if not suits:
        return ""
    names = [f"{suit.application.number}" for suit in suits[:MOST_NAMED]]
    return f"，涉及的申请：{listed(names, len(suits))}"

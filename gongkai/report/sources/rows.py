"""数字来源的明细: the rows behind a named figure, and the screen that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from gongkai.applications.models import Application, Fee, Remedy
from gongkai.law.report_form import Cell
from gongkai.records.models import Record, RecordKind
from gongkai.report.collect import Collected
from gongkai.report.collecting.casework import extended, late_replies
from gongkai.report.collecting.columns import SILENT, UPDATED, columns_kept
from gongkai.report.collecting.determining import records_signed
from gongkai.report.collecting.documents import publications, standing_in, withdrawn_in
from gongkai.report.collecting.reviewing import opinions_returning, opinions_with_errors, rounds_ended
from gongkai.report.evidence import cell_named, rows_behind
from gongkai.report.sources.groups import RESULTS, SUITS
from gongkai.report.sources.known import Scope
from gongkai.review.models import Round, RoundState

Rows = QuerySet[Any]


def address_of(key: str, scope: Scope) -> str:
    """Return the screen with the rows behind the figure."""
    if key.startswith("timeliness."):
        period = {"office": scope.office.pk, "first": date(scope.year, 1, 1), "last": date(scope.year, 12, 31)}
        return f"{reverse('record_rates')}?{urlencode(period)}"
    if cell_named(key) is not None:
        return reverse("live_report_cell", args=[scope.office.slug, scope.year, key])
    return reverse("live_report_source", args=[scope.office.slug, scope.year, key])


def rows_of(key: str, scope: Scope, collected: Collected, *, day: date) -> Rows | None:
    """Return the rows that the figure counts, up to the day; None where another screen shows them."""
    prefix, _, rest = key.partition(".")
    found = _ROWS.get(prefix)
    return found(rest, scope, collected, day) if found else None


def _items(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    rows = publications(*scope)
    if rest == "withdrawn":
        return _records(withdrawn_in(scope.year, rows))
    what, _, name = rest.partition(".")
    standing = standing_in(scope.year, rows)
    if what == "kind":
        standing = standing.filter(kind__in=[kind.value for kind in RecordKind if kind.label == name])
    if what == "column":
        standing = standing.filter(column__name=name)
    return _records(standing)


def _records(found: QuerySet[Any]) -> Rows:
    return Record.objects.filter(pk__in=found.values("record_id")).order_by("-id")


def _columns(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    return columns_kept(*scope).filter({"updated": UPDATED, "silent": SILENT}.get(rest, Q()))


def _attributes(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    signed = records_signed(*scope, day=day).order_by("-id")
    return signed if rest == "total" else signed.filter(signed=rest)


def _review(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    what, _, level = rest.partition(".")
    ended = rounds_ended(*scope, day=day)
    states = {"closed": {"state": RoundState.CLOSED}, "returned": {"state": RoundState.RETURNED}}
    states["urgent"] = {"state": RoundState.CLOSED, "is_urgent": True}  # type: ignore[dict-item]
    if what in states:
        return ended.filter(**states[what]).order_by("-ended_at")
    opinions = (opinions_with_errors if what == "errors" else opinions_returning)(*scope, day=day)
    if level:
        opinions = opinions.filter(stage__level=level)
    return Round.objects.filter(pk__in=opinions.values("round_id")).order_by("-started_at")


def _casework(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    if rest == "extended":
        return extended(*scope, day=day).order_by("received_on", "id")
    if rest == "late":
        return late_replies(*scope, day=day).order_by("received_on", "id")
    return _applications(scope, collected.casework.replied_ids)


def _results(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    _, rows = RESULTS[rest]
    return _applications(scope, _behind(collected, [Cell("table3", row, "total") for row in rows]))


def _disputes(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    return _remedies(scope, collected, ("reconsideration", *SUITS), rest)


def _suits(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    return _remedies(scope, collected, SUITS, rest)


def _fees(rest: str, scope: Scope, collected: Collected, day: date) -> Rows:
    paid = Fee.objects.filter(application__office=scope.office, paid_on__range=(date(scope.year, 1, 1), day))
    return Application.objects.filter(pk__in=paid.values("application_id")).order_by("received_on", "id")


def _remedies(scope: Scope, collected: Collected, kinds: Iterable[str], column: str) -> Rows:
    ids = _behind(collected, [Cell("table4", kind, column) for kind in kinds])
    return Remedy.objects.filter(office=scope.office, pk__in=ids).order_by("received_on", "id")


def _applications(scope: Scope, ids: Iterable[int]) -> Rows:
    return Application.objects.filter(office=scope.office, pk__in=ids).order_by("received_on", "id")


def _behind(collected: Collected, cells: Iterable[Cell]) -> list[int]:
    return [pk for cell in cells for pk in rows_behind(collected.evidence, cell)]


_ROWS: Mapping[str, Callable[[str, Scope, Collected, date], Rows]] = {
    "items": _items,
    "columns": _columns,
    "attributes": _attributes,
    "review": _review,
    "casework": _casework,
    "results": _results,
    "disputes": _disputes,
    "suits": _suits,
    "fees": _fees,
}

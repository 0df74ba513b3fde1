"""数字来源的屏幕: the rows behind a figure of the prose, as they stand now and as far as the person may see them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report.collect import collect, last_day
from gongkai.report.counted import Counted
from gongkai.report.models import Snapshot
from gongkai.report.screens.cell_rows import rows_listed
from gongkai.report.screens.doors import office_of_year
from gongkai.report.screens.views import StaffRequest
from gongkai.report.sources import Known, known_figures, rows_of
from gongkai.report.sources.known import Scope


def live_source_view(request: StaffRequest, slug: str, year: int, key: str) -> HttpResponse:
    """List the rows that the named figure counts at this moment."""
    office, now = office_of_year(request, slug, year), timezone.now()
    collected = collect(office, year, as_of=now)
    known = known_figures(collected).get(key)
    rows = rows_of(key, Scope(office, year), collected, day=last_day(year, now)) if known else None
    if known is None or rows is None:
        raise Http404
    context = {
        "described": known.label,
        "header_title": known.label,
        "figure": f"{known.printed}{known.unit}",
        "frozen": _otherwise_frozen(known, office, year),
        "title": f"{office}{year}年数据",
        "back": reverse("live_report", args=[slug, year]),
        "rows": rows_listed(request.user, rows, page=request.GET.get("page")),
    }
    return render(request, "report/source.html", context)


def _otherwise_frozen(known: Known, office: Office, year: int) -> str:
    """Return the figure as it was frozen; empty where it is the same, or the year is not frozen."""
    frozen = Snapshot.objects.year_end(office, year)
    then = Counted.from_json(frozen.content).sources.get(known.key) if frozen else None
    return f"{then.printed}{then.unit}" if then and then.value != known.value else ""

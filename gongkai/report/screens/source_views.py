"""数字来源的屏幕: the rows behind a figure of the prose, as they stand now and as far as the person may see them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report import acts
from gongkai.report.collect import collect, last_day
from gongkai.report.screens.cell_rows import rows_listed
from gongkai.report.screens.views import StaffRequest
from gongkai.report.sources import known_figures, rows_of
from gongkai.report.sources.known import Scope


def live_source_view(request: StaffRequest, slug: str, year: int, key: str) -> HttpResponse:
    """List the rows that the named figure counts at this moment."""
    now = timezone.now()
    if not acts.FIRST_YEAR <= year <= timezone.localdate(now).year:
        raise Http404
    office = get_object_or_404(Office.objects.visible_to(request.user).publishing(), slug=slug)
    collected = collect(office, year, as_of=now)
    known = known_figures(collected).get(key)
    rows = rows_of(key, Scope(office, year), collected, day=last_day(year, now)) if known else None
    if known is None or rows is None:
        raise Http404
    context = {
        "described": known.label,
        "header_title": known.label,
        "figure": f"{known.printed}{known.unit}",
        "title": f"{office}{year}年数据",
        "back": reverse("live_report", args=[slug, year]),
        "rows": rows_listed(request.user, rows, page=request.GET.get("page")),
    }
    return render(request, "report/source.html", context)

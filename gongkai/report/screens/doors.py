"""年报屏幕的入口: the office and the year that an address names, for those who may see them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report import acts
from gongkai.report.screens.views import StaffRequest


def office_of_year(request: StaffRequest, slug: str, year: int) -> Office:
    """Return the office if the person may see its reports and the year has begun."""
    if not acts.FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return get_object_or_404(Office.objects.visible_to(request.user).publishing(), slug=slug)

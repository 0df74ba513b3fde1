"""年报的下载: a report as a file of any of the formats, as figures and prose stand at this moment."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.papers.typesetting import FontsMissing
from gongkai.report.exporting import EXPORTS
from gongkai.report.models import AnnualReport
from gongkai.report.screens.views import StaffRequest


@require_safe
def export_view(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Answer with the report as a file to be saved."""
    visible = AnnualReport.objects.visible_to(request.user).select_related("office")
    reading = get_object_or_404(visible, pk=pk).reading
    export = EXPORTS.get(kind)
    if export is None:
        raise Http404
    try:
        data = export.write(reading, at=timezone.now())
    except FontsMissing as refusal:
        return HttpResponse(str(refusal), status=503, content_type="text/plain; charset=utf-8")
    headers = {
        "Content-Disposition": content_disposition_header(True, export.file_name(reading)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=export.media_type, headers=headers)

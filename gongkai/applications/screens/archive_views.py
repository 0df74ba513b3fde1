"""归档包与保存期的页面: taking a closed case out as one file, and what will be erased when."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.applications.models import CaseRules, Rectification
from gongkai.applications.packaging import package
from gongkai.applications.piles import within_reach
from gongkai.applications.retention import (
    case_ends,
    cases_coming,
    dated,
    identity_papers_coming,
    identity_papers_end,
    not_archived,
    rectification_ends,
    rectification_papers_coming,
    rectification_papers_end,
    rectifications_coming,
)
from gongkai.papers.typesetting import FontsMissing

from . import printing
from .case_views import REFUSALS, reasons_of
from .doors import archives, require_office, visible_application
from .queue_views import offices_seen
from .sections import enter, sections

ZIP = "application/zip"
SHOWN = 50


@require_POST
@never_cache
def package_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the archive package of a closed case to the disclosure officer of its office; it is on record."""
    application = visible_application(request, pk)
    user = require_office(request, application)
    if not archives(user, application):
        raise PermissionDenied("归档包含有未遮盖的原件，由信息公开专员在办结后导出。")
    try:
        data = package(application, by=user)
    except (*REFUSALS, FontsMissing) as refusal:
        for reason in reasons_of(refusal):
            messages.error(request, reason)
        return redirect(application.desk_address())
    return printing.answer(data, name=f"case-{application.number}.zip", media_type=ZIP)


@require_GET
@never_cache
def retention_view(request: HttpRequest) -> HttpResponse:
    """Show what will be erased, the earliest first, and what was closed and is not archived."""
    user = enter(request, "application_retention")
    rows = within_reach(user).select_related("office", "applicant")
    rules = CaseRules.of_all(offices_seen(user))
    papers, cases, unarchived = identity_papers_coming(rows), cases_coming(rows), not_archived(rows)
    corrections = Rectification.objects.visible_to(user).select_related("office", "applicant")
    their_papers, answered = rectification_papers_coming(corrections), rectifications_coming(corrections)
    context = {
        "sections": sections(user),
        "section": "application_retention",
        "rules": rules.values(),
        "lists": [
            ("身份证明材料", dated(papers[:SHOWN], identity_papers_end, rules), papers.count()),
            ("全部个人信息", dated(cases[:SHOWN], case_ends, rules), cases.count()),
            (
                "更正申请的身份证明材料",
                dated(their_papers[:SHOWN], rectification_papers_end, rules),
                their_papers.count(),
            ),
            ("更正申请的全部个人信息", dated(answered[:SHOWN], rectification_ends, rules), answered.count()),
        ],
        "unarchived": unarchived[:SHOWN],
        "unarchived_total": unarchived.count(),
        "shown": SHOWN,
    }
    return render(request, "applications/retention.html", context)

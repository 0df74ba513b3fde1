"""申请须知: who may ask and how, what the periods are, and first of all what is public already."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.applications.models import CaseRules
from gongkai.law import clock, fees
from gongkai.portal.search_page import found
from gongkai.portal.search_wish import Wish, read_wish
from gongkai.publishing import addresses, index
from gongkai.publishing.reading import Reading
from gongkai.search.port import Results, SearchUnavailable

from .forms import FORMS
from .place import SECTION, around, tree_at

SHOWN = 5
PERIODS = {
    "reply": clock.REPLY_WORKDAYS,
    "extension": clock.EXTENSION_WORKDAYS,
    "correction": clock.CORRECTION_WORKDAYS,
    "consultation": clock.CONSULTATION_WORKDAYS,
    "fee": clock.FEE_WORKDAYS,
}
logger = logging.getLogger(__name__)


@require_safe
def start(request: HttpRequest, office: str) -> HttpResponse:
    """Answer the notice, and below the search box what was found."""
    tree = tree_at(office)
    wish = read_wish(request.GET, offices={}, columns={})
    shown = {
        **around(tree, title=SECTION, address=addresses.apply(office), noindex=bool(request.GET)),
        "wish": wish,
        "periods": PERIODS,
        "free_items": fees.free_items(),
        "charges_fees": CaseRules.of(tree.office).charges_fees,
        "blank_pdf": addresses.blank_application(office, "pdf"),
        "blank_docx": addresses.blank_application(office, "docx"),
        "forms": [{"name": each.NAME, "url": addresses.application_form(office, each.KIND)} for each in FORMS.values()],
        **_public_already(wish, office),
    }
    return render(request, "portal/apply_start.html", shown)


def _public_already(wish: Wish, office: str) -> dict[str, object]:
    """Return the nearest hits; no index is no reason not to apply."""
    if wish.question.is_empty:
        return {}
    try:
        results: Results = index.engine().search(wish.question.text, office=office, per_page=SHOWN)
    except SearchUnavailable:
        logger.exception("The search index cannot answer")
        return {"is_unavailable": True}
    shown = found(results, wish, addresses.search(office), Reading(on=timezone.localdate()))
    return {"results": results, "rows": shown["rows"], "all_url": addresses.search(office) + wish.as_query()}

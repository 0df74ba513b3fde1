"""检索: the public search, of one office and of all. A plain GET form; no input is answered with an error."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.portal import search_page
from gongkai.portal.search_wish import Wish, read_wish
from gongkai.publishing import addresses, index
from gongkai.publishing.reading import Reading
from gongkai.search.port import SearchUnavailable

TEMPLATE = "portal/search.html"
logger = logging.getLogger(__name__)


@require_safe
def in_office(request: HttpRequest, office: str) -> HttpResponse:
    """Answer the search within one office."""
    reading = Reading(on=timezone.localdate())
    found = next((each for each in reading.sites() if each.slug == office), None)
    if found is None:
        raise Http404("没有这个机构。")
    tree = reading.tree(found.pk)
    wish = read_wish(request.GET, offices={}, columns=search_page.column_choices(tree))
    return _answer(request, wish, reading, search_page.office_frame(tree, wish), within=office)


@require_safe
def in_whole_site(request: HttpRequest) -> HttpResponse:
    """Answer the search over all offices."""
    reading = Reading(on=timezone.localdate())
    wish = read_wish(request.GET, offices={office.slug: office.short_name for office in reading.sites()}, columns={})
    return _answer(request, wish, reading, search_page.whole_site_frame(reading, wish), within=None)


def _answer(
    request: HttpRequest, wish: Wish, reading: Reading, shown: dict[str, Any], *, within: str | None
) -> HttpResponse:
    address = addresses.search(within)
    shown |= {"wish": wish, "address": address, "scopes": search_page.scope_choices(), "search_url": ""}
    if wish.question.is_empty:
        return render(request, TEMPLATE, shown)
    try:
        results = index.engine().search(
            wish.question.text,
            office=within or wish.office,
            column=wish.column,
            page=wish.page,
            scope=wish.scope,
        )
    except SearchUnavailable:
        logger.exception("The search index cannot answer")
        return render(request, TEMPLATE, {**shown, "is_unavailable": True}, status=503)
    return render(request, TEMPLATE, shown | search_page.found(results, wish, address, reading))

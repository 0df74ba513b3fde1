"""台账的页面: the ledger on screen, on paper, and as a file, each of exactly what is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.applications.ledger import HEAD, LARGEST, in_chunks, lines, lines_with_names, together
from gongkai.applications.models import Application
from gongkai.office.access import note
from gongkai.office.models import Office, User
from gongkai.papers.ledger import ledger_csv, ledger_xlsx

from . import printing
from .doors import inside_ids, may_pack
from .ledger_forms import LedgerFilters, NamesForm
from .sections import enter, query_without, sections

PER_PAGE = 50
TITLE = "政府信息公开申请台账"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TOO_MANY = f"筛选出的申请超过{LARGEST}件，请按年份或者科室缩小范围后再打印、导出。"
Lines = Iterable[Sequence[str]]


@require_GET
@never_cache
def ledger_view(request: HttpRequest) -> HttpResponse:
    """Show the filtered rows, fifty a page."""
    user = enter(request, "application_ledger")
    filters = LedgerFilters(request.GET, user=user)
    page = Paginator(filters.rows(), PER_PAGE).get_page(request.GET.get("page"))
    rows: Any = page.object_list
    found = list(together(rows))
    context = {
        "sections": sections(user),
        "section": "application_ledger",
        "filters": filters,
        "head": HEAD,
        "rows": [_cells(*each, user) for each in zip(found, lines(found, first=page.start_index()), strict=True)],
        "page": page,
        "query": query_without(request, "page"),
        "names_form": NamesForm() if inside_ids(user) else None,
    }
    return render(request, "applications/ledger.html", context)


def _cells(row: Application, line: tuple[str, ...], user: User) -> dict[str, Any]:
    return {"application": row, "cells": list(zip(HEAD, line, strict=True)), "packed": may_pack(user, row)}


@require_GET
@never_cache
def print_view(request: HttpRequest) -> HttpResponse:
    """Show every filtered row on a page made to be printed across A4."""
    filters = LedgerFilters(request.GET, user=enter(request, "application_ledger"))
    rows = filters.rows()
    if (total := rows.count()) > LARGEST:
        return _too_many(request)
    context = {
        "title": TITLE,
        "said": filters.said(),
        "head": HEAD,
        "lines": lines(in_chunks(rows)),
        "total": total,
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "applications/ledger_print.html", context)


@require_GET
@never_cache
def export_view(request: HttpRequest, suffix: str) -> HttpResponse:
    """Answer the filtered rows as a file, applicants masked as on the screen."""
    filters = LedgerFilters(request.GET, user=enter(request, "application_ledger"))
    rows = filters.rows()
    if rows.count() > LARGEST:
        return _too_many(request)
    return _file(lines(in_chunks(rows)), suffix, said=filters.said())


@require_POST
@never_cache
def export_names_view(request: HttpRequest) -> HttpResponse:
    """Answer the filtered rows with full names to somebody of the office who says why; it is on record."""
    user = enter(request, "application_ledger")
    if not inside_ids(user):
        raise PermissionDenied("只有本机关的人员可以查看个人信息。")
    form, filters = NamesForm(request.POST), LedgerFilters(request.GET, user=user)
    if not form.is_valid():
        messages.error(request, "导出完整姓名须说明理由，导出会留下记录。")
        return _back(request)
    rows = filters.rows().filter(office__in=inside_ids(user))
    if rows.count() > LARGEST:
        return _too_many(request)
    _note(user, rows, form.cleaned_data["reason"])
    return _file(lines_with_names(in_chunks(rows)), form.cleaned_data["format"], said=filters.said())


def _note(user: User, rows: QuerySet[Application], reason: str) -> None:
    """Note the look once for each office, with how many people it showed."""
    counted = rows.order_by("office").values_list("office").annotate(Count("pk"))
    for pk, count in counted:
        office = Office.objects.get(pk=pk)
        note(user, office, f"导出含完整姓名的台账（{count}件）", office=office, reason=reason)


def _file(rows: Lines, suffix: str, *, said: str) -> HttpResponse:
    now = timezone.localtime()
    name = f"ledger-{now:%Y%m%d-%H%M}.{suffix}"
    if suffix == "csv":
        return printing.answer(ledger_csv(HEAD, rows), name=name, media_type=CSV)
    if suffix == "xlsx":
        title = f"{TITLE}（{said}）"
        return printing.answer(ledger_xlsx(HEAD, rows, title=title, at=now), name=name, media_type=XLSX)
    raise Http404


def _too_many(request: HttpRequest) -> HttpResponse:
    messages.error(request, TOO_MANY)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('application_ledger')}?{request.GET.urlencode()}")

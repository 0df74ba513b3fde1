"""领取文书: the applicant confirms that he has received a letter, and saves it with what was enclosed."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import acts
from gongkai.applications.models import Application
from gongkai.publishing import addresses

from . import sessions
from .delivered import Handed, handed_to_applicant
from .place import around, private, tree_at
from .progress import closed


@private
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, office: str, delivery: int) -> HttpResponse:
    """Answer a letter with its files; a letter to be fetched here opens when its receipt is confirmed."""
    tree = tree_at(office)
    application = sessions.opened_here(request, tree.office, timezone.now())
    if application is None:
        return closed(office)
    handed = _handed(application, delivery)
    if request.method == "POST":
        if handed.awaits_taking:
            acts.record_service(handed.delivery, on=timezone.localdate(), by=None)
        return HttpResponseRedirect(handed.url)
    files = [] if handed.awaits_taking else handed.files
    shown = {
        **around(tree, title=handed.title, address=handed.url),
        "handed": handed,
        "files": [{"file": each, "url": addresses.delivered_file(office, delivery, each.pk)} for each in files],
        "count": len(handed.files),
        "back_url": addresses.opened_case(office),
    }
    return render(request, "portal/apply_letter.html", shown)


@private
@require_safe
def file(request: HttpRequest, office: str, delivery: int, file: int) -> HttpResponseBase:
    """Answer one file of a letter that has been received."""
    tree = tree_at(office)
    application = sessions.opened_here(request, tree.office, timezone.now())
    if application is None:
        return closed(office)
    handed = _handed(application, delivery)
    if handed.awaits_taking:
        return HttpResponseRedirect(handed.url)
    found = next((each for each in handed.files if each.pk == file), None)
    if found is None:
        raise Http404("没有这份材料。")
    name = f"{found.title}{PurePath(found.name).suffix}"
    return saved(b"" if request.method == "HEAD" else found.data(), name=name, media_type=found.media_type)


def saved(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return the bytes as a file to be saved, never shown by the browser in our place."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _handed(application: Application, delivery: int) -> Handed:
    found = next((each for each in handed_to_applicant(application) if each.delivery.pk == delivery), None)
    if found is None:
        raise Http404("没有这份文书。")
    return found

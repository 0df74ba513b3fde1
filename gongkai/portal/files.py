"""公开文件: the files of the public folder, as `gongkai serve` answers them. In production nginx does (deploy/nginx.conf).

Both answer alike: conditional requests, compressed twins, 410 with the notice where something was withdrawn.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gongkai.publishing import addresses
from gongkai.publishing.disk import COMPRESSED, Folder, PathLeavesFolder

from .errors import not_found

HTML = "text/html; charset=utf-8"
TYPES = {
    ".html": HTML,
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
ATTACHED = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".txt"})
"""What a browser may open itself among attachments; everything else is downloaded."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_ATTACHMENT = re.compile(r"t\d{8}_\d+_\d+\.\w+", re.ASCII)


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a public address with its file, with the notice of its withdrawal (410), or with the page for 404."""
    address = f"/{path}"
    file = _file(address)
    if file is None:
        return not_found(request)
    if file.is_dir() and (file / "index.html").is_file():
        return HttpResponsePermanentRedirect(f"{address}/")
    if not file.is_file():
        return _gone(request, address) or not_found(request)
    return _answer(request, file)


def _file(address: str) -> Path | None:
    """Return the place of the address; None where it is not one that the public may name."""
    place = addresses.place(address)
    if place.endswith((".gone", ".gz")):
        return None
    try:
        file = Folder(settings.PUBLIC_DIR).file(place)
    except PathLeavesFolder:
        return None
    return file if file.resolve().is_relative_to(settings.PUBLIC_DIR.resolve()) else None


def _answer(request: HttpRequest, file: Path) -> HttpResponseBase:
    sent = _twin(file) if _takes_gzip(request) else file
    known = sent.stat()
    etag = f'"{known.st_mtime_ns:x}-{known.st_size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(known.st_mtime))
    response = unchanged or _whole(request, file, sent)
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(known.st_mtime)
    return _guarded(request, response, file)


def _whole(request: HttpRequest, file: Path, sent: Path) -> HttpResponseBase:
    response = HttpResponse() if request.method == "HEAD" else FileResponse(sent.open("rb"))
    response.headers.pop("Content-Disposition", None)
    response.headers["Content-Length"] = str(sent.stat().st_size)
    response.headers["Content-Type"] = TYPES.get(file.suffix, "application/octet-stream")
    if sent != file:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _guarded(request: HttpRequest, response: HttpResponseBase, file: Path) -> HttpResponseBase:
    """Return the answer with what browsers have to know: no scripts from elsewhere, when to ask again, what to save."""
    is_asset = request.path.startswith(addresses.STATIC) and "v" in request.GET
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_asset else "no-cache"
    response.headers["Content-Security-Policy"] = f"{POLICY}; sandbox" if file.suffix == ".svg" else POLICY
    if file.suffix in COMPRESSED:
        patch_vary_headers(response, ["Accept-Encoding"])
    if _ATTACHMENT.fullmatch(file.name) and file.suffix not in ATTACHED:
        response.headers["Content-Disposition"] = "attachment"
        response.headers["Content-Type"] = "application/octet-stream"
    return response


def _gone(request: HttpRequest, address: str) -> HttpResponse | None:
    """Return the notice of a withdrawal; None where nothing was withdrawn."""
    place = addresses.tombstone_for(address)
    grave = settings.PUBLIC_DIR / addresses.place(place) if place else None
    if grave is None or not grave.is_file():
        return None
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
    notice = b"" if request.method == "HEAD" else grave.read_bytes()
    return HttpResponse(notice, status=HTTPStatus.GONE, content_type=HTML, headers=headers)


def _takes_gzip(request: HttpRequest) -> bool:
    return re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")) is not None


def _twin(file: Path) -> Path:
    """Return the compressed twin, or the file itself where there is none."""
    twin = file.with_name(f"{file.name}.gz")
    return twin if file.suffix in COMPRESSED and twin.is_file() else file

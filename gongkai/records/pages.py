"""预览: how a draft will look to the public, and where the public finds it.

Whoever publishes (a folder to the right) draws the page and knows the address, and says so once with `shown_by`.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse


class PublicSite(Protocol):
    """What records ask of the public site."""

    def draw(self, record: Any) -> str:
        """Return the record's page as the public would see it, marked as a preview."""

    def address(self, publication: Any) -> str:
        """Return the public address, starting with a slash."""


_site: list[PublicSite] = []


def shown_by(site: PublicSite) -> None:
    """Name the public site (called once, from AppConfig.ready)."""
    _site[:] = [site]


def preview(record: Any) -> str:
    """Return the record's page as the public would see it."""
    return _site[0].draw(record)


def address(publication: Any) -> str:
    """Return the address at which the public finds the publication."""
    return _site[0].address(publication)


def serve_preview(record: Any, request: HttpRequest) -> HttpResponse:
    """Answer the editor's preview panel with the page as the public would see it."""
    return HttpResponse(preview(record))

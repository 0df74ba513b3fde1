"""来访: whence a request came, for counting attempts and for the marks of a log-in."""

from __future__ import annotations

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return whence the request came: behind a front server on this machine, the address which that one added last."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if peer in {"127.0.0.1", "::1", ""} and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return peer

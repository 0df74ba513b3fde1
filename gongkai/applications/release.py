"""放行核验: nothing that was masked leaves the office readable; proven again at the moment of release, on the very bytes."""

from __future__ import annotations

from collections.abc import Iterable

from .models import CaseFile, FileKind


def unproven(files: Iterable[CaseFile]) -> list[str]:
    """Return a sentence for each released file that was made by masking and whose masking is not proven."""
    return [
        f"“{each.title}”的遮盖尚未核验，不能提供。"
        for each in files
        if each.kind == FileKind.RELEASE and (made := getattr(each, "redacted_from", None)) and made.proven_at is None
    ]

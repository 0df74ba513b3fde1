"""打开原件：what kind of file it is, by its first bytes and not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .pdf_source import opened_pdf
from .sources import Source, check_bytes, opened_picture


@contextmanager
def opened(data: bytes) -> Iterator[Source]:
    """Open a PDF or a picture for reading.

    :raises SourceUnreadable, SourceEncrypted, SourceTooLarge: with a sentence for the clerk.
    """
    check_bytes(data)
    opener = opened_pdf if b"%PDF-" in data[:1024] else opened_picture
    with opener(data) as source:
        yield source

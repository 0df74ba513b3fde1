"""别处生成的正文: a body that another part of the system draws, as an annual report does from its tables. Here it is only read.

Whoever draws bodies (a folder to the right) says once with `written_at` on which page a record's body is written. The
record keeps the digest of what was drawn and takes no draft with another text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .models import Record


class Workplace(NamedTuple):
    """The page on which a body is written: what people call it, and its address."""

    name: str
    address: str


Finder = Callable[["Record"], Workplace | None]
_finders: list[Finder] = []


def written_at(finder: Finder) -> None:
    """Name who knows the page on which drawn bodies are written (called once, from AppConfig.ready)."""
    _finders[:] = [*_finders, finder]


def workplace_of(record: Record) -> Workplace | None:
    """Return the page on which the record's body is written; None where that is its own editor."""
    if not record.drawn_hash:
        return None
    return next((place for finder in _finders if (place := finder(record))), None)

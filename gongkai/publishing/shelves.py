"""栏目分页: which page of a column shows a document, counted from the oldest.

A document keeps its shelf number for ever, so an archive page never changes because something newer appears. With 20 to a
page, `index.html` shows the newest 20 to 39 shelf numbers, and archive page k shows the numbers 20(k-1)+1 … 20k once they
have left `index.html`. Publishing therefore rewrites `index.html` and, once in twenty times, two archive pages: the one
that has become complete, and its older neighbour, which points to it.
"""

from __future__ import annotations

from dataclasses import dataclass

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """The shelf numbers from `first` to `last`, both included."""

    first: int
    last: int


def archive_count(newest: int) -> int:
    """Return how many archive pages a column has whose newest shelf number is given (0: nothing published yet)."""
    return max(newest // PER_PAGE - 1, 0)


def on_index(newest: int) -> Stretch:
    """Return the shelf numbers that `index.html` shows."""
    return Stretch(archive_count(newest) * PER_PAGE + 1, newest)


def on_archive(page: int) -> Stretch:
    """Return the shelf numbers that the archive page shows."""
    return Stretch((page - 1) * PER_PAGE + 1, page * PER_PAGE)


def page_of(number: int) -> int:
    """Return the archive page that shows the shelf number, now or later."""
    return (number + PER_PAGE - 1) // PER_PAGE


def archives_touched(number: int, newest: int) -> set[int]:
    """Return the archive pages that change when the document with this shelf number appears, changes or goes."""
    touched = {page_of(number)}
    if number % PER_PAGE == 0:
        completed = number // PER_PAGE - 1
        touched |= {completed, completed - 1}
    return {page for page in touched if 1 <= page <= archive_count(newest)}

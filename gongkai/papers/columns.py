"""列宽: how the width of a table is shared among its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .headings import width_of

PADDING = 1.5
NARROWEST = 2.0
SHORT = 4.0
"""A text of so few characters (序号, 予以公开) is not broken."""
WIDEST_WORD = 24.0
_UNBROKEN = re.compile(r"[!-~]+")


def column_widths(rows: Iterable[Sequence[str]], *, room: float) -> list[float]:
    """Return the widths of the columns: no figure or short word is broken if the room suffices.

    What room is left goes first to the columns whose texts then stand on one line; the long ones share the rest as they need it.

    :param rows: all of one length, the head among them.
    :param room: characters that the table has side by side.
    """
    columns = [[line for cell in column for line in cell.splitlines()] for column in zip(*rows, strict=True)]
    widths = [PADDING + max([NARROWEST, *map(_unbroken_width, column)]) for column in columns]
    missing = [PADDING + max([NARROWEST, *map(width_of, column)]) - widths[at] for at, column in enumerate(columns)]
    still = sorted(missing)
    spare = max(0.0, room - sum(widths))
    for place, at in enumerate(sorted(range(len(columns)), key=missing.__getitem__)):
        given = (
            missing[at] if missing[at] <= spare / (len(columns) - place) else spare * missing[at] / sum(still[place:])
        )
        widths[at] += given
        spare -= given
    return widths


def even_rows(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the rows filled up with empty cells to the length of the longest."""
    given = [list(row) for row in rows]
    longest = max(map(len, given), default=0)
    return [row + [""] * (longest - len(row)) for row in given]


def _unbroken_width(text: str) -> float:
    width = width_of(text)
    if width <= SHORT:
        return width
    return min(WIDEST_WORD, max(map(width_of, _UNBROKEN.findall(text)), default=0.0))

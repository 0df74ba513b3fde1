"""二维码: the code that opens a page on a telephone (扫一扫在手机打开当前页), as SVG."""

from __future__ import annotations

import re

import segno

QUIET = 4
_DARK = re.compile(rb"\x01+")
MASK = 3
"""Any of the eight patterns is readable; choosing the best one costs three times the rest of the work."""


def picture_of(url: str) -> bytes:
    """Return the code for the address as an SVG picture, one path on white."""
    code = segno.make(url, micro=False, error="m", boost_error=False, mask=MASK)
    width = len(code.matrix) + 2 * QUIET
    runs = "".join(_runs(row, y + QUIET) for y, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * 4}" height="{width * 4}" viewBox="0 0 {width} {width}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{width}H0z"/><path d="{runs}"/></svg>\n'
    ).encode()


def _runs(row: bytearray, y: int) -> str:
    """Return the dark runs of a row as pieces of a path."""
    runs = ((found.start() + QUIET, len(found[0])) for found in _DARK.finditer(row))
    return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, length in runs)

"""宽表: how a wide table of a body stays readable on a narrow screen. Strings in, strings out; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDE, WIDEST = 5, 10  # columns; fewer than five wrap their text and fit a telephone

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:[^">]|"[^"]*")*)>', re.IGNORECASE)
_COLSPAN = re.compile(r'\bcolspan="(\d+)"', re.IGNORECASE)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.IGNORECASE | re.DOTALL)
_HINT = "表格较宽，可左右滑动查看；用键盘时按 Tab 键选中表格，再按左右方向键。"


def scrollable(body: str) -> str:
    """Return a cleaned body whose wide tables stand in frames that scroll sideways and take the keyboard's focus.

    Only the outermost of nested tables gets a frame. The body must come from ``records.cleaning``: tags well formed,
    attribute values in double quotes.
    """
    pieces, at = [], 0
    for number, (start, end) in enumerate(_outermost(body), 1):
        pieces += [body[at:start], _framed(body[start:end], number)]
        at = end
    return "".join([*pieces, body[at:]])


def _outermost(body: str) -> Iterator[tuple[int, int]]:
    """Yield where each table that is not inside another begins and ends."""
    depth = start = 0
    for tag in _TAG.finditer(body):
        if tag["name"].lower() != "table":
            continue
        if not tag["end"]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def _framed(table: str, number: int) -> str:
    columns = _columns(table)
    if columns < WIDE:
        return table
    kind = "gk-table--wide gk-table--widest" if columns >= WIDEST else "gk-table--wide"
    return (
        f'<div class="gk-table {kind}"><p class="gk-table__hint">{_HINT}</p>'
        f'<section class="gk-table__frame" aria-label="{_label(table, number)}" tabindex="0">{table}</section></div>'
    )


def _columns(table: str) -> int:
    """Return how many columns the first row spans; it always reaches over all of them."""
    columns = rows = 0
    for tag in _TAG.finditer(table):
        name = tag["name"].lower()
        rows += name == "tr" and not tag["end"]
        if rows == 1 and name in {"td", "th"} and not tag["end"]:
            span = _COLSPAN.search(tag["rest"])
            columns += int(span[1]) if span else 1
    return columns


def _label(table: str, number: int) -> str:
    caption = _CAPTION.search(table)
    text = " ".join(_TAG.sub("", caption[1]).split()).replace('"', "&quot;") if caption else ""
    return f"表格{number}：{text}" if text else f"表格{number}"

"""正文表格: what a published body's tables need besides the cleaned markup. Strings in, strings out; nothing is looked up.

Wide tables stand in a frame that scrolls sideways; tables with heads on several levels name them in every cell.
"""

from __future__ import annotations

import re

from gongkai.publishing.table_heads import TAG, associated, outermost_tables, read_grid

WIDE, WIDEST = 5, 10  # columns; fewer than five wrap their text and fit a telephone

_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.IGNORECASE | re.DOTALL)
_HINT = "表格较宽，可左右滑动查看；用键盘时按 Tab 键选中表格，再按左右方向键。"


def readable(body: str) -> str:
    """Return a cleaned body with its tables made fit for a narrow screen, a keyboard and a screen reader.

    The body must come from ``records.cleaning``: tags well formed, attribute values in double quotes.
    """
    return scrollable(associated(body)) if "<table" in body else body


def scrollable(body: str) -> str:
    """Return the body with each wide table in a frame that scrolls sideways and takes the keyboard's focus.

    Only the outermost of nested tables gets a frame.
    """
    pieces, at = [], 0
    for number, (start, end) in enumerate(outermost_tables(body), 1):
        pieces += [body[at:start], _framed(body[start:end], number)]
        at = end
    return "".join([*pieces, body[at:]])


def _framed(table: str, number: int) -> str:
    columns = 1 + max((cell.columns[-1] for cell in read_grid(table).cells), default=0)
    if columns < WIDE:
        return table
    kind = "gk-table--wide gk-table--widest" if columns >= WIDEST else "gk-table--wide"
    return (
        f'<div class="gk-table {kind}"><p class="gk-table__hint">{_HINT}</p>'
        f'<section class="gk-table__frame" aria-label="{_label(table, number)}" tabindex="0">{table}</section></div>'
    )


def _label(table: str, number: int) -> str:
    caption = _CAPTION.search(table)
    text = " ".join(TAG.sub("", caption[1]).split()).replace('"', "&quot;") if caption else ""
    return f"表格{number}：{text}" if text else f"表格{number}"

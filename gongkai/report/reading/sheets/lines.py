"""行与段: from characters on a sheet to lines, and from lines to paragraphs."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.report.reading.sheets.printed import Glyph

_WORD_GAP = 0.6  # of a character's height; Chinese set to a full line leaves less
_SAME_LINE = 0.5
_INDENT = 1.2
_FULL = 2.2  # a line that ends so many characters short of the margin ends its paragraph
_PAGE_NUMBER = re.compile(r"[\s\-—–―·第共页/|]*\d{0,4}[\s\-—–―·第共页/|\d]*\Z")
_PROGRAM = re.compile(
    r"(?:file|https?)://|\d{4}/\d{1,2}/\d{1,2}[ ,]+\d{1,2}:\d{2}|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}"
)
_OWN_LINE = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}[)）、.．]")


@dataclass(frozen=True)
class PrintedLine:
    text: str
    left: float
    right: float
    top: float
    height: float


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Return the lines from top to bottom, with a space where the print leaves one."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        if rows and glyph.middle - _middle(rows[-1]) <= _SAME_LINE * max(glyph.height, rows[-1][0].height):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _middle(row: Sequence[Glyph]) -> float:
    return sum(glyph.middle for glyph in row) / len(row)


def _line(row: Sequence[Glyph]) -> PrintedLine:
    text = row[0].text
    for before, glyph in itertools.pairwise(row):
        gap = glyph.left - before.right
        text += (" " if gap > _WORD_GAP * glyph.height else "") + glyph.text
    height = max(glyph.height for glyph in row)
    return PrintedLine(
        " ".join(text.split()), row[0].left, max(glyph.right for glyph in row), min(glyph.top for glyph in row), height
    )


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """Return a cell's words and figures without the breaks that its width forced."""
    return "".join("".join(line.text.split()) for line in lines_of(glyphs))


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Leave out page numbers, and heads and feet that repeat from page to page."""
    edges = Counter(
        _plain(line.text) for page in pages for line in {id(one): one for one in (*page[:1], *page[-1:])}.values()
    )
    return [
        [line for index, line in enumerate(page) if not _is_furniture(line, edges, is_edge=index in (0, len(page) - 1))]
        for page in pages
    ]


def _plain(text: str) -> str:
    return re.sub(r"\d", "", text)


def _is_furniture(line: PrintedLine, edges: Counter[str], *, is_edge: bool) -> bool:
    if not is_edge:
        return False
    is_number = bool(_PAGE_NUMBER.match(line.text)) and any(mark.isdigit() for mark in line.text)
    return (is_number and len(line.text) <= 12) or bool(_PROGRAM.search(line.text)) or edges[_plain(line.text)] > 2


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """Return the paragraphs: lines are joined where a line runs to the margin and the next is neither indented nor a head."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    right = max(line.right for line in lines)
    left = _margin_left(lines, right=right)
    found = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        if _goes_on(before, line, left=left, right=right):
            found[-1] += line.text
        else:
            found.append(line.text)
    return found


def _margin_left(lines: Sequence[PrintedLine], *, right: float) -> float:
    """Return the left margin: where the leftmost of the lines that are many begin, or one that goes on from a full line."""
    starts = Counter(round(line.left) for line in lines)
    many = min([start for start, count in starts.items() if count > 1] or starts)
    return float(min([many, *(line.left for before, line in itertools.pairwise(lines) if _is_full(before, right))]))


def _is_full(line: PrintedLine, right: float) -> bool:
    return line.right >= right - _FULL * line.height


def _goes_on(before: PrintedLine, line: PrintedLine, *, left: float, right: float) -> bool:
    is_flush = line.left <= left + _INDENT * line.height / 2
    return _is_full(before, right) and is_flush and not _OWN_LINE.match(line.text)

"""拆分: the lines of a flattened table as words and figures, in their order."""

import re
from collections.abc import Iterator

from gongkai.report.reading.cells import Number, even, glued_number, number, trailing_numbers
from gongkai.report.reading.labels import is_label

_BARS = re.compile(r"[|\t│┃¦]")
_RULE = re.compile(r"[\s|│┃+:=_─━┄┈┼├┤┌┐└┘┬┴╋═-]*(?:[-=─━═_]{2,}|[┼╋])[\s|│┃+:=_─━┄┈┼├┤┌┐└┘┬┴╋═-]*\Z")
# What a printed page bears at its foot may stand in the midst of a table.
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–]+\s*\d{1,3}\s*[-—–]+|第\s*\d{1,3}\s*页\s*[,，/]?\s*(?:共\s*\d{1,3}\s*页)?)\s*\Z")

Piece = str | Number


def pieces(text: str) -> Iterator[Piece]:
    """Yield words and figures; an empty place among a row's figures is a figure without a value."""
    for line in even(text).splitlines():
        if _PAGE_NUMBER.match(line):
            continue
        cells = [cell.strip() for cell in _BARS.split(line)]
        if len(cells) == 1:
            yield from _split(cells[0])
        elif not _is_rule(line, cells):
            yield from _row(cells)


def _is_rule(line: str, cells: list[str]) -> bool:
    """Test if the line draws a border: dashes alone in one cell are a figure not given."""
    return len([cell for cell in cells if cell]) > 1 and bool(_RULE.match(line)) and "--" in line.replace("—", "")


def _row(cells: list[str]) -> Iterator[Piece]:
    if cells and not cells[-1]:
        cells = cells[:-1]  # the line's last bar closes a cell, it opens none
    figures = [index for index, cell in enumerate(cells) if number(cell) is not None]
    words = [index for index, cell in enumerate(cells) if cell and index not in figures]
    first = words[-1] + 1 if words and figures else len(cells)
    for index, cell in enumerate(cells):
        if cell:
            yield from _split(cell)
        elif index >= first:
            yield Number(None, "")


def _split(piece: str) -> Iterator[Piece]:
    """Yield the words and the figures of one piece; words keep digits that belong to them."""
    if not piece:
        return
    whole = number(piece)
    if whole is not None:
        yield whole
        return
    words, figures = trailing_numbers(piece)
    glued = glued_number(words)
    if glued and is_label(glued[0]):
        words, figures = glued[0], [glued[1], *figures]
    if words:
        yield words
    yield from (found for figure in figures if (found := number(figure)) is not None)

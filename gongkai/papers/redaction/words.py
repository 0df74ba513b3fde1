"""找字：where a text stands on the pages, and what stands beneath the masks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from .geometry import Box, Mask
from .opening import opened
from .sources import Char, Source

COVERED = 0.6
"""A character is taken for covered when so much of it is."""
TOUCHED = 0.25
"""A character is taken for meant by a mask that covers so much of it."""
_PIECE = re.compile(r"\w+")
_NUMBER = re.compile(r"[0-9a-z]{6,}")


def find_text(data: bytes, text: str) -> list[Mask]:
    """Return masks over every occurrence, one for each line that it runs over.

    Spaces, line breaks, case and full or half width make no difference. Scanned pages have no text
    (`pages_without_text`), so nothing is found there.
    """
    with opened(data) as source:
        return [mask for page in range(len(source)) for mask in _masks_on(source, page, text)]


def pages_without_text(data: bytes) -> tuple[int, ...]:
    """Return the pages, from 0, on which `find_text` cannot find anything because they are pictures."""
    with opened(data) as source:
        return tuple(page for page in range(len(source)) if not source.chars(page))


def text_under(data: bytes, masks: Sequence[Mask]) -> list[str]:
    """Return what stands beneath each mask, line by line; "" where there is no text."""
    with opened(data) as source:
        return [_under(source.chars(mask.page), mask.box) for mask in masks]


def plain(text: str) -> str:
    """Return the text without spaces and line breaks, in half width and lower case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class Reading:
    """The characters of a page as one plain text that can be searched."""

    def __init__(self, chars: Sequence[Char]) -> None:
        pieces = [plain(char.text) for char in chars]
        self._chars = chars
        self._text = "".join(pieces)
        self._owners = [index for index, piece in enumerate(pieces) for _letter in piece]

    def places_of(self, text: str) -> Iterator[Sequence[Char]]:
        """Yield the characters of each occurrence; nothing for a text of spaces."""
        wanted = plain(text)
        for found in re.finditer(re.escape(wanted), self._text) if wanted else ():
            yield self._chars[self._owners[found.start()] : self._owners[found.end() - 1] + 1]


def pieces_of(text: str) -> list[str]:
    """Return the words to be searched for: of every line, of the lines read on, and the long numbers among them.

    One Chinese character, or three letters or digits, stand everywhere and prove nothing.
    """
    lines = [*text.splitlines(), text.replace("\n", "")]
    words = [word for line in lines for word in _PIECE.findall(plain_keeping_spaces(line))]
    numbers = [number for word in words for number in _NUMBER.findall(word)]
    return [word for word in dict.fromkeys(words + numbers) if len(word) >= (4 if word.isascii() else 2)]


def plain_keeping_spaces(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def is_covered(char: Char, boxes: Sequence[Box]) -> bool:
    return sum(char.ink.share_in(box) for box in boxes) >= COVERED


def lines_of(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the characters in lines: a new one begins where the next character stands higher or lower."""
    lines: list[list[Char]] = []
    for char in chars:
        if lines and char.cell.is_on_line_of(lines[-1][-1].cell):
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def _masks_on(source: Source, page: int, text: str) -> Iterator[Mask]:
    for found in Reading(source.chars(page)).places_of(text):
        for line in lines_of(found):
            yield from _mask_over(page, line)


def _mask_over(page: int, line: Sequence[Char]) -> Iterator[Mask]:
    """Yield the mask over a line, a little wider than its cells; none where it lies beside the page."""
    whole = line[0].cell
    for char in line[1:]:
        whole = whole.union(char.cell)
    margin = whole.height / 16
    left, top = max(0.0, whole.left - margin), max(0.0, whole.top - margin)
    right, bottom = min(1.0, whole.right + margin), min(1.0, whole.bottom + margin)
    if left < right and top < bottom:
        yield Mask(page, left, top, right, bottom)


def _under(chars: Sequence[Char], box: Box) -> str:
    meant = [char for char in chars if char.ink.share_in(box) >= TOUCHED]
    return "\n".join(_written(line) for line in lines_of(meant))


def _written(line: Sequence[Char]) -> str:
    return "".join(f" {char.text}" if char.follows_space else char.text for char in line).strip()

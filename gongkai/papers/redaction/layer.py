"""文字层：the visible characters of a page as text without ink, so that the page can still be searched and copied.

The fonts are Type 3 with empty glyphs and are made anew for every page. The fonts of the source are never taken over:
a subset font lists the characters of every page that uses it, often in the order of reading, and so gives away what a
mask on another page covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter, itemgetter

from .sources import Char
from .words import lines_of

CODES = 255
"""Characters of one font; code 0 is its space."""
SPACE = 250


@dataclass(frozen=True, slots=True)
class LayerFont:
    """The entries of a font without its procedures and its table of characters, which come as data."""

    entries: str
    to_unicode: bytes


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What is written after the picture, and the fonts F0, F1 … that it uses."""

    content: bytes
    fonts: tuple[LayerFont, ...]


@dataclass(slots=True)
class _Codes:
    """Numbers the characters of a page and keeps the width of each, in thousandths of its height."""

    numbers: dict[str, int] = field(default_factory=dict)
    widths: list[int] = field(default_factory=list)

    def of(self, char: Char, width: int) -> tuple[int, int]:
        """Return the number of the font and the code in it."""
        if char.text not in self.numbers:
            self.numbers[char.text] = len(self.numbers)
            self.widths.append(width)
        font, code = divmod(self.numbers[char.text], CODES)
        return font, code + 1

    def width(self, char: Char) -> int:
        return self.widths[self.numbers[char.text]]


def text_layer(chars: Sequence[Char], size: tuple[float, float]) -> TextLayer | None:
    """Return the layer for a page of that size in points; None where the page has no characters."""
    if not chars:
        return None
    codes = _Codes()
    parts = [_turned(turns, list(part), size, codes) for turns, part in groupby(chars, key=attrgetter("turns"))]
    return TextLayer("".join(parts).encode(), _fonts(codes))


def _turned(turns: int, chars: Sequence[Char], size: tuple[float, float], codes: _Codes) -> str:
    """Return the operators for characters that are turned alike: they are set upright, and the whole is turned."""
    across, down = size
    frame = size if turns % 2 == 0 else (down, across)
    upright = [replace(char, cell=char.cell.turned_back(turns)) for char in chars]
    runs = (run for line in lines_of(upright) for run in _runs_onward(line))
    turning = (
        "",
        f"0 -1 1 0 0 {down:.3f} cm ",
        f"-1 0 0 -1 {across:.3f} {down:.3f} cm ",
        f"0 1 -1 0 {across:.3f} 0 cm ",
    )[turns]
    return f"q {turning}BT\n{''.join(_run(run, frame, codes) for run in runs)}ET Q\n"


def _runs_onward(line: Sequence[Char]) -> list[list[Char]]:
    """Return the line in stretches that run from left to right."""
    runs: list[list[Char]] = [[line[0]]]
    for char in line[1:]:
        if char.cell.left < runs[-1][-1].cell.left:
            runs.append([])
        runs[-1].append(char)
    return runs


def _run(run: Sequence[Char], size: tuple[float, float], codes: _Codes) -> str:
    """Return the operators that show the stretch, each character where it stands on the page."""
    across, down = size
    height = max(char.cell.height for char in run) * down
    baseline = down - max(char.cell.bottom for char in run) * down + height / 5
    x = run[0].cell.left * across
    shown: list[tuple[int, str]] = []
    for char in run:
        font, code = codes.of(char, round(char.cell.width * across / height * 1000))
        moved = round((x - char.cell.left * across) / height * 1000)
        shown.append((font, f"{_gap(moved, follows_space=char.follows_space)} <{code:02X}>"))
        x = char.cell.left * across + codes.width(char) * height / 1000
    return f"1 0 0 1 {run[0].cell.left * across:.2f} {baseline:.2f} Tm\n" + _in_fonts(shown, height)


def _gap(moved: int, *, follows_space: bool) -> str:
    """Return the way to the next character, in thousandths to the left, with a space on it where one stood."""
    return f"<00> {moved + SPACE}" if follows_space and moved < 0 else f"{moved}"


def _in_fonts(shown: Sequence[tuple[int, str]], height: float) -> str:
    """Return as few shows as the fonts allow: PDFium takes a page of single characters for vertical writing."""
    stretches = groupby(shown, key=itemgetter(0))
    return "".join(
        f"/F{font} {height:.2f} Tf [{' '.join(code for _font, code in part)}] TJ\n" for font, part in stretches
    )


def _fonts(codes: _Codes) -> tuple[LayerFont, ...]:
    letters = list(codes.numbers)
    starts = range(0, len(letters), CODES)
    return tuple(_font(letters[at : at + CODES], codes.widths[at : at + CODES]) for at in starts)


def _font(letters: Sequence[str], widths: Sequence[int]) -> LayerFont:
    names = " ".join(f"/g{code}" for code in range(len(letters) + 1))
    entries = (
        "/Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 -200 1000 800] /Resources << >>"
        f" /Encoding << /Type /Encoding /Differences [0 {names}] >>"
        f" /FirstChar 0 /LastChar {len(letters)} /Widths [{SPACE} {' '.join(map(str, widths))}]"
    )
    return LayerFont(entries, _to_unicode(letters))


def _to_unicode(letters: Sequence[str]) -> bytes:
    rows = [f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in enumerate([" ", *letters])]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    tables = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n/CMapName /T def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{tables}\nendcmap\nend\nend\n"
    ).encode()

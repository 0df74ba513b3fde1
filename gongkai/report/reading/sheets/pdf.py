"""打开PDF: the characters and the ruled lines of every page, as PDFium gives them."""

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.papers.pdfium import ONE_AT_A_TIME, Broken, Locked, load
from gongkai.report.reading.answer import ReportNotReadable
from gongkai.report.reading.radicals import plain_characters
from gongkai.report.reading.sheets.printed import Glyph, Sheet, Stroke

_MOST_PAGES = 300
_MOST_SEGMENTS = 50_000
_DEEPEST = 8
_SHORTEST = 3.0
_SLANT = 0.6
_FAR = 1000
_GRID = 10_000_000

_AGAIN = "请另存为网页或纯文本后再读。"
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)


def sheets_of(data: bytes) -> list[Sheet]:
    """Return the pages.

    :raises ReportNotReadable: when the file is broken, locked with a password, too long, or holds no text (扫描件).
    """
    with ONE_AT_A_TIME:
        document = _opened(data)
        try:
            sheets = [_sheet(document, number) for number in range(len(document))]
        finally:
            document.close()
    if not any(sheet.glyphs for sheet in sheets):
        raise ReportNotReadable(f"PDF文件中没有文字，可能是扫描件或图片；请取得可复制文字的原件，或{_AGAIN}")
    return sheets


def _opened(data: bytes) -> Any:
    try:
        document = load(data)
    except Locked as error:
        raise ReportNotReadable(f"PDF文件设有密码，无法打开；请取得未加密的文件，或{_AGAIN}") from error
    except Broken as error:
        raise ReportNotReadable(f"PDF文件已损坏，无法打开；请重新导出，或{_AGAIN}") from error
    if len(document) > _MOST_PAGES:
        document.close()
        raise ReportNotReadable(f"PDF文件超过{_MOST_PAGES}页，不像是一份年度报告；请只选取年度报告的页面后再读。")
    return document


def _sheet(document: Any, number: int) -> Sheet:
    try:
        leaf = document[number]
    except pdfium.PdfiumError as error:
        raise ReportNotReadable(f"PDF文件第{number + 1}页已损坏，无法打开；请重新导出，或{_AGAIN}") from error
    placing = _Placing(leaf)
    strokes = [placing.stroke(*ends) for ends in islice(_segments(leaf), _MOST_SEGMENTS)]
    sheet = Sheet(
        width=placing.width,
        height=placing.height,
        glyphs=tuple(_glyphs(leaf, placing)),
        level=tuple(stroke for is_level, stroke in filter(None, strokes) if is_level),
        upright=tuple(stroke for is_level, stroke in filter(None, strokes) if not is_level),
    )
    leaf.close()
    return sheet


def _glyphs(leaf: Any, placing: "_Placing") -> Iterator[Glyph]:
    text = leaf.get_textpage()
    space = ""
    for index in range(text.count_chars()):
        # At a line's end the reader of the file takes a hyphen for a mark that the break has made, and hides it.
        is_hyphen = raw.FPDFText_IsHyphen(text, index) == 1
        letter = "-" if is_hyphen else chr(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter < " " or letter == "\ufffe" or raw.FPDFText_IsGenerated(text, index) == 1:
            space = " " if letter == " " else ""
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        x1, y1 = placing.place((left, bottom))
        x2, y2 = placing.place((right, top))
        yield Glyph(space + plain_characters(letter), min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        space = ""
    text.close()


def _segments(leaf: Any) -> Iterator[tuple[Point, Point]]:
    for index in range(raw.FPDFPage_CountObjects(leaf)):
        yield from _segments_in(raw.FPDFPage_GetObject(leaf, index), _UNTURNED, depth=0)


def _segments_in(thing: Any, outer: Matrix, *, depth: int) -> Iterator[tuple[Point, Point]]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_PATH and _is_drawn(thing):
        matrix = _times(_matrix(thing), outer)
        yield from ((_moved(start, matrix), _moved(end, matrix)) for start, end in _path(thing))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        matrix = _times(_matrix(thing), outer)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _segments_in(raw.FPDFFormObj_GetObject(thing, index), matrix, depth=depth + 1)


def _is_drawn(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _path(path: Any) -> Iterator[tuple[Point, Point]]:
    start = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


class _Placing:
    """Turns places in the file, from the lower left of the unturned sheet, into places on the sheet as it is looked at."""

    def __init__(self, leaf: Any) -> None:
        self.width, self.height = leaf.get_size()
        self._origin = self._shown(leaf, 0, 0)
        self._across = self._step(self._shown(leaf, _FAR, 0))
        self._up = self._step(self._shown(leaf, 0, _FAR))

    def place(self, point: Point) -> Point:
        x, y = point
        return (
            self._origin[0] + x * self._across[0] + y * self._up[0],
            self._origin[1] + x * self._across[1] + y * self._up[1],
        )

    def stroke(self, start: Point, end: Point) -> tuple[bool, Stroke] | None:
        """Return whether the line is level, and the line; None for one that is slanted or too short to be a rule."""
        (x1, y1), (x2, y2) = self.place(start), self.place(end)
        across, down = abs(x2 - x1), abs(y2 - y1)
        if down <= _SLANT and across >= _SHORTEST:
            return True, Stroke((y1 + y2) / 2, min(x1, x2), max(x1, x2))
        if across <= _SLANT and down >= _SHORTEST:
            return False, Stroke((x1 + x2) / 2, min(y1, y2), max(y1, y2))
        return None

    def _shown(self, leaf: Any, x: float, y: float) -> Point:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(leaf, 0, 0, _GRID, _GRID, 0, x, y, across, down)
        return across.value / _GRID * self.width, down.value / _GRID * self.height

    def _step(self, end: Point) -> Point:
        return (end[0] - self._origin[0]) / _FAR, (end[1] - self._origin[1]) / _FAR

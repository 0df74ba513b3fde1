"""PDF原件：pages of a PDF as PDFium shows them, with annotations and filled-in fields drawn into the page.

What a reader must open to see (notes, attached files, sound) is not drawn. The opened document is changed in memory only.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw

from gongkai.papers.pdfium import ONE_AT_A_TIME, Broken, Locked, load

from .geometry import Box
from .sources import Char, SourceEncrypted, SourceUnreadable, check_pages, check_pixels

INK_DPI = 100
INK = 24
"""A character is seen when it changes some pixel by more than this, of 255."""
NOT_DRAWN = {
    raw.FPDF_ANNOT_TEXT,
    raw.FPDF_ANNOT_LINK,
    raw.FPDF_ANNOT_POPUP,
    raw.FPDF_ANNOT_FILEATTACHMENT,
    raw.FPDF_ANNOT_SOUND,
    raw.FPDF_ANNOT_MOVIE,
    raw.FPDF_ANNOT_SCREEN,
    raw.FPDF_ANNOT_THREED,
    raw.FPDF_ANNOT_RICHMEDIA,
}
UNPAINTED = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
QUARTER = math.pi / 2
_GRID = 10_000_000
_FAR = 1000


@contextmanager
def opened_pdf(data: bytes) -> Iterator[PdfSource]:
    with ONE_AT_A_TIME:
        document = _document(data)
        try:
            yield PdfSource(document)
        finally:
            document.close()


def _document(data: bytes) -> pdfium.PdfDocument:
    try:
        document = load(data)
    except Locked as error:
        raise SourceEncrypted("PDF设有密码，无法处理。请取得未加密的文件后再上传。") from error
    except Broken as error:
        raise SourceUnreadable("PDF已损坏，无法打开。请重新导出后再上传。") from error
    try:
        _refuse_unfit(document)
    except ValueError:
        document.close()
        raise
    document.init_forms()
    return document


def _refuse_unfit(document: pdfium.PdfDocument) -> None:
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise SourceEncrypted("PDF设有权限保护，无法处理。请取得未加密的文件后再上传。")
    if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
        raise SourceUnreadable("PDF是动态表单（XFA），无法按页面显示。请打印为普通PDF后再上传。")
    check_pages(len(document))


class PdfSource:
    """A PDF opened with PDFium; a page is prepared when it is first asked for."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._flattened: set[int] = set()
        self._texts: dict[int, list[tuple[Char, bool]]] = {}

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        with self._page(page) as leaf:
            width, height = leaf.get_size()
            return float(width), float(height)

    def picture(self, page: int, *, dpi: float) -> Image.Image:
        with self._page(page) as leaf:
            return _drawn(leaf, dpi=dpi)

    def chars(self, page: int) -> tuple[Char, ...]:
        return tuple(char for char, _is_painted in self._text(page))

    def seen_chars(self, page: int) -> tuple[Char, ...]:
        painted = [char for char, is_painted in self._text(page) if is_painted]
        if not painted:
            return ()
        with self._page(page) as leaf:
            ink = _ink_of_text(leaf)
        return tuple(char for char in _alone(painted) if _shows(char, ink))

    def _text(self, page: int) -> list[tuple[Char, bool]]:
        if page not in self._texts:
            with self._page(page) as leaf:
                self._texts[page] = _read(leaf)
        return self._texts[page]

    @contextmanager
    def _page(self, number: int) -> Iterator[pdfium.PdfPage]:
        if number not in self._flattened:
            self._flatten(number)
        leaf = self._load(number)
        try:
            yield leaf
        finally:
            leaf.close()

    def _flatten(self, number: int) -> None:
        leaf = self._load(number)
        _remove_notes(leaf)
        raw.FPDFPage_Flatten(leaf, raw.FLAT_NORMALDISPLAY)
        leaf.close()
        self._flattened.add(number)

    def _load(self, number: int) -> pdfium.PdfPage:
        try:
            return self._document[number]
        except pdfium.PdfiumError as error:
            raise SourceUnreadable(f"PDF第{number + 1}页已损坏，无法打开。请重新导出后再上传。") from error


def _remove_notes(leaf: pdfium.PdfPage) -> None:
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(leaf))):
        note = raw.FPDFPage_GetAnnot(leaf, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in NOT_DRAWN:
            raw.FPDFPage_RemoveAnnot(leaf, index)


def _drawn(leaf: pdfium.PdfPage, *, dpi: float) -> Image.Image:
    width, height = leaf.get_size()
    check_pixels(width * dpi / 72, height * dpi / 72)
    bitmap = leaf.render(scale=dpi / 72, may_draw_forms=False, draw_annots=False)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


def _ink_of_text(leaf: pdfium.PdfPage) -> Image.Image:
    """Return in white what disappears from the page when its text is taken away; the leaf must not be used again."""
    with_text = _drawn(leaf, dpi=INK_DPI)
    for text in _text_objects(leaf):
        raw.FPDFPageObj_SetIsActive(text, False)
    changed = ImageChops.difference(with_text, _drawn(leaf, dpi=INK_DPI))
    strongest = ImageChops.lighter(ImageChops.lighter(*changed.split()[:2]), changed.split()[2])
    return strongest.point([255 if level > INK else 0 for level in range(256)])


def _text_objects(leaf: pdfium.PdfPage) -> Iterator[Any]:
    for index in range(raw.FPDFPage_CountObjects(leaf)):
        yield from _texts_in(raw.FPDFPage_GetObject(leaf, index))


def _texts_in(thing: Any) -> Iterator[Any]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield thing
    elif kind == raw.FPDF_PAGEOBJ_FORM:
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _texts_in(raw.FPDFFormObj_GetObject(thing, index))


def _shows(char: Char, ink: Image.Image) -> bool:
    left, top, right, bottom = char.ink.pixels(ink.size)
    inside = (max(left, 0), max(top, 0), min(right, ink.width), min(bottom, ink.height))
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return False
    return ink.crop(inside).getbbox() is not None


def _alone(chars: list[Char]) -> Iterator[Char]:
    """Leave out characters that lie on a different one: which of the two shows cannot be told from their ink."""
    places: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        places.setdefault(_place(char), []).append(char)
    for char in chars:
        across, down = _place(char)
        near = (other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in places.get((across + x, down + y), ()))
        if not any(other.text != char.text and _lie_on_each_other(char, other) for other in near):
            yield char


def _place(char: Char) -> tuple[int, int]:
    return int((char.ink.left + char.ink.right) * 50), int((char.ink.top + char.ink.bottom) * 50)


def _lie_on_each_other(one: Char, other: Char) -> bool:
    return max(one.ink.share_in(other.ink), other.ink.share_in(one.ink)) > 0.5


def _read(leaf: pdfium.PdfPage) -> list[tuple[Char, bool]]:
    """Return every character that has a place, and whether it is painted at all."""
    text, display = leaf.get_textpage(), _Display(leaf)
    read: list[tuple[Char, bool]] = []
    last: tuple[int, Box] | None = None
    follows_space = False
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter < " " or raw.FPDFText_IsGenerated(text, index) == 1:
            follows_space = follows_space or letter not in "\r\n"
            continue
        drawer = raw.FPDFText_GetTextObject(text, index)
        ink, cell = display.boxes(text, index)
        glyph = (ctypes.addressof(drawer.contents), ink)
        if glyph == last:
            read[-1] = (_joined(read[-1][0], letter), read[-1][1])
        else:
            is_painted = raw.FPDFTextObj_GetTextRenderMode(drawer) not in UNPAINTED
            turns = round(raw.FPDFText_GetCharAngle(text, index) / QUARTER + display.turns) % 4
            read.append((Char(letter, ink, cell, follows_space, turns), is_painted))
        last, follows_space = glyph, False
    text.close()
    return [(char, is_painted) for char, is_painted in read if not any("\ud800" <= x <= "\udfff" for x in char.text)]


def _joined(char: Char, letter: str) -> Char:
    """Return the character with the rest of its glyph: of a ligature, or of a pair that stands for one character."""
    units = (char.text + letter).encode("utf-16-le", "surrogatepass")
    return replace(char, text=units.decode("utf-16-le", "surrogatepass"))


class _Display:
    """Turns places on the sheet, in points from its lower left, into places on the displayed page."""

    def __init__(self, leaf: pdfium.PdfPage) -> None:
        self.turns = leaf.get_rotation() / 90
        self._origin = _point(leaf, 0, 0)
        self._across = _step(self._origin, _point(leaf, _FAR, 0))
        self._up = _step(self._origin, _point(leaf, 0, _FAR))

    def boxes(self, text: pdfium.PdfTextPage, index: int) -> tuple[Box, Box]:
        """Return the box of a character's ink and its cell, which holds it."""
        ink = self._box(*text.get_charbox(index))
        return ink, ink.union(self._box(*text.get_charbox(index, loose=True)))

    def _box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x1, y1 = self._place(left, bottom)
        x2, y2 = self._place(right, top)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._across[0] + y * self._up[0],
            self._origin[1] + x * self._across[1] + y * self._up[1],
        )


def _point(leaf: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(leaf, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return across.value / _GRID, down.value / _GRID


def _step(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    return (end[0] - start[0]) / _FAR, (end[1] - start[1]) / _FAR

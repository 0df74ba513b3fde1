"""遮盖：a new PDF, drawn anew from what the pages look like, with black boxes painted into the pictures.

Nothing is copied from the source, so nothing can come along: no metadata, outline, attachment, annotation, field, action,
hidden layer, earlier revision, font or picture with more in it than the page shows. Masked pages are pictures only;
the others carry the characters that can be seen, as a text layer.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from .assembly import Binder, picture_stream
from .geometry import Box, Mask, masks_by_page
from .layer import text_layer
from .opening import opened
from .sources import Source

DPI = 200
SCREEN_DPI = 100


def page_count(data: bytes) -> int:
    with opened(data) as source:
        return len(source)


def page_image(data: bytes, page: int, *, dpi: float = SCREEN_DPI) -> bytes:
    """Return one page, from 0, as PNG, as a reader displays it."""
    with opened(data) as source:
        return _png(source.picture(page, dpi=dpi))


def page_images(data: bytes, *, dpi: float = SCREEN_DPI) -> list[bytes]:
    """Return every page as PNG, as a reader displays it."""
    with opened(data) as source:
        return [_png(source.picture(page, dpi=dpi)) for page in range(len(source))]


def redact(data: bytes, masks: Sequence[Mask]) -> bytes:
    """Return the PDF with the masked places black; pages keep their number, order and displayed size.

    :raises MaskOutsidePage: when a mask names a page that is not there.
    """
    binder = Binder()
    with opened(data) as source:
        boxes = masks_by_page(masks, pages=len(source))
        for page in range(len(source)):
            _bind(binder, source, page, boxes.get(page, []))
    return binder.finish()


def _bind(binder: Binder, source: Source, page: int, boxes: Sequence[Box]) -> None:
    picture = source.picture(page, dpi=DPI)
    _blacken(picture, boxes)
    size = source.size(page)
    layer = None if boxes else text_layer(source.seen_chars(page), size)
    binder.add_page(size, picture_stream(picture), layer)


def _blacken(picture: Image.Image, boxes: Sequence[Box]) -> None:
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        left, top, right, bottom = box.pixels(picture.size)
        pen.rectangle((left, top, right - 1, bottom - 1), fill="black")


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()

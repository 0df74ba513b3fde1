"""装订：a PDF of pictures, each with an optional layer of text, written object by object with nothing else in it.

No metadata, no identifier, no font programs: the same pages give the same bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from .layer import TextLayer

LOSSLESS_UP_TO = 1_500_000
"""Bytes of a page beyond which it is a photograph and kept as JPEG."""
QUALITY = 88
SHADES = 32
"""Of each colour in pages kept without loss; the edges of letters need no more, and the file is a quarter smaller."""
_ROUNDED = [round(level / 255 * (SHADES - 1)) * 255 // (SHADES - 1) for level in range(256)]


@dataclass(frozen=True, slots=True)
class PictureStream:
    """A picture as it stands in the PDF."""

    entries: str
    data: bytes


def picture_stream(image: Image.Image) -> PictureStream:
    """Return the page without loss where that is small, as scans and photographs are not."""
    image = _without_idle_colour(image)
    lossless = _png_data(image.point(_ROUNDED * len(image.getbands())))
    space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    common = (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
        f" /ColorSpace /{space} /BitsPerComponent 8"
    )
    if len(lossless) > LOSSLESS_UP_TO:
        return PictureStream(f"{common} /Filter /DCTDecode", _jpeg_data(image))
    rows = f"<< /Predictor 15 /Colors {len(image.getbands())} /Columns {image.width} >>"
    return PictureStream(f"{common} /Filter /FlateDecode /DecodeParms {rows}", lossless)


def _without_idle_colour(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(red, blue))
    _least, most = spread.getextrema()
    return red if most == 0 else image


def _png_data(image: Image.Image) -> bytes:
    """Return the compressed rows of the picture saved as PNG, which PDF reads as they are."""
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    content, at, rows = file.getvalue(), 8, b""
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"IDAT":
            rows += content[at + 8 : at + 8 + length]
        at += length + 12
    return rows


def _jpeg_data(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return file.getvalue()


class Binder:
    """Takes pages one after the other and gives the finished PDF."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]
        self._leaves: list[int] = []

    def add_page(self, size: tuple[float, float], picture: PictureStream, layer: TextLayer | None) -> None:
        """Add a page of that size in points, filled by the picture."""
        width, height = size
        shown = self._stream(picture.entries, picture.data)
        drawing = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q\n".encode()
        contents = self._packed(drawing + (layer.content if layer else b""))
        fonts = self._fonts(layer) if layer else ""
        leaf = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}]"
            f" /Resources << /XObject << /P {shown} 0 R >>{fonts} >> /Contents {contents} 0 R >>"
        )
        self._leaves.append(self._object(leaf.encode()))

    def finish(self) -> bytes:
        kids = " ".join(f"{leaf} 0 R" for leaf in self._leaves)
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self._objects[1] = f"<< /Type /Pages /Count {len(self._leaves)} /Kids [{kids}] >>".encode()
        return _file(self._objects)

    def _fonts(self, layer: TextLayer) -> str:
        named = (
            f"/F{number} {self._font(font.entries, font.to_unicode)} 0 R" for number, font in enumerate(layer.fonts)
        )
        return f" /Font << {' '.join(named)} >>"

    def _font(self, entries: str, to_unicode: bytes) -> int:
        blank = self._packed(b"500 0 0 -200 500 800 d1")
        procedures = " ".join(f"/g{code} {blank} 0 R" for code in range(256))
        table = self._packed(to_unicode)
        font = f"<< /Type /Font {entries} /CharProcs << {procedures} >> /ToUnicode {table} 0 R >>"
        return self._object(font.encode())

    def _packed(self, data: bytes) -> int:
        return self._stream("/Filter /FlateDecode", zlib.compress(data, 9))

    def _stream(self, entries: str, data: bytes) -> int:
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode()
        return self._object(head + data + b"\nendstream")

    def _object(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)

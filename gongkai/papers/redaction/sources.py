"""原件：a PDF or a picture as pages that can be looked at and read, within limits, or a refusal that says why."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from PIL import Image, ImageOps, UnidentifiedImageError

from .geometry import Box

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 500
MAX_PIXELS = 60_000_000
"""Of one page at the resolution it is drawn in: A1 at 200 dpi has 31 million."""
A4 = (595.28, 841.89)


class SourceUnreadable(ValueError):
    """The file is neither a PDF nor a picture, or it is broken."""


class SourceEncrypted(ValueError):
    """The file is protected by a password or by permissions."""


class SourceTooLarge(ValueError):
    """The file has more bytes, pages or pixels than are worked on."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character with its ink, its cell (as high as the line), and what stands between it and the one before.

    `turns` are the quarters by which it is turned with the clock on the displayed page.
    """

    text: str
    ink: Box
    cell: Box
    follows_space: bool = False
    turns: int = 0


class Source(Protocol):
    """The pages of a document as they are displayed."""

    def __len__(self) -> int: ...

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height in points."""

    def picture(self, page: int, *, dpi: float) -> Image.Image:
        """Return the page as it is seen, as RGB."""

    def chars(self, page: int) -> tuple[Char, ...]:
        """Return every character in the order of reading, those that the eye cannot see among them."""

    def seen_chars(self, page: int) -> tuple[Char, ...]:
        """Return the characters whose ink shows on the displayed page."""


class PictureSource:
    """A PNG, JPEG, WEBP or TIFF, each frame a page that is fitted into A4; it has no characters."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        check_pages(getattr(image, "n_frames", 1))

    def __len__(self) -> int:
        return int(getattr(self._image, "n_frames", 1))

    def size(self, page: int) -> tuple[float, float]:
        width, height = self._frame(page).size
        across, down = A4 if width <= height else (A4[1], A4[0])
        scale = min(across / width, down / height)
        return width * scale, height * scale

    def picture(self, page: int, *, dpi: float) -> Image.Image:
        image = self._frame(page)
        longest = round(max(self.size(page)) * dpi / 72)
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return image

    def chars(self, page: int) -> tuple[Char, ...]:
        return ()

    def seen_chars(self, page: int) -> tuple[Char, ...]:
        return ()

    def _frame(self, page: int) -> Image.Image:
        """Return the frame upright, its transparent parts on white."""
        self._image.seek(page)
        check_pixels(*self._image.size)
        upright = ImageOps.exif_transpose(self._image.copy()).convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(white, upright).convert("RGB")


@contextmanager
def opened_picture(data: bytes) -> Iterator[PictureSource]:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "TIFF")) as image:
            check_pixels(*image.size)
            yield PictureSource(image)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise SourceUnreadable(
            "无法读取文件：不是PDF、PNG、JPEG、WEBP或TIFF，或者文件已损坏。请重新导出后再上传。"
        ) from error


def check_bytes(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise SourceTooLarge(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请拆分后分别处理。")


def check_pages(count: int) -> None:
    if count == 0:
        raise SourceUnreadable("文件没有页面，请重新导出后再上传。")
    if count > MAX_PAGES:
        raise SourceTooLarge(f"文件共{count}页，超过{MAX_PAGES}页，请拆分后分别处理。")


def check_pixels(width: float, height: float) -> None:
    if width * height > MAX_PIXELS:
        raise SourceTooLarge(f"页面过大（{round(width)}×{round(height)}像素），请缩小幅面或降低分辨率后再上传。")

"""遮盖：partial disclosure of PDF files and pictures (《条例》第三十七条): masks drawn, a new PDF, and the proof of it."""

from .geometry import Mask, MaskOutsidePage
from .proving import prove
from .redacting import page_count, page_image, page_images, redact
from .sources import SourceEncrypted, SourceTooLarge, SourceUnreadable
from .words import find_text, pages_without_text, text_under

__all__ = [
    "Mask",
    "MaskOutsidePage",
    "SourceEncrypted",
    "SourceTooLarge",
    "SourceUnreadable",
    "find_text",
    "page_count",
    "page_image",
    "page_images",
    "pages_without_text",
    "prove",
    "redact",
    "text_under",
]

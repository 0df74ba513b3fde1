"""PDFium：opening a PDF, one thread at a time."""

import threading

import pypdfium2
from pypdfium2 import raw

ONE_AT_A_TIME = threading.RLock()
"""The library may not be called from two threads at once, whatever it is called for."""

_NO_PDF = b"-"


class Locked(Exception):
    """The PDF opens with a password only."""


class Broken(Exception):
    """The file is no PDF, or a damaged one, or has no page."""


def load(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; the caller holds `ONE_AT_A_TIME` and closes the document.

    :raises Locked, Broken: without a sentence; who asks knows what the reader should do.
    """
    _forget_the_last_error()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Broken from error


def _forget_the_last_error() -> None:
    """A document without pages fails and sets no error: the one before, a password perhaps, would be told again."""
    try:
        pypdfium2.PdfDocument(_NO_PDF)
    except pypdfium2.PdfiumError:
        return

"""Everything that extractors find in a PDF, by several of them."""

import io
import shutil
import subprocess
import tempfile

import pypdfium2 as pdfium
from pypdf import PdfReader

from gongkai.papers.redaction.structure import streams
from gongkai.papers.redaction.words import plain


def pdfium_texts(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [plain(page.get_textpage().get_text_range()) for page in document]


def pypdf_texts(data: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def poppler_text(data: bytes) -> str:
    return plain(_told(["pdftotext", "FILE", "-"], data))


def strings_text(data: bytes) -> str:
    return _told(["strings", "-a", "FILE"], data) + _told(["strings", "-a", "-e", "b", "FILE"], data)


def finders(data: bytes, secret: str) -> list[str]:
    """Return by what the secret is found: extractors, strings, or a search in the file and its unpacked streams."""
    secret = plain(secret)
    told = ["strings"] if secret in strings_text(data) else []
    return [*extractors(data, secret), *told, *_raw_finders(data, secret)]


def extractors(data: bytes, secret: str) -> list[str]:
    """Return which extractors of text find the secret on a page."""
    readings = {
        "pdfium": "\n".join(pdfium_texts(data)),
        "pypdf": "\n".join(pypdf_texts(data)),
        "pdftotext": poppler_text(data),
    }
    return [name for name, text in readings.items() if plain(secret) in text]


def _raw_finders(data: bytes, secret: str) -> list[str]:
    parts = [part.lower() for part in (data, *(stream for _is_picture, stream in streams(PdfReader(io.BytesIO(data)))))]
    encoded = {encoding: secret.encode(encoding) for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")}
    wanted = encoded | {f"{encoding} hex": text.hex().encode() for encoding, text in encoded.items()}
    return [name for name, text in wanted.items() if any(text.lower() in part for part in parts)]


def _told(command: list[str], data: bytes) -> str:
    if not shutil.which(command[0]):
        return ""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        named = [file.name if part == "FILE" else part for part in command]
        return subprocess.run(named, capture_output=True, check=True).stdout.decode("utf-8", "ignore")

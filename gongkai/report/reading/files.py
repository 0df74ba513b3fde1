"""读文件: which reader a file needs, and a clear refusal for what cannot be read."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gongkai.law.report_form import TABLES
from gongkai.report.reading.answer import Reading, ReportNotReadable
from gongkai.report.reading.bounds import bounded_page, bounded_text
from gongkai.report.reading.data import is_data, read_json
from gongkai.report.reading.documents import docx_text, read_docx
from gongkai.report.reading.pages import read_html
from gongkai.report.reading.sheets import pdf_text, read_pdf
from gongkai.report.reading.texts import read_text
from gongkai.report.reading.workbooks import is_workbook, read_xlsx, xlsx_text

_PDF, _ZIP, _OLE = b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCODINGS = ("utf-8-sig", "gb18030")
_TWO_BYTE = {"utf-16-le": b"\n\x00", "utf-16-be": b"\x00\n"}
_MARKUP = ("<html", "<table", "<body", "<!doctype html")
_ENOUGH_TO_TELL = 4000
_LARGEST = 50_000_000
_START = 1024
_Answer = TypeVar("_Answer", Reading, str)


def read_file(path: Path) -> Reading:
    """Return the reading of a web page, a Word document, a PDF, a workbook, JSON or a text; what it is tells its content, not its name.

    :raises ReportNotReadable: when the file is missing, broken, locked, a scan, of another format, or no annual report.
    """
    content = _content(path)
    reading = _told(path, lambda: _read(content, path))
    if reading.year is None and all(reading.tables.lacks(table) for table in TABLES):
        raise ReportNotReadable(f"“{path.name}”中既没有年度报告标题，也没有法定表格，不是可识别的年度报告。")
    return reading


def file_text(path: Path) -> str:
    """Return the file's characters, in whichever usual encoding it is written; of a document its words.

    :raises ReportNotReadable: when the file is missing, empty, or holds no text.
    """
    content = _content(path)
    if _PDF in content[:_START]:
        return _told(path, lambda: pdf_text(content))
    if content.startswith(_ZIP):
        words = xlsx_text if is_workbook(content) else docx_text
        return _told(path, lambda: words(content))
    return _decoded(content, path)


def _read(content: bytes, path: Path) -> Reading:
    if _PDF in content[:_START]:
        return read_pdf(content)
    if content.startswith(_ZIP):
        return read_xlsx(content) if is_workbook(content) else read_docx(content)
    text = _decoded(content, path)
    if is_data(text):
        return read_json(text)
    is_page = any(mark in text[:_ENOUGH_TO_TELL].lower() for mark in _MARKUP)
    return read_html(bounded_page(text)) if is_page else read_text(bounded_text(text))


def _told(path: Path, read: Callable[[], _Answer]) -> _Answer:
    """Call the reader; a refusal that does not name the file is told with its name."""
    try:
        return read()
    except ReportNotReadable as refusal:
        if path.name in str(refusal):
            raise
        raise ReportNotReadable(f"“{path.name}”：{refusal}") from refusal


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportNotReadable(f"读不到文件“{path}”，请检查路径和权限。") from error
    if not content.strip():
        raise ReportNotReadable(f"“{path.name}”是空文件。")
    if len(content) > _LARGEST:
        raise ReportNotReadable(f"“{path.name}”超过50兆，不像是一份年度报告；请只选取年度报告的部分后再读。")
    if content.startswith(_OLE):
        raise ReportNotReadable(_refused_office_file(content, path))
    return content


def _refused_office_file(content: bytes, path: Path) -> str:
    if _LOCKED in content:
        return f"“{path.name}”是设有密码的 Office 文件，无法打开；请取得未加密的文件后再读。"
    return f"“{path.name}”是旧版 Office 文件（如 .doc、.xls、.wps），不能读取；请另存为 DOCX、XLSX、PDF、网页或纯文本后再读。"


def _decoded(content: bytes, path: Path) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ReportNotReadable(
        f"“{path.name}”不是文本文件，或文字编码无法识别；能读取的有网页、DOCX、XLSX、PDF、JSON 和纯文本，纯文本请存为 UTF-8 后再读。"
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return what the bytes may be written in; two-byte text without a mark shows in the noughts beside its line ends."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    pairs = {content[place : place + 2] for place in range(0, min(len(content), _ENOUGH_TO_TELL), 2)}
    return next(((encoding,) for encoding, line_end in _TWO_BYTE.items() if line_end in pairs), _ENCODINGS)

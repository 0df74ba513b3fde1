"""读文件: which reader a file needs, and a clear refusal for what cannot be read."""

from pathlib import Path

from gongkai.law.report_form import TABLES
from gongkai.report.reading.answer import Reading, ReportNotReadable
from gongkai.report.reading.pages import read_html
from gongkai.report.reading.texts import read_text

_FOREIGN = {b"%PDF": "PDF", b"PK\x03\x04": "DOCX（或其他压缩格式）", b"\xd0\xcf\x11\xe0": "旧版 Office"}
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKUP = ("<html", "<table", "<body", "<!doctype html")
_ENOUGH_TO_TELL = 4000


def read_file(path: Path) -> Reading:
    """Return the reading of a text file or a web page.

    :raises ReportNotReadable: when the file is missing, of another format, or no annual report at all.
    """
    text = file_text(path)
    is_page = any(mark in text[:_ENOUGH_TO_TELL].lower() for mark in _MARKUP)
    reading = read_html(text) if is_page else read_text(text)
    if reading.year is None and all(reading.tables.lacks(table) for table in TABLES):
        raise ReportNotReadable(f"“{path.name}”中既没有年度报告标题，也没有法定表格，不是可识别的年度报告。")
    return reading


def file_text(path: Path) -> str:
    """Return the file's characters, in whichever usual encoding it is written.

    :raises ReportNotReadable: when the file is missing, empty, or no text.
    """
    return _decoded(_content(path), path)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportNotReadable(f"读不到文件“{path}”，请检查路径和权限。") from error
    if not content.strip():
        raise ReportNotReadable(f"“{path.name}”是空文件。")
    for mark, name in _FOREIGN.items():
        if content.startswith(mark):
            raise ReportNotReadable(
                f"“{path.name}”是{name}文件，目前只能读取网页和纯文本；请另存为网页或纯文本后再读。"
            )
    return content


def _decoded(content: bytes, path: Path) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ReportNotReadable(f"“{path.name}”不是文本文件，或文字编码无法识别；请另存为 UTF-8 纯文本后再读。")

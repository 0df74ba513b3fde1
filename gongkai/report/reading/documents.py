"""读文档: a report as a Word document; merged cells are drawn out, tracked deletions left out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from gongkai.report.reading.answer import Reading, ReportNotReadable
from gongkai.report.reading.grid import Grid, GridCell, filled
from gongkai.report.reading.gridded import is_statutory, read_grids
from gongkai.report.reading.texts import assemble

_UNREADABLE = (BadZipFile, OpcError, LxmlError, LookupError, ValueError, OSError)
_WIDEST = 200
_LARGEST_UNPACKED = 200_000_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_TEXT, _PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:t"), qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")


def read_docx(data: bytes) -> Reading:
    """Return what a Word document gives of a report.

    :raises ReportNotReadable: when it is none, or broken.
    """
    body = _body(data)
    grids = {table: _grid(table) for table in body.iter(_TABLE) if not _is_repeated(table)}
    held = {table for table, grid in grids.items() if is_statutory(grid)}
    read = read_grids(grids.values(), "\n".join(_lines(body, leaving_out=set())))
    return assemble(read, "\n".join(_lines(body, leaving_out=held)))


def docx_text(data: bytes) -> str:
    """Return the document's words, one paragraph a line.

    :raises ReportNotReadable: when it is no Word document, or broken.
    """
    return "\n".join(_lines(_body(data), leaving_out=set()))


def _body(data: bytes) -> Any:
    try:
        _refuse_other_archives(data)
        return docx.Document(BytesIO(data)).element.body
    except _UNREADABLE as error:
        if isinstance(error, ReportNotReadable):
            raise
        raise ReportNotReadable("DOCX文件已损坏，无法打开；请用原软件重新保存，或另存为网页或纯文本后再读。") from error


def _refuse_other_archives(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        if "word/document.xml" not in archive.namelist() and "[Content_Types].xml" not in archive.namelist():
            raise ReportNotReadable("压缩格式的文件中没有 DOCX 文档，不能读取；请解压后选取其中的年度报告。")
        if "word/document.xml" not in archive.namelist():
            raise ReportNotReadable("不是 DOCX 文档（可能是演示文稿）；请另存为 DOCX、PDF、网页或纯文本后再读。")
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise ReportNotReadable("DOCX文件解压后过大，不能读取；请另存为网页或纯文本后再读。")


def _is_repeated(element: Any) -> bool:
    """Test if the element is the second copy of a text box, kept for older programs."""
    return any(parent.tag == _FALLBACK for parent in element.iterancestors())


def _lines(body: Any, *, leaving_out: set[Any]) -> Iterator[str]:
    for paragraph in body.iter(_PARAGRAPH):
        if _is_repeated(paragraph) or any(parent in leaving_out for parent in paragraph.iterancestors(_TABLE)):
            continue
        yield from (line.strip() for line in _words(paragraph).splitlines() if line.strip())


def _words(paragraph: Any) -> str:
    """Return the paragraph's own words; a text box within it has paragraphs of its own."""
    own = (
        (_BREAKS.get(part.tag) or part.text or "")
        for part in paragraph.iter(_TEXT, *_BREAKS)
        if next(part.iterancestors(_PARAGRAPH)) is paragraph
    )
    return "".join(own)


def _grid(table: Any) -> Grid:
    places: dict[tuple[int, int], GridCell] = {}
    rows = [row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table and not _is_deleted(row)]
    count = 0
    for top, row in enumerate(rows):
        left = _number(row, "w:trPr", "w:gridBefore")
        for cell in (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row):
            count += 1
            width = _number(cell, "w:tcPr", "w:gridSpan") or 1
            printed = places.get((top - 1, left)) if _continues(cell) else None
            printed = printed or GridCell(_cell_text(cell), count)
            for column in range(left, min(left + width, _WIDEST)):
                places[top, column] = printed
            left += width
    return filled(places, height=len(rows))


def _is_deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _number(element: Any, properties: str, name: str) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    given = "" if found is None else found.get(qn("w:val"), "")
    return min(int(given), _WIDEST) if given.isdecimal() else 0


def _cell_text(cell: Any) -> str:
    own = (p for p in cell.iter(_PARAGRAPH) if next(p.iterancestors(_CELL)) is cell and not _is_repeated(p))
    return "".join("".join(_words(paragraph) for paragraph in own).split())

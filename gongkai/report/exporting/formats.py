"""导出格式: the formats in which a report leaves the house, with their names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gongkai.law.report_form import title
from gongkai.papers.paper import paper_pdf
from gongkai.papers.paper_docx import paper_docx
from gongkai.papers.workbook import workbook_xlsx
from gongkai.report.exporting.data import data_of
from gongkai.report.exporting.paper import paper_of, sheets_of
from gongkai.report.pages import whole_page
from gongkai.report.reading import Reading


def as_html(reading: Reading, *, at: datetime) -> bytes:
    """Return the report as a page that needs no other file; its moment of making does not stand in it."""
    return whole_page(reading).encode()


def as_docx(reading: Reading, *, at: datetime) -> bytes:
    """Return the report as an editable Word document."""
    return paper_docx(paper_of(reading), at=at)


def as_pdf(reading: Reading, *, at: datetime) -> bytes:
    """Return the report as PDF/A-2a and PDF/UA-1.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    return paper_pdf(paper_of(reading), at=at)


def as_xlsx(reading: Reading, *, at: datetime) -> bytes:
    """Return the report as a workbook, its figures as numbers."""
    paper = paper_of(reading)
    return workbook_xlsx(sheets_of(reading), title=paper.title, author=paper.office, at=at)


def as_json(reading: Reading, *, at: datetime) -> bytes:
    """Return the report as data in the published shape."""
    return (json.dumps(data_of(reading, at=at), ensure_ascii=False, indent=2) + "\n").encode()


class Write(Protocol):
    def __call__(self, reading: Reading, *, at: datetime) -> bytes: ...


@dataclass(frozen=True)
class Export:
    """A format: how it is called on the desk, its media type, and what writes it."""

    format: str
    label: str
    media_type: str
    write: Write

    def file_name(self, reading: Reading) -> str:
        """Return the name under which the file is saved: the report's title."""
        return f"{title(office=reading.office or '', year=reading.year or 0)}.{self.format}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
EXPORTS = {
    export.format: export
    for export in (
        Export("html", "网页", "text/html; charset=utf-8", as_html),
        Export("docx", "Word文档", f"{_OFFICE}.wordprocessingml.document", as_docx),
        Export("pdf", "PDF", "application/pdf", as_pdf),
        Export("xlsx", "Excel表格", f"{_OFFICE}.spreadsheetml.sheet", as_xlsx),
        Export("json", "JSON数据", "application/json", as_json),
    )
}

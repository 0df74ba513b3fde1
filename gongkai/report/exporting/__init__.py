"""年报导出: one report as web page, Word document, PDF, workbook and data. The same numbers stand in all of them."""

from gongkai.report.exporting.formats import (
    EXPORTS,
    Export,
    as_docx,
    as_html,
    as_json,
    as_pdf,
    as_xlsx,
)

__all__ = ["EXPORTS", "Export", "as_docx", "as_html", "as_json", "as_pdf", "as_xlsx"]

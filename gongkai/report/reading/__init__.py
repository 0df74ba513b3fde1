"""读年报: any published annual report → the statutory tables and the figures of its prose.

Recognised by label, never by position alone. What the source does not give is None and named, never zero;
what copying damaged is told as damage of the copy, never as the office's error.
"""

from gongkai.report.reading.answer import Figure, OddCell, Reading, ReportNotReadable
from gongkai.report.reading.files import file_text, read_file
from gongkai.report.reading.pages import read_html
from gongkai.report.reading.texts import read_text

__all__ = ["Figure", "OddCell", "Reading", "ReportNotReadable", "file_text", "read_file", "read_html", "read_text"]

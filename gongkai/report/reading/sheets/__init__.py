"""读PDF: a report as printed sheets; the ruled lines make the grids, what stands outside them is the prose."""

from gongkai.report.reading.sheets.reading import pdf_text, read_pdf

__all__ = ["pdf_text", "read_pdf"]

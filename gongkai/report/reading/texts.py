"""读纯文本: a report that was copied out of a page."""

from gongkai.report.reading.answer import Reading, TablesRead
from gongkai.report.reading.dates import damaged_dates, signature
from gongkai.report.reading.figures import figures
from gongkai.report.reading.flat import read_tables
from gongkai.report.reading.prose import narrative, office_and_year


def read_text(text: str) -> Reading:
    """Return what a plain text gives of a report."""
    return assemble(read_tables(text), text)


def assemble(read: TablesRead, text: str) -> Reading:
    """Return the reading whose tables were read and whose prose stands in the text."""
    office, year = office_and_year(text)
    signed = signature(text)
    parts = narrative(text, office=office)
    notes = (*read.notes, *filter(None, [signed.note]), *damaged_dates(text))
    return Reading(
        office=office,
        year=year,
        form=read.form,
        tables=read.tables,
        narrative=parts,
        figures=figures(text, year=year),
        signed_date=signed.signed_date,
        odd_cells=read.odd_cells,
        notes=notes,
        text=text,
    )

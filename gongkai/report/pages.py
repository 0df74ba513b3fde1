"""年报网页: a report as a page of its own, for a file. On the public site its record's page shows it."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from gongkai.law.report_form import title
from gongkai.records.cleaning import clean_body
from gongkai.report.reading import Reading
from gongkai.report.rendering import render_body


def whole_page(reading: Reading) -> str:
    """Return the report as a complete page that needs no other file; the reading names office and year."""
    office, year = reading.office or "", reading.year or 0
    body = render_body(
        office=office,
        year=year,
        tables=reading.tables,
        narrative=reading.narrative,
        correction=reading.correction,
        signed_date=reading.signed_date,
    )
    context = {"title": title(office=office, year=year), "body": mark_safe(clean_body(body))}  # noqa: S308 - cleaned
    return render_to_string("report/page.html", context)

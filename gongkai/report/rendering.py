"""年报正文: a report as the clean HTML that its record's body holds.

The six parts with the statutory heads, the prose as paragraphs, the tables as real tables in the form's own shape.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from gongkai.law.report_form import PARTS, Part, ReportTables
from gongkai.report.layout import Layout, figures_of, layouts, paragraphs


def render_body(
    *,
    office: str,
    year: int,
    tables: ReportTables,
    narrative: Mapping[str, str],
    correction: str = "",
    signed_date: date | None = None,
) -> str:
    """Return the body of the report's record; a cell not given stays blank, heads without prose stand all the same."""
    laid = layouts(figures_of(tables), year=year)
    context = {
        "office": office,
        "parts": [_part_context(part, narrative, laid) for part in PARTS],
        "correction": correction.splitlines(),
        "signed_date": signed_date,
    }
    return render_to_string("report/body.html", context)


def render_tables(*, year: int, tables: ReportTables) -> str:
    """Return the three tables alone."""
    laid = layouts(figures_of(tables), year=year).values()
    return "\n".join(render_to_string("report/_table.html", {"table": table}) for table in laid)


def _part_context(part: Part, narrative: Mapping[str, str], laid: Mapping[str, Layout]) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "paragraphs": paragraphs(narrative, part.key),
        "table": laid.get(part.key),
        "sections": [
            {"heading": section.heading, "paragraphs": paragraphs(narrative, section.key)} for section in part.sections
        ],
    }

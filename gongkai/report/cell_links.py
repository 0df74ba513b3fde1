"""单元格的链接: how a figure on the desk leads to the rows behind it."""

from __future__ import annotations

from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html

from gongkai.law.report_form import Cell, Value, describe
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport


def linked_figure(value: Value, cell: Cell, address: str) -> str:
    """Return the figure as a link to its rows."""
    return format_html(
        '<a href="{}" aria-label="{}：{}，打开明细">{}</a>', address, describe(cell), printed(value), printed(value)
    )


def field_with_rows(field: BoundField, cell: Cell, report: AnnualReport, *, count: int) -> str:
    """Return the field to fill, and under it the link to the rows from which it was counted."""
    address = reverse("annual_report_cell", args=[report.pk, ".".join(cell)])
    link = format_html(
        '<a class="report-rows" href="{}" aria-label="{}的依据：{}件">{}件</a>', address, describe(cell), count, count
    )
    return format_html("{}{}", field, link)

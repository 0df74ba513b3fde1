"""单元格的链接: how a figure on the desk leads to the rows behind it."""

from __future__ import annotations

from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from gongkai.law.report_form import Cell, Value, describe
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, Override
from gongkai.report.screens.cell_rows import unit_of

WORDS_IN_A_CELL = 24


def linked_figure(value: Value, cell: Cell, address: str) -> str:
    """Return the figure as a link to its rows."""
    return format_html(
        '<a href="{}" aria-label="{}：{}，打开明细">{}</a>', address, describe(cell), printed(value), printed(value)
    )


def field_with_original(field: BoundField, change: Override) -> str:
    """Return the field to fill, and under it what was counted before a person changed it, who, and why in few words."""
    told = f"登记统计{change.original or '未填'}，{change.by}改：{Truncator(change.reason).chars(WORDS_IN_A_CELL)}"
    return format_html('{}<span class="report-counted">{}</span>', field, told)


def field_with_rows(field: BoundField | str, cell: Cell, report: AnnualReport, *, count: int) -> str:
    """Return the field to fill, and under it the link to the rows from which it was counted."""
    address = reverse("annual_report_cell", args=[report.pk, ".".join(cell)])
    told = f"{count}{unit_of(cell)}"
    link = format_html(
        '<a class="report-rows" href="{}" aria-label="{}的依据：{}">{}</a>', address, describe(cell), told, told
    )
    return format_html("{}{}", field, link)

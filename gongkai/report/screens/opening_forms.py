"""期初数的表单: what the old report says was open, in force or pending at the end of its year."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.report_form import Cell, ReportTables, Value
from gongkai.report.acts import OPENING_CELLS
from gongkai.report.layout import printed
from gongkai.report.screens.forms import CellField, cell_name

LONGEST = 300


class OpeningForm(forms.Form):
    """Every figure is asked for; `seen` is the version that the person had before his eyes, 0 for none."""

    source = forms.CharField(
        label="来源",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "report-wide"}),
        help_text="原年度报告的标题和页码，或者文件名称。",
        error_messages={"required": "请写明来源：原年度报告的标题和页码，或者文件名称。"},
    )
    reason = forms.CharField(
        label="改动理由", max_length=LONGEST, required=False, widget=forms.TextInput(attrs={"class": "report-wide"})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, given: ReportTables, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cell in OPENING_CELLS:
            self.fields[cell_name(cell)] = CellField(cell, initial=printed(given.cells[cell]))
        if not asks_reason:
            del self.fields["reason"]

    def figures(self) -> dict[Cell, Value]:
        return {cell: self.cleaned_data[cell_name(cell)] for cell in OPENING_CELLS}

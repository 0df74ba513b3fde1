"""年报的表单: two hundred cells and the prose. The bounds are the form's of the law; sums are told after saving."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.report_form import CELLS, FEE, PARTS, TABLES, Cell, ReportTables, Value, describe
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport
from gongkai.report.reading.cells import number

LONGEST_SECTION = 20_000


class CellField(forms.CharField):
    """One cell: a whole number not below zero, for fees an amount; left blank it is not given."""

    def __init__(self, cell: Cell, **kwargs: Any) -> None:
        self.cell = cell
        attrs = {
            "inputmode": "decimal" if cell == FEE else "numeric",
            "autocomplete": "off",
            "aria-label": describe(cell),
            "class": "report-cell",
        }
        widget = forms.TextInput(attrs=attrs)
        super().__init__(label=describe(cell), required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Value:
        text = str(super().clean(value))
        if not text:
            return None
        found = number(text)
        if found is None or found.odd or found.value is None or not self._is_lawful(found.value):
            asked = "不小于0的金额，单位为万元" if self.cell == FEE else "不小于0的整数"
            raise forms.ValidationError(f"{describe(self.cell)}填了“{text}”。请填{asked}，没有的填0。")
        return found.value

    def _is_lawful(self, value: Value) -> bool:
        return value is not None and value >= 0 and (self.cell == FEE or isinstance(value, int))


def cell_name(cell: Cell) -> str:
    return ".".join(cell)


def prose_name(key: str) -> str:
    return f"narrative.{key}"


def prose_keys() -> list[tuple[str, str]]:
    """Return key and heading of every place for prose, in the order of the form."""
    places = []
    for part in PARTS:
        if part.key not in TABLES:
            places += [(part.key, part.heading), *((section.key, section.heading) for section in part.sections)]
    return places


class ReportForm(forms.Form):
    """The whole report; `seen` is the state on which the person wrote, so that nobody overwrites another unseen."""

    signed_date = forms.DateField(
        label="落款日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    override_reason = forms.CharField(
        label="改动理由",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "report-wide"}),
        help_text="改动按登记统计的数字，须写明理由；本次保存改动的各格共用这一条。改回登记统计数不必写。",
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: AnnualReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = report.given_tables
        for cell in CELLS:
            self.fields[cell_name(cell)] = CellField(cell, initial=printed(given.cells[cell]))
        for key, heading in prose_keys():
            self.fields[prose_name(key)] = forms.CharField(
                label=heading,
                required=False,
                max_length=LONGEST_SECTION,
                widget=forms.Textarea(attrs={"rows": 4}),
                initial=report.narrative.get(key, ""),
            )
        self.fields["signed_date"].initial = report.signed_date
        self.fields["seen"].initial = report.updated_at.isoformat()

    def tables(self) -> ReportTables:
        return ReportTables({cell: self.cleaned_data[cell_name(cell)] for cell in CELLS})

    def narrative(self) -> dict[str, str]:
        """Return the prose by its keys, with plain line ends."""
        given = {key: self.cleaned_data[prose_name(key)] for key, _ in prose_keys()}
        return {
            key: "\n".join(line.strip() for line in text.splitlines() if line.strip()) for key, text in given.items()
        }


class BuildForm(forms.Form):
    """For which office and year a report is to be built."""

    office = forms.ChoiceField(label="机构")
    year = forms.IntegerField(label="年度", error_messages={"invalid": "年度请填四位数字，如 2025。"})

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["office"]
        field.choices = [(str(office.pk), str(office)) for office in offices]

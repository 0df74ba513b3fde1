"""按月登记的表单: the four figures of a month at once. Bounds are repeated only to be kind; the act decides."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from gongkai.report.acts import MonthEntry
from gongkai.report.models import MonthlyItem
from gongkai.report.reading.cells import number

LONGEST = 300


class FigureField(forms.CharField):
    """One figure: a whole number, for fees an amount in yuan; left blank it is not entered."""

    def __init__(self, item: MonthlyItem, **kwargs: Any) -> None:
        self.item = item
        mode = "decimal" if item is MonthlyItem.FEES else "numeric"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "class": "report-cell"})
        super().__init__(label=f"{item.label}（{item.unit}）", required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value))
        if not text:
            return None
        found = number(text)
        if found is None or found.odd or found.value is None:
            raise forms.ValidationError(f"“{self.item.label}”填了“{text}”。请只填数字，没有发生的填0。")
        return Decimal(found.value)


class MonthForm(forms.Form):
    """A month's entry; `seen` is how many entries of the month the person had before his eyes."""

    all_zero = forms.BooleanField(label="本月四项均为零", required=False)
    includes = forms.NullBooleanField(
        label="填写的收费金额是否已含信息处理费",
        required=False,
        widget=forms.Select(choices=[("", "请选择"), ("true", "已含"), ("false", "不含，另加")]),
    )
    evidence = forms.CharField(
        label="依据",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "report-wide"}),
        help_text="台账的名称和编号、页码，如“行政处罚台账第7页”。登记为零也要写明。",
        error_messages={"required": "请写明依据：台账的名称和编号。登记为零也要写明依据。"},
    )
    file = forms.FileField(
        label="台账材料", required=False, help_text="可不上传。20MB以内，不得上传涉密文件；文件名不写个人姓名。"
    )
    note = forms.CharField(
        label="备注", max_length=LONGEST, required=False, widget=forms.TextInput(attrs={"class": "report-wide"})
    )
    reason = forms.CharField(
        label="改动理由", max_length=LONGEST, required=False, widget=forms.TextInput(attrs={"class": "report-wide"})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_fees: bool, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in MonthlyItem:
            self.fields[item.value] = FigureField(item)
        if not asks_fees:
            del self.fields["includes"]
        if not asks_reason:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("all_zero") and any(given.get(item.value) for item in MonthlyItem):
            raise forms.ValidationError("选了“本月四项均为零”，又填了不为零的数字。请改正其中一处。")
        return given

    def figure_fields(self) -> list[forms.BoundField]:
        return [self[item.value] for item in MonthlyItem]

    def entry(self) -> MonthEntry:
        """Return what was filled in, for the act."""
        given = self.cleaned_data
        values = {item: Decimal() if given["all_zero"] else given[item.value] for item in MonthlyItem}
        return MonthEntry(
            figures={item: value for item, value in values.items() if value is not None},
            evidence=given["evidence"],
            upload=given["file"],
            includes_processing_fees=given.get("includes"),
            note=given["note"],
            reason=given.get("reason", ""),
        )

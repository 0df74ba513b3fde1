"""汇总的表单: files that units hand in, the roster's units, and what became of whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from gongkai.office.several_files import SeveralFiles
from gongkai.report.acts import FIRST_YEAR
from gongkai.report.aggregating import Unit

MOST_FILES = 100
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilesForm(forms.Form):
    """What came in, and when."""

    documents = SeveralFiles(
        label="年度报告文件",
        help_text=f"网页、DOCX、PDF 或纯文本，一次最多{MOST_FILES}个；上年的报告也可以上传，用来比较。",
        error_messages={"required": "请选择文件。", "empty": "所选文件中有空文件，请核对。"},
    )
    received_on = forms.DateField(label="收到日期", widget=_DAY)
    published_on = forms.DateField(
        label="公布日期",
        widget=_DAY,
        required=False,
        help_text="知道的填写；不填时按网页所载日期。一次只收同一天公布的。",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = today
        self.today = today

    def clean_received_on(self) -> date:
        return self._not_in_future("received_on", "收到日期")

    def clean_published_on(self) -> date | None:
        return self._not_in_future("published_on", "公布日期") if self.cleaned_data["published_on"] else None

    def _not_in_future(self, name: str, label: str) -> date:
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(f"{label}不能晚于今天，请核对。")
        return day


def _year_field(label: str, *, required: bool = False, help_text: str = "") -> forms.IntegerField:
    wrong = f"年度请填{FIRST_YEAR}以后的四位数字。"
    messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=FIRST_YEAR,
        max_value=9999,
        help_text=help_text,
        error_messages=messages,
    )


class UnitForm(forms.Form):
    """A unit from outside the system."""

    name = forms.CharField(label="单位全称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=30, required=False)
    from_year = _year_field("起报年度", help_text="新设单位填首个年度，其他留空。")
    to_year = _year_field("止报年度", help_text="撤销的单位填最后一个年度，其他留空。")


class UnitChoice(forms.ChoiceField):
    def __init__(self, label: str) -> None:
        super().__init__(label=label)

    def offer(self, units: Iterable[Unit]) -> None:
        self.choices = [("", "请选择"), *((unit.key, unit.name) for unit in units)]


class RosterForm(forms.Form):
    """A form that chooses among the district's units."""

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(units)
        for field in self.fields.values():
            if isinstance(field, UnitChoice):
                field.offer(known)


class YearsForm(RosterForm):
    unit = UnitChoice("单位")
    from_year = _year_field("起报年度", help_text="留空表示一直填报。")
    to_year = _year_field("止报年度", help_text="留空表示继续填报。")


class SuccessionForm(RosterForm):
    predecessor = UnitChoice("原单位")
    successor = UnitChoice("承继单位")
    year = _year_field("自哪一年度起", required=True, help_text="这一年度起由承继单位填报，例如2025年撤并的填2025。")
    continues = forms.BooleanField(
        label="原单位继续填报", required=False, help_text="只划出一部分职能的勾选；合并、撤销的不勾。"
    )
    transferred = forms.IntegerField(
        label="移交结转件数",
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text="一分为几、部分划出时填写移交的未办结申请件数；整个并入的不填。",
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

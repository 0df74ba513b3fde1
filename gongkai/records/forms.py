"""登记、认定、发布的表单: the bounds are the actions'; forms repeat them to be kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.catalogue.models import Column
from gongkai.law.attributes import Attribute, basis_choices
from gongkai.office.models import Department, Office, User

from .determining import Proposal, faults_of
from .models import Record, RecordKind, Validity

BASIS_CHOICES = [
    ("", "（无或不需要）"),
    ("主动公开", basis_choices(Attribute.PROACTIVE)),
    ("不予公开", basis_choices(Attribute.WITHHELD)),
]


class ProposalForm(forms.Form):
    """The drafter's proposal of the disclosure attribute."""

    attribute = forms.ChoiceField(
        label="公开属性", choices=[(each.value, each.label) for each in Attribute], widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(label="依据", choices=BASIS_CHOICES, required=False)
    law_named = forms.CharField(
        label="具体法律、行政法规", required=False, max_length=100, help_text="依据为“法律、行政法规禁止公开”时填写。"
    )
    reason = forms.CharField(label="理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reevaluate_on = forms.DateField(
        label="再评估日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不予公开的信息须定期评估是否可以公开，一般不超过12个月。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "attribute" in cleaned and not self.errors:
            for fault in faults_of(self.proposal(), on=timezone.localdate()):
                self.add_error(None, fault)
        return cleaned

    def proposal(self) -> Proposal:
        """Return the cleaned form as the law's value."""
        given = dict(self.cleaned_data)
        return Proposal(
            attribute=Attribute(given["attribute"]),
            basis=given.get("basis", ""),
            law_named=given.get("law_named", ""),
            reason=given.get("reason", ""),
            reevaluate_on=given.get("reevaluate_on"),
        )


class RecordForm(forms.ModelForm):
    """The facts of a record, for one office's columns, departments and people."""

    class Meta:
        model = Record
        fields = [
            "title",
            "kind",
            "column",
            "document_number",
            "made_on",
            "starts_at",
            "source",
            "source_name",
            "department",
            "topic",
            "genre",
            "is_normative_document",
            "summary",
        ]
        widgets = {
            "made_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "is_normative_document": forms.NullBooleanSelect(),
        }

    def __init__(self, *args: Any, office: Office, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["starts_at"].initial = timezone.localtime().replace(second=0, microsecond=0)
        self.fields["made_on"].initial = timezone.localdate()
        self.fields["source_name"].initial = office.short_name
        bind_to_office(self, office)
        department: Any = self.fields["department"]
        department.initial = next(
            (post.department for post in user.active_posts() if post.office_id == office.pk), None
        )

    def clean_starts_at(self) -> Any:
        moment = self.cleaned_data["starts_at"]
        if moment > timezone.now() + timedelta(minutes=5):
            raise forms.ValidationError("起算时间不能晚于现在，请填写已经发生的时间。")
        return moment

    def clean_made_on(self) -> Any:
        day = self.cleaned_data["made_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("成文日期不能晚于今天。")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == RecordKind.POLICY and cleaned.get("is_normative_document") is None:
            self.add_error("is_normative_document", "政策文件必须选择是否为行政规范性文件，年报表二按此统计。")
        return cleaned


def bind_to_office(form: Any, office: Office) -> None:
    """Offer the office's own columns and departments only."""
    column = form.fields["column"]
    column.queryset = Column.objects.filter(office=office).writable().select_related("parent__parent__parent")
    column.label_from_instance = column_label
    form.fields["department"].queryset = Department.objects.filter(office=office)


def column_label(column: Column) -> str:
    """Return the column's name with those above it, so that 其他文件 can be told apart."""
    return " › ".join(each.name for each in column.lineage())


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(ReasonForm):
    public_reason = forms.CharField(
        label="对外说明", max_length=200, required=False, help_text="显示在原网址上；留空则写“该信息已由发布机构撤回。”"
    )


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(label="定时发布时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


class AttachmentForm(forms.Form):
    file = forms.FileField(label="文件", help_text="不得上传涉密文件。20MB以内。")
    title = forms.CharField(label="附件标题", max_length=200, help_text="公开页面上显示的名称。")


class ValidityForm(forms.Form):
    validity = forms.ChoiceField(label="有效性", choices=Validity.choices)
    since = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(label="依据", max_length=200, required=False)

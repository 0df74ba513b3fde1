"""审校流程的表单: the stages of a procedure as rows, without script: order numbers, a tick to remove, a list to add from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.office.models import Department, Office

from .classes import class_choices
from .configuring import HIGHEST_LEVEL, MOST_STAGES, REVIEWING_ROLES
from .models import LimitUnit, Stage, StageFacts, StageKind
from .shipping import shipped

PREFIX = "stages"


class ProcedureForm(forms.Form):
    name = forms.CharField(label="流程名称", max_length=60, help_text="改名则另立一个流程，启用前不生效。")
    content_class = forms.ChoiceField(
        label="内容类别", required=False, help_text="改变类别则另立一个流程，启用前不生效。"
    )

    def __init__(self, *args: Any, kept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content_class"].choices = class_choices(kept)  # type: ignore[attr-defined]


class StageForm(forms.Form):
    name = forms.CharField(label="环节名称", max_length=40)
    level = forms.IntegerField(label="级次", min_value=1, max_value=HIGHEST_LEVEL)
    kind = forms.ChoiceField(label="类别", choices=StageKind.choices)
    role = forms.ChoiceField(label="岗位", choices=[(role.value, role.label) for role in REVIEWING_ROLES])
    of_author_department = forms.BooleanField(label="限起草科室", required=False)
    department = forms.ModelChoiceField(
        label="指定科室", queryset=Department.objects.none(), required=False, empty_label="不指定"
    )
    secrecy = forms.BooleanField(label="作出保密审查结论", required=False)
    parallel = forms.BooleanField(label="与上一环节同时进行", required=False)
    limit_amount = forms.IntegerField(label="办理时限", min_value=0, max_value=99, help_text="0表示不限时。")
    limit_unit = forms.ChoiceField(label="时限单位", choices=LimitUnit.choices)
    checklist = forms.CharField(
        label="审校要点", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="每行一条。"
    )

    def __init__(self, *args: Any, office: Office | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Department.objects.filter(office=office) if office else Department.objects.none()
        self.fields["department"].queryset = offered  # type: ignore[attr-defined]

    def clean_checklist(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["checklist"].splitlines() if line.strip()]


class _Stages(forms.BaseFormSet):  # type: ignore[type-arg]
    def ordered_rows(self) -> list[dict[str, Any]]:
        """Return the stages that stay, in the order given, as rows of stage facts."""
        kept = [form.cleaned_data for form in self.ordered_forms if form not in self.deleted_forms]
        rows: list[dict[str, Any]] = []
        for given in kept:
            step = (rows[-1]["step"] if rows else 0) + (0 if given["parallel"] and rows else 1)
            rows.append({name: given[name] for name in COPIED} | {"step": step, "order": len(rows) + 1})
        return rows


COPIED = (
    "name",
    "level",
    "kind",
    "role",
    "of_author_department",
    "department",
    "secrecy",
    "limit_amount",
    "limit_unit",
    "checklist",
)
StageFormSet = forms.formset_factory(
    StageForm, formset=_Stages, extra=0, can_delete=True, can_order=True, max_num=MOST_STAGES, validate_max=True
)


def initial_of(stages: Iterable[StageFacts]) -> list[dict[str, Any]]:
    """Return the stages as the forms show them."""
    rows, last_step = [], 0
    for stage in stages:
        facts: dict[str, Any] = {name: getattr(stage, name) for name in COPIED}
        rows.append(facts | {"checklist": "\n".join(stage.checklist), "parallel": stage.step == last_step})
        last_step = stage.step
    return rows


def with_extra(data: QueryDict, name: str) -> QueryDict:
    """Return the posted form with the named stage of the shipped extras added at its end, everything else as typed."""
    grown, count = data.copy(), int(data.get(f"{PREFIX}-TOTAL_FORMS") or 0)
    row = next(row for row in shipped()["extra"] if row["name"] == name)
    facts = initial_of([Stage(order=0, step=0, **row)])[0] | {"parallel": "", "ORDER": count + 1}
    for field, value in facts.items():
        if value not in (None, False, ""):
            grown[f"{PREFIX}-{count}-{field}"] = "on" if value is True else str(value)
    grown[f"{PREFIX}-TOTAL_FORMS"] = str(count + 1)
    return grown


def extra_names() -> list[str]:
    return [row["name"] for row in shipped()["extra"]]

"""拟定答复的表单: the fields that an outcome asks for. Whether they suffice, the act says, all reasons at once."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.applications.case import Case
from gongkai.applications.models import Application, Decision
from gongkai.applications.outcome_guards import MAY_BE_WITHHELD_IN_PART
from gongkai.applications.repeats import of_same_applicant
from gongkai.law.outcomes import OUTCOMES, Evidence, Group, Outcome

from .fields import text_field

ASKED_WITH = {
    "how_to_obtain": Evidence.HOW_TO_OBTAIN,
    "other_agency": Evidence.OTHER_AGENCY,
    "other_agency_contact": Evidence.OTHER_AGENCY,
    "forbidding_law": Evidence.FORBIDDING_LAW,
    "repeats": Evidence.EARLIER_CASE,
}
"""Fields that belong to outcomes which demand this."""
EMPTY: dict[str, Any] = {
    "how_to_obtain": "",
    "other_agency": "",
    "other_agency_contact": "",
    "forbidding_law": "",
    "refused_under": [],
    "repeats": None,
}
"""What a field says that the outcome does not ask for: nothing is left over from an earlier draft."""


class DecisionForm(forms.Form):
    """The draft of a decision with the outcome chosen."""

    facts = text_field("查明的事实", rows=4, required=False, help_text="检索、征求意见、延期等经过，写入答复书。")
    reasons = text_field("理由", rows=5, required=False)
    how_to_obtain = text_field("获取的方式、途径和时间", required=False)
    refused_under = forms.MultipleChoiceField(
        label="不予公开部分的情形", required=False, widget=forms.CheckboxSelectMultiple
    )
    forbidding_law = forms.CharField(label="禁止公开的法律、行政法规及条款", max_length=200, required=False)
    other_agency = forms.CharField(label="负责公开的机关", max_length=100, required=False)
    other_agency_contact = forms.CharField(label="该机关的联系方式", max_length=200, required=False)
    repeats: Any = forms.ModelChoiceField(
        label="已经答复过的前次申请", queryset=Application.objects.none(), required=False
    )

    def __init__(self, *args: Any, case: Case, chosen: Outcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        partial = chosen.group == Group.PARTIAL
        for name, evidence in ASKED_WITH.items():
            if evidence not in chosen.evidence and not (name == "forbidding_law" and partial):
                del self.fields[name]
        if not partial:
            del self.fields["refused_under"]
        self._fill(case)

    def _fill(self, case: Case) -> None:
        if "refused_under" in self.fields:
            self.fields["refused_under"].choices = [  # type: ignore[attr-defined]
                (each.code, f"{each.label}（{'、'.join(each.basis)}）")
                for each in OUTCOMES
                if each.code in MAY_BE_WITHHELD_IN_PART
            ]
        if "repeats" in self.fields:
            earlier = of_same_applicant(case.application).filter(ended_on__isnull=False)
            self.fields["repeats"].queryset = earlier  # type: ignore[attr-defined]
            self.fields["repeats"].label_from_instance = _earlier  # type: ignore[attr-defined]
            self.initial.setdefault("repeats", case.application.repeats_id)

    def given(self) -> dict[str, Any]:
        """Return the fields of the decision, emptied where the outcome asks for nothing."""
        return {"outcome": self.chosen.code} | EMPTY | self.cleaned_data


def _earlier(row: Application) -> str:
    return f"{row}（{row.ended_on}，{row.get_outcome_display()}）"


def as_drafted(decision: Decision | None) -> dict[str, Any]:
    """Return what stands in the draft of this round."""
    if decision is None:
        return {}
    names = [*DecisionForm.base_fields]
    return {name: getattr(decision, name) for name in names if hasattr(decision, name)}


class OutcomeForm(forms.Form):
    """The choice of the outcome, all twenty-three under the headings of table three."""

    outcome = forms.ChoiceField(
        label="办理结果",
        choices=[
            (group.label, [(each.code, each.label) for each in OUTCOMES if each.group == group]) for group in Group
        ],
    )

"""审校的表单: the reviewer's form of one stage, and the filter of the ledger."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.office.models import Office, User

from .answers import Answers
from .models import ErrorKind, Mark, Round, RoundStage, RoundState, SecrecyConclusion, Verdict


class ReviewForm(forms.Form):
    """What a reviewer fills in at the stage. It offers what the stage asks; the action decides on what comes back."""

    stage = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.HiddenInput)
    checked = forms.TypedMultipleChoiceField(
        label="审校要点（同意前须逐项核对）", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    error_count = forms.IntegerField(
        label="校对发现的差错数", required=False, min_value=0, max_value=9999, help_text="没有差错填0。"
    )
    error_kinds = forms.MultipleChoiceField(
        label="差错类型", choices=ErrorKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    secrecy = forms.ChoiceField(
        label="保密审查结论", choices=SecrecyConclusion.choices, required=False, widget=forms.RadioSelect
    )
    marks = forms.MultipleChoiceField(
        label="文稿涉及", choices=Mark.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label="具体意见",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回时必填。",
    )
    target = forms.TypedChoiceField(label="退回至", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, round: Round, for_stage: RoundStage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].initial = for_stage.pk
        self.fields["checked"].choices = list(enumerate(for_stage.checklist))  # type: ignore[attr-defined]
        earlier = [stage for stage in round.stages.all() if stage.step < for_stage.step]
        self.fields["target"].choices = [(stage.pk, stage.name) for stage in earlier]  # type: ignore[attr-defined]
        self._leave_out("target", when=not earlier)
        self._leave_out("error_count", "error_kinds", when=not for_stage.proofs)
        self._leave_out("secrecy", "marks", when=not for_stage.secrecy)

    def _leave_out(self, *names: str, when: bool) -> None:
        if when:
            for name in names:
                del self.fields[name]

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            text=given["text"],
            checked=tuple(given["checked"]),
            error_count=given.get("error_count"),
            error_kinds=tuple(given.get("error_kinds", ())),
            secrecy=given.get("secrecy", ""),
            marks=tuple(given.get("marks", ())),
        )


class LedgerFilter(forms.Form):
    """Which rounds the ledger shows."""

    words = forms.CharField(label="标题含", required=False, max_length=100)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *RoundState.choices])
    office = forms.ModelChoiceField(label="机构", required=False, queryset=Office.objects.none(), empty_label="全部")
    since = forms.DateField(label="送审日期自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.visible_to(user)  # type: ignore[attr-defined]

    def conditions(self) -> dict[str, Any]:
        """Return the filter's lookups; a field that cannot be read filters nothing and shows its error."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        lookups = {
            "title__icontains": given.get("words"),
            "state": given.get("state"),
            "office": given.get("office"),
            "started_at__date__gte": given.get("since"),
            "started_at__date__lte": given.get("until"),
        }
        return {lookup: value for lookup, value in lookups.items() if value}

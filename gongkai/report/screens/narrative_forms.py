"""上年问题的表单: for each problem of last year's report, how it stands and what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField

from gongkai.report.following import Answer, Standing, problems_in
from gongkai.report.models import AnnualReport

LONGEST_ANSWER = 500


class FollowUpForm(forms.Form):
    """Answers to last year's problems; one left blank is not answered yet."""

    def __init__(self, *args: Any, report: AnnualReport, previous: AnnualReport | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.problems = problems_in(previous.narrative.get("problems", "")) if previous else []
        for problem in self.problems:
            self._ask(problem, report.answers.get(problem))

    def _ask(self, problem: str, answer: Answer | None) -> None:
        standing, done = _names(problem)
        self.fields[standing] = forms.ChoiceField(
            label="办理结果",
            required=False,
            choices=[("", "请选择"), *Standing.choices],
            initial=answer.standing.value if answer else "",
        )
        self.fields[done] = forms.CharField(
            label="做了什么",
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=answer.done if answer else "",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for problem in self.problems:
            standing, done = (cleaned.get(name, "") for name in _names(problem))
            if bool(standing) != bool(done):
                missing = "做了什么" if standing else "办理结果"
                raise forms.ValidationError(
                    f"上年问题“{problem}”没有填{missing}。两项都填才算答复，都不填表示尚未答复。"
                )
        return cleaned

    def asked(self) -> Iterable[tuple[str, BoundField, BoundField]]:
        """Return problem, standing and what was done, for the screen."""
        return [(problem, self[_names(problem)[0]], self[_names(problem)[1]]) for problem in self.problems]

    def answers(self) -> list[Answer]:
        """Return the answers given here; those to problems that this page did not ask stay as they are."""
        kept = [answer for answer in self.report.answers.values() if not self._asks(answer.problem)]
        return [*kept, *(answer for problem in self.problems if (answer := self._answer(problem)))]

    def _asks(self, problem: str) -> bool:
        return problem in self.problems and _names(problem)[0] in self.data

    def _answer(self, problem: str) -> Answer | None:
        standing, done = (self.cleaned_data[name] for name in _names(problem))
        if not standing or not self._asks(problem):
            return None
        return Answer(problem, Standing(standing), " ".join(done.split()))


def _names(problem: str) -> tuple[str, str]:
    """Return the names of the two fields; a problem that was reworded meanwhile has others."""
    digest = hashlib.sha256(problem.encode()).hexdigest()[:12]
    return f"follow_up.{digest}.standing", f"follow_up.{digest}.done"

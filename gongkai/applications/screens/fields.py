"""办件表单的字段: days that default to today, texts of a few lines, and what is common to the forms of the acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.applications.case import Case

Clean = dict[str, Any]


def day_field(label: str, **more: Any) -> forms.DateField:
    """Return a day that defaults to today."""
    given: dict[str, Any] = {"initial": timezone.localdate, "widget": day_input()} | more
    return forms.DateField(label=label, **given)


def later_day_field(label: str, **more: Any) -> forms.DateField:
    """Return a day without default."""
    return forms.DateField(label=label, widget=day_input(), **more)


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def text_field(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    given: dict[str, Any] = {"max_length": 5000, "widget": forms.Textarea(attrs={"rows": rows})} | more
    return forms.CharField(label=label, **given)


class ActForm(forms.Form):
    """The form of one act on a case. `hints` are sentences that stand above it."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the case."""

    def hints(self) -> list[str]:
        return []

    def offer(self, name: str, rows: Any, label: Callable[[Any], str] = str) -> None:
        """Let the field offer these rows; a single one is chosen already."""
        field: Any = self.fields[name]
        field.queryset = rows
        field.label_from_instance = label
        found = list(rows[:2])
        if len(found) == 1:
            field.initial, field.empty_label = found[0], None


class NothingToFill(ActForm):
    """An act that needs no more than to be confirmed."""


def said(day: date | None) -> str:
    """Return the day with its weekday, as the desk says it."""
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）" if day else ""

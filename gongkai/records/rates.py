"""及时率的屏幕: the two figures of any period, each with numerator, denominator and the rows behind it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.law.timeliness import ColumnState, Item, Rate
from gongkai.office.authority import person
from gongkai.office.models import Office, User

from .timeliness import columns_rate, publication_rate


class PeriodForm(forms.Form):
    """Which office and which days; both days count."""

    office = forms.ModelChoiceField(label="机构", queryset=Office.objects.none(), required=False, empty_label=None)
    first = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="至", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any, *, user: User) -> None:
        offices = Office.objects.visible_to(user).publishing()
        today = timezone.localdate()
        start = {"office": offices.first(), "first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
        given = {name: data.get(name) or start[name] for name in ("first", "last")}
        super().__init__({**given, "office": data.get("office") or getattr(start["office"], "pk", None)})
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "止日早于起日，请核对起止日期。")
        if not self.errors and cleaned["office"] is None:
            self.add_error("office", "没有可以查看的机构。")
        return cleaned


@require_GET
def rates_view(request: HttpRequest) -> HttpResponse:
    """Show 发布及时率 of the period and 栏目更新及时率 at its end, with everything that was late, missing or left out."""
    form = PeriodForm(request.GET, user=person(request))
    rates = _rates(**form.cleaned_data) if form.is_valid() else []
    return render(request, "records/rates.html", {"form": form, "rates": rates})


def _rates(office: Office, first: date, last: date) -> list[tuple[Rate[Any], list[tuple[str, list[Row]]]]]:
    now = timezone.now()
    end = min(now, timezone.make_aware(datetime.combine(last, time.max)))
    found: list[Rate[Any]] = [publication_rate(office, first, last, as_of=now), columns_rate(office, end)]
    return [(each, _lists(each)) for each in found]


def _lists(rate: Rate[Any]) -> list[tuple[str, list[Row]]]:
    """Return the figure's lists under the words of the screen; empty ones are left out."""
    left_out = [Row(f"{each.item.title}：{each.reason}", _address(each.item)) for each in rate.excluded]
    lists = [
        ("超期", [_row(item) for item in rate.late]),
        ("未公开（未更新）", [_row(item) for item in rate.never]),
        ("已撤回，单独列示", [_row(item) for item in rate.withdrawn]),
        ("不计入", left_out),
        ("及时", [_row(item) for item in rate.on_time]),
    ]
    return [(name, rows) for name, rows in lists if rows]


class Row(NamedTuple):
    """One line behind a figure, and where it is dealt with; a column has no screen for everybody."""

    said: str
    address: str


def _row(counted: Item | ColumnState) -> Row:
    return Row(_said(counted), _address(counted))


def _address(counted: Item | ColumnState) -> str:
    return reverse("record_card", args=[counted.key]) if isinstance(counted, Item) else ""


def _said(counted: Item | ColumnState) -> str:
    if isinstance(counted, ColumnState):
        last = _minute(counted.last_published_at, "从未更新")
        return f"{counted.title}（周期{counted.cycle.days if counted.cycle else 0}天，最近更新：{last}）"
    due = _minute(counted.due.at if counted.due else None, "无")
    return f"{counted.title}（到期：{due}，公开：{_minute(counted.first_published_at, '尚未公开')}）"


def _minute(moment: datetime | None, otherwise: str) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else otherwise

"""日期的写法: shown with 年月日, and understood however a clerk writes it."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone


def test_date_is_shown_with_characters_and_without_padding():
    assert Template("{{ day }}").render(Context({"day": date(2026, 3, 3)})) == "2026年3月3日"


def test_moment_is_shown_to_the_minute():
    moment = datetime(2026, 3, 3, 8, 5, tzinfo=timezone.get_default_timezone())

    assert Template("{{ moment }}").render(Context({"moment": moment})) == "2026年3月3日 08:05"


def test_form_shows_the_date_in_figures():
    form = forms.Form(initial={"day": date(2026, 3, 3)})
    form.fields["day"] = forms.DateField()

    assert 'value="2026-03-03"' in str(form["day"])


@pytest.mark.parametrize("text", ["2026-03-03", "2026-3-3", "2026/3/3", "2026年3月3日", "2026.3.3", "20260303"])
def test_usual_ways_of_writing_a_date_are_understood(text):
    assert forms.DateField().clean(text) == date(2026, 3, 3)


@pytest.mark.parametrize("text", ["2026-03-03 08:05", "2026-03-03T08:05", "2026/3/3 8:05", "2026年3月3日 8时5分"])
def test_usual_ways_of_writing_a_moment_are_understood(text):
    assert timezone.localtime(forms.DateTimeField().clean(text)).isoformat()[:16] == "2026-03-03T08:05"


def test_no_such_day_is_refused_with_an_example():
    with pytest.raises(forms.ValidationError, match="请填写有效的日期"):
        forms.DateField().clean("2026-02-30")

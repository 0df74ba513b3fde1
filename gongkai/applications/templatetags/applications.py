"""模板用语: a day with its weekday, as the desk says it."""

from __future__ import annotations

from datetime import date

from django import template

from gongkai.applications.screens.fields import said

register = template.Library()


@register.filter
def said_day(day: date | None) -> str:
    """Return the day with its weekday, "" for none."""
    return said(day)

"""目录的动作: plant the shipped tree, allot index numbers and shelf numbers."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from gongkai.law import index_number
from gongkai.office.models import Office, User

from .models import Column, IndexSequence, PromisedPath, ShelfNumber

DATA = Path(__file__).parent / "data"


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return the shipped defaults of `data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text())


@transaction.atomic
def plant_columns(office: Office, *, monitor: User | None = None) -> list[Column]:
    """Give the office the shipped column tree; columns that it already has stay as they are."""
    grown = {column.path: column for column in Column.objects.filter(office=office)}
    return [column for node in shipped("columns")["column"] for column in _plant(office, None, node, monitor, grown)]


def _plant(
    office: Office, parent: Column | None, node: dict[str, Any], monitor: User | None, grown: dict[str, Column]
) -> list[Column]:
    facts = {key: value for key, value in node.items() if key != "column"}
    slug = facts.pop("slug")
    column = grown.get(f"{parent.path}/{slug}" if parent else slug)
    if column is None:
        inherited = {} if parent is None else {"kind": parent.kind}
        column = Column.objects.create(
            office=office, parent=parent, slug=slug, monitor=monitor, **{**inherited, **facts}
        )
    below = [each for child in node.get("column", []) for each in _plant(office, column, child, monitor, grown)]
    return [column, *below]


@transaction.atomic
def allot_index_number(office: Office, *, on: date) -> str:
    """Allot the office's next index number (索引号) of the period that holds the day. It is never given out again.

    :raises law.index_number.FormatNotUsable: when the office's format cannot be used.
    """
    period = index_number.period_of(office.index_format, on)
    sequence, _ = IndexSequence.objects.select_for_update().get_or_create(office=office, period=period)
    sequence.last += 1
    sequence.save()
    return index_number.render(office.index_format, office.code, on, sequence.last)


@transaction.atomic
def allot_shelf_number(column: Column) -> int:
    """Allot the next place in the column, counted from the oldest, and promise the column's path for ever."""
    shelf, _ = ShelfNumber.objects.select_for_update().get_or_create(column=column)
    shelf.last += 1
    shelf.save()
    PromisedPath.objects.get_or_create(office=column.office, path=column.path)
    return shelf.last

"""栏目树: an office's columns as the public sees them, and what of them is shown.

A column without documents is shown only where the office has said, with a date, that it holds no such information
(《政府网站与政务新媒体检查指标》 counts empty columns), or where it is the entrance to disclosure on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from gongkai.catalogue.models import Column, ColumnKind
from gongkai.office.models import Office
from gongkai.records.models import Publication

from . import addresses


@dataclass
class Tree:
    """The columns of one office, in order."""

    office: Office
    columns: dict[int, Column]
    shown: set[int] = field(default_factory=set)
    fragments: dict[str, str] = field(default_factory=dict)

    def below(self, parent_id: int | None) -> list[Column]:
        """Return the columns directly below, the hidden ones included."""
        return [column for column in self.columns.values() if column.parent_id == parent_id]

    def shown_below(self, parent_id: int | None) -> list[Column]:
        return [column for column in self.below(parent_id) if column.pk in self.shown]

    def with_all_below(self, column: Column) -> list[int]:
        """Return the ids of the column and of all columns under it."""
        return [column.pk, *(pk for child in self.below(column.pk) for pk in self.with_all_below(child))]

    def lineage(self, column: Column) -> list[Column]:
        """Return the columns from the root down to this one."""
        parent = self.columns.get(column.parent_id or 0)
        return [*(self.lineage(parent) if parent else []), column]

    def address(self, column: Column) -> str:
        return addresses.column_home(self.office.slug, column.path)

    def nodes(self, current: Column | None = None) -> list[dict[str, Any]]:
        """Return the shown columns as nested entries, those that lead to the current one open."""
        leading = {each.pk for each in self.lineage(current)} if current else set()
        return self._nodes(None, leading, current)

    def walk(self) -> Iterator[Column]:
        """Yield the shown columns, each before those below it."""
        yield from self._walk(None)

    def _walk(self, parent_id: int | None) -> Iterator[Column]:
        for column in self.shown_below(parent_id):
            yield column
            yield from self._walk(column.pk)

    def _nodes(self, parent_id: int | None, leading: set[int], current: Column | None) -> list[dict[str, Any]]:
        return [
            {
                "name": column.name,
                "url": self.address(column),
                "description": column.description,
                "feed_url": addresses.feed(self.office.slug, column.path),
                "current": column == current,
                "open": column.pk in leading,
                "children": self._nodes(column.pk, leading, current),
            }
            for column in self.shown_below(parent_id)
        ]


def tree_of(office: Office) -> Tree:
    """Read the office's tree as it stands now."""
    standing = Publication.objects.standing().filter(column=OuterRef("pk"))
    columns = list(Column.objects.filter(office=office).annotate(is_filled=Exists(standing)))
    tree = Tree(office, {column.pk: column for column in columns})
    for column in columns:
        if _speaks(column):
            tree.shown |= {each.pk for each in tree.lineage(column)}
    return tree


def _speaks(column: Any) -> bool:
    return column.is_filled or bool(column.statement and column.stated_on) or column.kind == ColumnKind.REQUEST

"""一个有来源的数字: its key, what it is called, its value and the unit in which the prose counts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from gongkai.office.models import Office


@dataclass(frozen=True)
class Known:
    """A figure of the year; `label` names it without the year."""

    key: str
    label: str
    value: int | Decimal
    unit: str = "件"

    @property
    def printed(self) -> str:
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Known:
        value = row["value"]
        return cls(row["key"], row["label"], int(value) if value.isdigit() else Decimal(value), row["unit"])

    def as_json(self) -> dict[str, str]:
        return {"key": self.key, "label": self.label, "value": self.printed, "unit": self.unit}


Sources = Mapping[str, Known]
"""Key → figure. What the register cannot say (a rate of nothing) is absent."""


class Scope(NamedTuple):
    """Whose year it is."""

    office: Office
    year: int

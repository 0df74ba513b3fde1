"""读取结果: what was found in a published report, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import TABLE_NAMES, Cell, ReportTables, describe, row_of

_FACTS = {"office": "机关名称", "year": "年度", "form": "表式"}


class ReportNotReadable(ValueError):
    """Raised when a file cannot be read as an annual report at all."""


@dataclass(frozen=True)
class Figure:
    """A figure the prose states, with the sentence that states it."""

    kind: str
    value: Decimal
    unit: str
    sentence: str


@dataclass(frozen=True)
class OddCell:
    """A cell whose content is not the bare number the form asks for."""

    where: str
    text: str


@dataclass(frozen=True)
class TablesRead:
    """What one reader found of the tables; `form` is the form whose labels were met."""

    tables: ReportTables
    form: str | None = None
    odd_cells: tuple[OddCell, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A report as it was read; `text` is the page's own text, empty where figures and prose are all there is.

    `correction` (更正说明) is given by data alone: a page's heading words before part one are not read.
    """

    office: str | None
    year: int | None
    form: str | None
    tables: ReportTables
    narrative: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    signed_date: date | None = None
    odd_cells: tuple[OddCell, ...] = ()
    notes: tuple[str, ...] = ()
    text: str = ""
    correction: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of what the source does not give."""
        absent = [name for name in ("office", "year", "form") if getattr(self, name) is None]
        return (*absent, *self.tables.missing())

    @property
    def missing_in_words(self) -> tuple[str, ...]:
        """Return what the source does not give in the form's own words: 表三“（一）予以公开”行."""
        return tuple(_in_words(name) for name in self.missing)

    def figure(self, kind: str) -> Figure | None:
        """Return the first figure of that kind, or None where the prose states none."""
        return next((figure for figure in self.figures if figure.kind == kind), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "office": self.office,
            "year": self.year,
            "form": self.form,
            **self.tables.as_json(),
            "figures": [_figure_json(figure) for figure in self.figures],
            "missing": list(self.missing),
            "notes": list(self.notes),
        }


def _in_words(missing: str) -> str:
    place = missing.split(".")
    if len(place) == 1:
        return TABLE_NAMES.get(missing) or _FACTS[missing]
    if len(place) == 2:
        return f"{TABLE_NAMES[place[0]]}“{row_of(*place).full_label}”行"
    return describe(Cell(*place))


def _figure_json(figure: Figure) -> dict[str, Any]:
    whole = figure.value == int(figure.value)
    value: int | str = int(figure.value) if whole else format(figure.value, "f")
    return {"figure": figure.kind, "value": value, "unit": figure.unit, "sentence": figure.sentence}

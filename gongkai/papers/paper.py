"""长文: papers of headings, prose and spanning tables, as tagged archival PDF and as editable DOCX.

What lives here: what such a paper consists of and how its parts are prepared for setting, in the layout of
《党政机关公文格式》(GB/T 9704-2012) with the tables in smaller type. What it says is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from .headings import break_heading
from .letter import NAME_WIDTH, TITLE_WIDTH, day_in_chinese
from .storable import storable
from .tables import POINTS, SpannedTable, TableCell
from .typesetting import ARCHIVAL_AND_ACCESSIBLE, typeset


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 (一、) or 2 （一）."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Prose:
    """One paragraph."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper under the office's name; without a day of signing the name stands alone."""

    office: str
    title: str
    parts: tuple[Heading | Prose | SpannedTable, ...]
    signed: date | None = None

    @property
    def title_lines(self) -> tuple[str, ...]:
        own = self.title.removeprefix(self.office)
        return break_heading(f"{self.office}\n{own}", per_line=TITLE_WIDTH)

    @property
    def signers(self) -> tuple[str, ...]:
        return break_heading(self.office, per_line=NAME_WIDTH)

    @property
    def day(self) -> str:
        return day_in_chinese(self.signed) if self.signed else ""


def paper_pdf(paper: Paper, *, at: datetime | None = None) -> bytes:
    """Return the paper as PDF/A-2a and PDF/UA-1; with `at` as the moment of making, the same paper gives the same bytes.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    data = {
        "office": paper.office,
        "title": paper.title,
        "title_lines": paper.title_lines,
        "signers": paper.signers,
        "day": paper.day,
        "parts": [_part(part) for part in paper.parts if not _is_empty(part)],
    }
    return typeset("paper.typ", data, at=at, standards=ARCHIVAL_AND_ACCESSIBLE)


def _is_empty(part: Heading | Prose | SpannedTable) -> bool:
    """Test if nothing would be printed: an accessible paper has no empty headings."""
    return not isinstance(part, SpannedTable) and not storable(part.text)


def _part(part: Heading | Prose | SpannedTable) -> dict[str, Any]:
    if isinstance(part, SpannedTable):
        return {"kind": "table", "widths": part.widths, "points": POINTS[part.size], "parts": _table_parts(part)}
    return {"kind": "heading" if isinstance(part, Heading) else "prose", **asdict(part)}


def _table_parts(table: SpannedTable) -> list[dict[str, Any]]:
    return [
        {
            "head": [_cell(cell) for row in part.head for cell in row],
            "body": [_cell(cell) for row in part.body for cell in row],
        }
        for part in table.parts
    ]


def _cell(cell: TableCell) -> dict[str, Any]:
    return {**asdict(cell), "value": cell.text}

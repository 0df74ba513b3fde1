"""公函: official letters from plain data, as archival PDF and as DOCX that an office may edit.

What lives here: what a letter consists of and how its parts are prepared for setting, in the layout of 《党政机关公文格式》
(GB/T 9704-2012). What a letter says is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Literal

from .columns import column_widths, even_rows
from .filling import DATA, fill
from .headings import break_heading, width_of
from .typesetting import typeset

Kind = Literal["text", "heading", "item", "table", "box"]
NO_DATE = "　　　　年　　月　　日"
TITLE_WIDTH = 20
"""Characters of 二号 on a line of 156 mm."""
TABLE_WIDTH = 36.8
"""Characters of 小四 side by side in 156 mm."""
NAME_WIDTH = 24
"""Characters of 三号 on a line of the signature, which stays clear of both margins."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One part of the body.

    text and item are indented paragraphs (one per line of the text), a heading is set in 黑体 or, beginning with a bracket
    as in （一）, in 楷体; a box frames what is quoted; a table has `rows` under `head`.
    """

    kind: Kind = "text"
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slip:
    """An opinion slip or receipt to be filled in and sent back: labelled fields, and boxes of which one is ticked."""

    title: str
    fields: tuple[tuple[str, str], ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An official letter. Without the day of signing (`signed` None) it is a draft and says so on every page."""

    office: str
    title: str
    addressee: str
    blocks: tuple[Block, ...]
    number: str = ""
    enclosures: tuple[str, ...] = ()
    signed: date | None = None
    contact: str = ""
    note: str = ""
    slip: Slip | None = None


def letter_pdf(letter: Letter, *, at: datetime | None = None) -> bytes:
    """Return the letter as PDF/A-2b; with `at` as the moment of making, the same letter gives the same bytes.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    return typeset("letter.typ", _parts(letter), at=at)


def letter_docx(letter: Letter, *, template: bytes | None = None) -> bytes:
    """Return the letter as an editable Word document, in the office's own template or in ours.

    :raises TemplateBroken: when the template is not one, or leaves out a part of the letter.
    """
    parts = _parts(letter)
    blank = (DATA / "letter.docx").read_bytes() if template is None else template
    return fill(blank, parts, title=letter.title, shown=_texts(parts))


def day_in_chinese(day: date | None) -> str:
    """Return the day in figures without leading noughts (GB/T 9704-2012, 7.3.5.4); None leaves it to be written by hand."""
    return f"{day.year}年{day.month}月{day.day}日" if day else NO_DATE


def _texts(parts: dict[str, Any]) -> Iterator[str]:
    """Yield what no template may leave out of a letter."""
    yield from (parts["number"], parts["addressee"], *parts["signers"], parts["date"])
    for part in parts["blocks"]:
        yield from part.get("lines", ())
        yield part.get("text", "")
        yield from chain.from_iterable((*part.get("head", ()), *part.get("rows", ())))
    yield from (each["name"] for each in parts["enclosures"])


def signature_length(signers: tuple[str, ...]) -> str:
    """Return how long the office's name is: the date stands centred under it, and Word must be told where."""
    width = max(map(width_of, signers))
    return "短" if width <= 9 else "中" if width <= 17 else "长"


def _parts(letter: Letter) -> dict[str, Any]:
    signers = break_heading(letter.office, per_line=NAME_WIDTH)
    own = letter.title.removeprefix(letter.office)
    return {
        "office": letter.office,
        "title": letter.title,
        "title_lines": break_heading(f"{letter.office}\n{own}", per_line=TITLE_WIDTH),
        "number": letter.number,
        "addressee": letter.addressee.rstrip("：:"),
        "blocks": list(chain.from_iterable(map(_block_parts, letter.blocks))),
        "enclosures": _numbered(letter.enclosures),
        "signers": signers,
        "signature": signature_length(signers),
        "date": day_in_chinese(letter.signed),
        "is_draft": letter.signed is None,
        "contact": letter.contact,
        "note": letter.note.strip("（）"),
        "slip": _slip_parts(letter.slip) if letter.slip else None,
    }


def _block_parts(block: Block) -> list[dict[str, Any]]:
    if block.kind == "table":
        return [_table_parts(block)]
    lines = [line for line in block.text.splitlines() if line.strip()]
    if block.kind == "box":
        return [{"kind": "box", "lines": lines}]
    return [{"kind": block.kind, "text": line, "is_minor": line.startswith("（")} for line in lines]


def _table_parts(block: Block) -> dict[str, Any]:
    """Return the table with every row as long as the longest, and columns as wide as their longest text, within reason."""
    even = even_rows([block.head, *block.rows] if block.head else block.rows)
    split = 1 if block.head else 0
    return {
        "kind": "table",
        "head": even[:split],
        "rows": even[split:],
        "widths": column_widths(even, room=TABLE_WIDTH),
    }


def _numbered(enclosures: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the enclosures with their numbers; one alone has none (GB/T 9704-2012, 7.3.4)."""
    if len(enclosures) == 1:
        return [{"mark": "", "name": enclosures[0]}]
    return [{"mark": f"{place}.", "name": name} for place, name in enumerate(enclosures, 1)]


def _slip_parts(slip: Slip) -> dict[str, Any]:
    return {**asdict(slip), "title_lines": break_heading(slip.title, per_line=TITLE_WIDTH)}

"""表单: boxed forms on A4 from plain data, as archival PDF and as editable DOCX.

What lives here: what a form consists of (登记表, 呈批单, 送达回证, 回执, 卷内目录) and how its parts are prepared for setting. What
stands in its boxes is decided elsewhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

import segno

from .columns import column_widths, even_rows
from .filling import DATA, fill
from .headings import break_heading
from .letter import day_in_chinese
from .typesetting import typeset

TITLE_WIDTH = 20
TABLE_WIDTH = 37.7
LABEL_WIDTH = 6
"""Characters of 二号 on a line, of 小四 across the form, and of 小四 in the box of a label."""


@dataclass(frozen=True, kw_only=True)
class FormCell:
    """A labelled box: a text, or possibilities of which those are ticked that say so; empty, it is to be written in."""

    label: str
    value: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A line of the form: a heading across it, or one box as wide as the form, or two side by side."""

    cells: tuple[FormCell, ...] = ()
    section: str = ""
    height: int = 0  # millimetres at least, for what is written by hand

    def __post_init__(self) -> None:
        if bool(self.section) == bool(self.cells) or len(self.cells) > 2:
            raise FormRowMisshapen("表单的一行应当是一个小标题，或者一至两个栏目。")


@dataclass(frozen=True, kw_only=True)
class FormTable:
    """A list within the form; its head is repeated on every page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A box for an opinion with the name and the day below it; what is empty is left to be written by hand."""

    label: str
    text: str = ""
    name: str = ""
    on: date | None = None
    signer: str = "签名"
    height: int = 24  # millimetres at least


@dataclass(frozen=True, kw_only=True)
class Form:
    """A boxed form: rows, then a list, then boxes to sign. `qr` is the text of a QR code beside the title."""

    office: str
    title: str
    number: str = ""
    rows: tuple[FormRow, ...] = ()
    table: FormTable | None = None
    signatures: tuple[Signature, ...] = ()
    note: str = ""
    qr: str = ""


class FormRowMisshapen(ValueError):
    """A row that no form can hold."""


def form_pdf(form: Form, *, at: datetime | None = None) -> bytes:
    """Return the form as PDF/A-2b; with `at` as the moment of making, the same form gives the same bytes.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    picture = _qr_code(form.qr, kind="svg").decode() if form.qr else ""
    return typeset("form.typ", {**_parts(form), "qr": picture}, at=at)


def form_docx(form: Form, *, template: bytes | None = None) -> bytes:
    """Return the form as an editable Word document, in the office's own template or in ours.

    :raises TemplateBroken: when the template is not one, or leaves out a part of the form.
    """
    parts = _parts(form)
    images = {"qr": _qr_code(form.qr, kind="png")} if form.qr else {}
    blank = (DATA / "form.docx").read_bytes() if template is None else template
    return fill(blank, {**parts, "qr": ""}, title=form.title, shown=_texts(parts), images=images)


def _qr_code(text: str, *, kind: str) -> bytes:
    picture = io.BytesIO()
    segno.make(text, micro=False, error="m").save(picture, kind=kind, scale=8, border=2)
    return picture.getvalue()


def _parts(form: Form) -> dict[str, Any]:
    return {
        "office": form.office,
        "title": form.title,
        "title_lines": break_heading(form.title, per_line=TITLE_WIDTH),
        "number": form.number,
        "rows": [_row_parts(row) for row in form.rows],
        "table": _table_parts(form.table) if form.table else None,
        "signatures": [_signature_parts(each) for each in form.signatures],
        "note": form.note,
    }


def _row_parts(row: FormRow) -> dict[str, Any]:
    return {**asdict(row), "cells": [{**asdict(cell), "label": _label(cell.label)} for cell in row.cells]}


def _signature_parts(box: Signature) -> dict[str, Any]:
    return {**asdict(box), "label": _label(box.label), "on": day_in_chinese(box.on)}


def _label(text: str) -> str:
    """Return the label in lines of like length, so that none keeps a single character."""
    return "\n".join(break_heading(text, per_line=LABEL_WIDTH))


def _table_parts(table: FormTable) -> dict[str, Any]:
    head, *rows = even_rows([table.head, *table.rows])
    return {"head": head, "rows": rows, "widths": column_widths([head, *rows], room=TABLE_WIDTH)}


def _texts(parts: dict[str, Any]) -> Iterator[str]:
    """Yield what no template may leave out of a form."""
    yield from (parts["office"], *parts["title_lines"], parts["number"], parts["note"])
    for row in parts["rows"]:
        yield row["section"]
        for cell in row["cells"]:
            yield from (cell["label"], cell["value"], *(name for name, _ in cell["ticks"]))
    if parts["table"]:
        yield from chain.from_iterable([parts["table"]["head"], *parts["table"]["rows"]])
    for each in parts["signatures"]:
        yield from (each["label"], each["text"], each["name"], each["on"])

"""套用模板: a Word template and plain data in, an editable DOCX out. Text goes in as data, never as template syntax."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError
from markupsafe import Markup, escape

from .columns import column_widths
from .storable import storable
from .typesetting import DATA

__all__ = ["DATA", "FITTED", "TemplateBroken", "fill"]

FITTED = "随文表格"
"""The style of tables whose number of columns comes with the data; their columns are made as wide as the texts ask."""
IMAGE_WIDTH = Mm(25)
UNREADABLE = (BadZipFile, OpcError, LxmlError, LookupError, ValueError, AttributeError, OSError)
MISWRITTEN = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, LxmlError)


class TemplateBroken(ValueError):
    """A template that is no Word document, holds a mistake, or would leave out a part of the paper."""


def fill(
    template: bytes,
    content: dict[str, Any],
    *,
    title: str,
    shown: Iterable[str],
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the template filled with the content.

    :param shown: texts that the paper must contain in the end, or the template has lost them.
    :param images: PNG pictures by the name that the template gives them.
    :raises TemplateBroken: when the template cannot be read or filled, or does not show all of `shown`.
    """
    document = _opened(template)
    pictures = {name: InlineImage(document, io.BytesIO(png), width=IMAGE_WIDTH) for name, png in (images or {}).items()}
    _render(document, {**storable(content), **pictures})
    _check_shown(document, storable(list(shown)))
    _fit_tables(document)
    document.docx.core_properties.title = storable(title)[:255]
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _opened(template: bytes) -> DocxTemplate:
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.init_docx()
    except UNREADABLE as error:
        raise TemplateBroken("模板不是可以打开的Word文档（.docx）。请用Word或WPS另存为docx格式后重新上传。") from error
    return document


def _render(document: DocxTemplate, content: dict[str, Any]) -> None:
    try:
        document.render(content, _environment())
    except MISWRITTEN as error:
        raise TemplateBroken(
            f"模板中的填写标记有误（{error}），无法套用。请对照系统自带模板改正标记后重新上传。"
        ) from error


def _environment() -> SandboxedEnvironment:
    """Return the rules of filling: an office's template may show what it is given and do nothing else."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_data)


def _as_data(value: Any) -> Any:
    """Return text with its braces and per cent signs as character references, so that it can never become a tag."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(escape(value).translate({ord(each): f"&#{ord(each)};" for each in "{}%"}))  # noqa: S704  escaped here


def _check_shown(document: DocxTemplate, shown: Iterable[str]) -> None:
    there = _packed("".join(node.text or "" for node in document.docx.element.body.iter(qn("w:t"))))
    for text in shown:
        if _packed(text) not in there:
            raise TemplateBroken(
                f"套用模板后缺少“{text[:30]}”，模板没有这部分内容的填写标记。请对照系统自带模板补上标记后重新上传。"
            )


def _packed(text: str) -> str:
    return "".join(text.split())


def _fit_tables(document: DocxTemplate) -> None:
    for table in document.docx.tables:
        if table.style is not None and table.style.name == FITTED:
            _fit(table)


def _fit(table: Table) -> None:
    total = sum(column.width or 0 for column in table.columns)
    widths = column_widths(([cell.text for cell in row.cells] for row in table.rows), room=total / Pt(12))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(total * width / sum(widths)))
        for cell in column.cells:
            cell.width = column.width

"""正文编辑控件: a textarea that the bundled editor turns into one for official texts; without JavaScript it stays a textarea.

What the browser sends is never trusted: whoever keeps the value calls `gongkai.records.cleaning.clean_body`.
"""

from __future__ import annotations

from typing import Any

from django import forms

from .drawn import Workplace

_FOLDER = "records/editor"


class BodyEditor(forms.Textarea):
    """The editor of a body. Addresses may be lazy; where one is missing the editor works without what it serves.

    :param upload_url: takes ``file`` and ``alt`` by POST, answers ``{"url", "alt"}`` or ``{"error"}``; else no images.
    :param clean_url: `gongkai.records.pasting.clean_paste_view`; else a paste is cleaned only when it is kept.
    """

    def __init__(self, *, upload_url: Any = None, clean_url: Any = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 20, **(attrs or {})})
        self.upload_url = upload_url
        self.clean_url = clean_url

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [f"{_FOLDER}/body-editor.css"]}, js=[f"{_FOLDER}/body-editor.js"])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        addresses = {"data-upload-url": self.upload_url, "data-clean-url": self.clean_url}
        context["widget"]["attrs"] |= {"data-body-editor": ""} | {k: str(v) for k, v in addresses.items() if v}
        return context


class DrawnBody(forms.Widget):
    """A body that is written on another page: the way there in place of an input."""

    template_name = "records/_drawn_body.html"

    def __init__(self, place: Workplace | None) -> None:
        super().__init__()
        self.place = place

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "place": self.place}

"""表单的栏目: texts as people paste them, files as they may be kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.applications.filing import CleanUpload, clean_upload
from gongkai.office.several_files import SeveralFiles, SeveralFilesInput
from gongkai.records.uploads import MAX_BYTES, UploadRefused

MOST_FILES = 5
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.doc,.docx,.wps,.ofd,.xls,.xlsx,.et"
FILES_HELP = f"PDF、图片、Word、WPS、OFD、Excel，最多{MOST_FILES}个，合计不超过20MB。"
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""Marks that turn the direction of writing or cannot be seen: they come with pasted text, and can make it read otherwise."""
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\v\f]")


def tidy(text: str) -> str:
    """Return the text composed, with plain line ends, and without control characters and unseen marks (but not NUL)."""
    composed = _UNSEEN.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return "".join(each for each in composed if each in "\n\0" or unicodedata.category(each) not in {"Cc", "Cs", "Cn"})


class Line(forms.CharField):
    """A text of one line."""

    def __init__(self, label: str, *, most: int = 100, autocomplete: str = "off", **kwargs: Any) -> None:
        attrs = {"autocomplete": autocomplete, **kwargs.pop("attrs", {})}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(label=label, max_length=most, **kwargs)
        self.error_messages["required"] = f"请填写{label}。"

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(super().to_python(value) or "").split("\n")).strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave the length to the check: a browser that cuts off what is pasted loses it without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Words(Line):
    """A text of several lines."""

    def __init__(self, label: str, *, most: int, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(label, most=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return tidy(forms.CharField.to_python(self, value) or "").strip()


class Files(SeveralFiles):
    """Any number of files, each cleaned as it will be kept; the value is the list of them."""

    def __init__(self, label: str, *, help_text: str = "", **kwargs: Any) -> None:
        widget = SeveralFilesInput(attrs={"accept": ACCEPTED})
        super().__init__(label=label, help_text=f"{help_text}{FILES_HELP}", widget=widget, **kwargs)
        self.error_messages |= {"required": "请选择文件。", "empty": "有一个文件是空的，请重新选择。"}

    def clean(self, data: Any, initial: Any = None) -> list[CleanUpload]:  # type: ignore[override]
        given: Sequence[UploadedFile] = [each for each in data or [] if each] if isinstance(data, list | tuple) else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"最多选择{MOST_FILES}个文件，您选择了{len(given)}个。")
        if sum(each.size or 0 for each in given) > MAX_BYTES:
            raise forms.ValidationError("文件合计超过20MB，请压缩后再选择，或者改用邮寄、当面提交。")
        return [self._kept(each) for each in super().clean(given, initial)]

    def _kept(self, upload: UploadedFile) -> CleanUpload:
        try:
            return clean_upload(upload)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

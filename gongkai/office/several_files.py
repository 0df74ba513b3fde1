"""多个文件: one input of a form that takes several files.

What lives here: the field and its widget. What may come in, and how much of it, those who ask for files decide.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files of one input; none only where the field is not required."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        if not data:
            super().clean(None, initial)
            return []
        return [super(SeveralFiles, self).clean(each, initial) for each in data]

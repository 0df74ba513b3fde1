"""文书的印制: PDF and DOCX of a letter as it stands now; a letter that went out is the very paper that was kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from gongkai.applications.composing import letter_paper
from gongkai.applications.models import Letter
from gongkai.papers.letter import letter_pdf

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_of(letter: Letter) -> bytes:
    if letter.paper and not letter.paper.erased_at:
        return letter.paper.data()
    return letter_pdf(letter_paper(letter), at=timezone.now())


def answer(data: bytes, *, name: str, media_type: str, shown: bool = False) -> HttpResponse:
    """Return the file as an answer that no cache keeps; `name` is plain and tells nobody's name."""
    disposition = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f'{disposition}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)

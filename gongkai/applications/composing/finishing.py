"""成文: the letter as a paper, with number, day, blocks and opinion slip; as it reads in its latest version."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from gongkai.applications.letter_pages import is_heading, paragraphs
from gongkai.applications.models import CaseFile, CaseRules, Letter
from gongkai.law.letters import LetterKind
from gongkai.papers import letter as papers
from gongkai.papers.letter import Block, Slip, letter_docx

from .wording import one_line, quoted

WITH_SLIP = {
    LetterKind.THIRD_PARTY_CONSULTATION: "姓名（名称）",
    LetterKind.CO_MAKER_CONSULTATION: "单位名称",
    LetterKind.AGENCY_CONSULTATION: "单位名称",
}
"""The letters that bring an opinion slip, and how the slip calls who answers."""
CHOICES = ("同意公开", "不同意公开", "部分同意公开（请写明不同意公开的具体内容）")


def letter_paper(letter: Letter) -> papers.Letter:
    """Return the letter as a paper; unsigned, it is a draft and says so."""
    content = letter.version().content
    return papers.Letter(
        office=content["office"],
        title=content["title"],
        number=letter.number,
        addressee=content["addressee"],
        blocks=tuple(_block(line) for line in paragraphs(content)),
        enclosures=_enclosures(letter, content["enclosures"]),
        signed=letter.signed_on,
        contact=content["contact"],
        note=content["note"],
        slip=_slip(letter),
    )


def letter_document(letter: Letter) -> bytes:
    """Return the letter as an editable Word document, in the office's own template where it has one.

    :raises TemplateBroken: when that template cannot be filled.
    """
    template = CaseRules.of(letter.office).letter_template
    return letter_docx(letter_paper(letter), template=bytes(template) if template else None)


def page_count(file: CaseFile) -> int | None:
    """Return how many pages the file has; None where that is not known."""
    if file.erased_at:
        return None
    if file.media_type.startswith("image/"):
        return 1
    return pdf_pages(file.data()) if file.media_type == "application/pdf" else None


def pdf_pages(data: bytes) -> int | None:
    """Return how many pages the PDF has; None where it cannot be read."""
    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError):
        return None


def _block(line: str) -> Block:
    return Block(kind="heading" if is_heading(line) else "text", text=line)


def _enclosures(letter: Letter, titles: list[str]) -> tuple[str, ...]:
    """Return the enclosures with their pages, as far as these can be counted."""
    pages = {file.title: page_count(file) for file in letter.enclosures.all()}
    return tuple(f"{title}（共{count}页）" if (count := pages.get(title)) else title for title in titles)


def _slip(letter: Letter) -> Slip | None:
    """Return the slip of a consultation: what is asked and the boxes to tick, and nothing of who applied."""
    kind, consultation = letter.law, letter.consultation
    if kind not in WITH_SLIP or consultation is None:
        return None
    fields = (
        ("来文文号", letter.number),
        (WITH_SLIP[kind], one_line(consultation.name)),
        ("征求内容", quoted(consultation.content)),
        ("联系电话", ""),
    )
    return Slip(title="征求意见确认函", fields=fields, choices=CHOICES)

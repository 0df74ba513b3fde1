"""卷内目录: what is in the file of a case, in the order of its handling, each with pages, size and digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.applications.models import Application, CaseFile, FileKind, Letter, LetterState
from gongkai.law.letters import LetterKind
from gongkai.papers.form import Form, FormCell, FormRow, FormTable

from .finishing import page_count, pdf_pages
from .wording import day

HEAD = ("序号", "材料名称", "文号", "日期", "页数", "字节数", "SHA-256")
LINE = 13
"""Characters of a digest on a line."""
ORDER = (
    FileKind.ORIGINAL,
    FileKind.IDENTITY,
    FileKind.ATTACHMENT,
    FileKind.CORRECTION,
    FileKind.LETTER,
    FileKind.OPINION,
    FileKind.SOURCE,
    FileKind.RELEASE,
    FileKind.SERVICE,
    FileKind.EVIDENCE,
)
"""The order of the handling, and so of the file."""


@dataclass(frozen=True, kw_only=True)
class MadePaper:
    """A paper that the system makes for the file, such as the 登记表 or the 期限推算: its title and its bytes."""

    title: str
    data: bytes
    on: date | None = None
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    title: str
    number: str = ""
    on: date | None = None
    pages: int | None = None
    size: int | None = None
    sha256: str = ""

    def cells(self, place: int) -> tuple[str, ...]:
        shown = (str(self.pages) if self.pages else "—", f"{self.size}" if self.size is not None else "—")
        return (str(place), self.title, self.number or "—", day(self.on) or "—", *shown, _in_lines(self.sha256) or "—")


def _in_lines(digest: str) -> str:
    """Return the digest in lines narrow enough for its column."""
    return "\n".join(digest[start : start + LINE] for start in range(0, len(digest), LINE))


def file_list(application: Application, *, made: Sequence[MadePaper] = ()) -> Form:
    """Return the 卷内目录 of the case: every file in it, and the papers `made` for it by the archive."""
    entries = [*map(_made, made), *_files(application)]
    return Form(
        office=application.office.name,
        title=f"政府信息公开申请{LetterKind.FILE_LIST.label}",
        number=application.number,
        rows=(_summary(application, len(entries)),),
        table=FormTable(head=HEAD, rows=tuple(entry.cells(n) for n, entry in enumerate(entries, start=1))),
        note="SHA-256为材料内容的摘要，用于核对材料未被改动。已经清除的材料只保留名称和摘要。",
    )


def _summary(application: Application, count: int) -> FormRow:
    ended = day(application.ended_on) or "未办结"
    return FormRow(
        cells=(FormCell(label="办结日期", value=ended), FormCell(label="材料件数", value=f"{count}件")),
    )


def _made(paper: MadePaper) -> Entry:
    return Entry(
        title=paper.title,
        number=paper.number,
        on=paper.on,
        pages=pdf_pages(paper.data) if paper.data.startswith(b"%PDF") else None,
        size=len(paper.data),
        sha256=hashlib.sha256(paper.data).hexdigest(),
    )


def files_in_order(application: Application) -> list[CaseFile]:
    """Return the standing files of the case in the order of its handling."""
    files = CaseFile.objects.standing().filter(application=application)
    return sorted(files, key=lambda each: (ORDER.index(FileKind(each.kind)), each.pk))


def _files(application: Application) -> Iterable[Entry]:
    letters = {each.paper_id: each for each in application.letters.filter(state=LetterState.SENT)}
    return [_file(each, letters.get(each.pk)) for each in files_in_order(application)]


def _file(file: CaseFile, letter: Letter | None) -> Entry:
    erased = "（已清除）" if file.erased_at else ""
    return Entry(
        title=f"{_title(file)}{erased}",
        number=letter.number if letter else "",
        on=letter.signed_on if letter else timezone.localdate(file.added_at),
        pages=page_count(file),
        size=file.size,
        sha256=file.sha256,
    )


def _title(file: CaseFile) -> str:
    kind = file.get_kind_display()
    return file.title if file.title == kind or file.kind == FileKind.LETTER else f"{kind}：{file.title}"

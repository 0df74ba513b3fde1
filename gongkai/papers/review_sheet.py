"""审校单: the A4 form of one round, with every opinion, signature, stand-in and departure from the rule."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from .typesetting import typeset


@dataclass(frozen=True)
class SheetLine:
    """One opinion, or a stage still to be signed (without verdict, name and time)."""

    stage: str
    post: str
    verdict: str = ""
    text: str = ""
    errors: str = ""
    name: str = ""
    at: str = ""


@dataclass(frozen=True)
class ReviewSheet:
    """Everything on the sheet, as it is to be printed; empty texts leave their box blank."""

    office: str
    number: str
    title: str
    round: str
    procedure: str
    state: str
    category: str
    column: str
    source: str
    author: str
    submitted: str
    attribute: str
    basis: str
    ticks: tuple[tuple[str, str], ...]
    secrecy: str
    lines: tuple[SheetLine, ...]
    attachments: tuple[str, ...]
    planned: str
    published: str
    address: str
    publisher: str
    due: str
    overdue: str
    after_check: str
    deviations: tuple[str, ...]
    remarks: tuple[str, ...]
    content_hash: str
    printed: str


def review_sheet(data: ReviewSheet) -> bytes:
    """Return the sheet as PDF/A-2b.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    return typeset("review_sheet.typ", asdict(data))

"""文书的内容: every letter and form of a case in words, composed from what is on record and nothing else.

`data/letters.toml` has the wording, `notices` and `replies` what fills it, `papers` the finished paper, `forms` the boxed
forms. A fact that is missing refuses the draft and names itself.
"""

from .drafting import compose, compose_rectification
from .file_list import MadePaper, files_in_order
from .finishing import letter_document, letter_paper
from .forms import (
    approval_slip,
    file_list,
    registration_form,
    registration_receipt,
    service_record,
    submission_receipt,
)

__all__ = [
    "MadePaper",
    "approval_slip",
    "compose",
    "compose_rectification",
    "file_list",
    "files_in_order",
    "letter_document",
    "letter_paper",
    "registration_form",
    "registration_receipt",
    "service_record",
    "submission_receipt",
]

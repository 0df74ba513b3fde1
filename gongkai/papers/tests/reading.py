"""What a reader finds in a paper: the text of a PDF or DOCX without spaces, and the page on which something stands."""

import io

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader


def packed(text: str) -> str:
    return "".join(text.split())


def pages_of(paper: bytes) -> list[str]:
    return [packed(page.extract_text()) for page in PdfReader(io.BytesIO(paper)).pages]


def text_of(paper: bytes) -> str:
    return "".join(pages_of(paper))


def text_of_docx(paper: bytes) -> str:
    return packed("".join(node.text or "" for node in Document(io.BytesIO(paper)).element.iter(qn("w:t"))))

"""正文清理: whatever is typed, pasted or imported becomes clean HTML, or nothing (docs/adr/0010-editor.md).

``clean_body`` is the authority for what a record's body may hold. Cleaning again changes nothing, so that a content hash
changes only when the content does. The last word has nh3; the tree before it only gives the content its form.
"""

from functools import lru_cache

from gongkai.records.cleaning.reading import body_problems, images_left_behind, plain_text
from gongkai.records.cleaning.rules import loose, strict
from gongkai.records.cleaning.structure import normalise
from gongkai.records.cleaning.tree import parse, serialize
from gongkai.records.cleaning.word import tidy_word

__all__ = ["body_problems", "clean_body", "images_left_behind", "plain_text"]


@lru_cache(maxsize=64)
def clean_body(html: str) -> str:
    """Return ``html`` as blocks of clean HTML: headings, lists, tables with their spans, links, images by reference.

    Any text is accepted. Scripts, styles, foreign attributes and addresses outside the rules are gone; text stays.
    The latest texts are remembered: the gate asks for the same one several times in every act.
    """
    readable = html.encode("utf-8", "replace").decode("utf-8")
    root = parse(loose(readable))
    tidy_word(root)
    return strict(serialize(normalise(root)))

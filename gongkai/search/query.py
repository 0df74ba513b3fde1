"""问句: what a visitor types, read so that nothing can be an error: no operators, no syntax, only words to be found.

Punctuation and spaces separate parts, each found as a phrase, all of them wanted. A year in brackets holds the parts
of a document number together, whatever shape or width the brackets have.
"""

import re
from dataclasses import dataclass

from gongkai.search.numbers import number_terms
from gongkai.search.tokens import HAN, WORD, fold, phrase_tokens, storable

LONGEST_QUESTION = 255
MOST_PARTS = 12

_PART = re.compile(rf"(?:[{HAN}]|{WORD}|〔(?:19|20)[0-9][0-9]〕)+")


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken piece of a question: its folded form and the tokens that must follow each other.

    `is_open`: the last token may be the beginning of a longer one in the document.
    """

    surface: str
    tokens: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read: the words shown back, the parts to be found, the numbers it may name as a whole."""

    text: str
    parts: tuple[Part, ...]
    numbers: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Test if nothing in the question can be looked for."""
        return not self.parts

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Return the folded strings that a strict hit contains."""
        return tuple(part.surface for part in self.parts)

    @property
    def loose_tokens(self) -> tuple[str, ...]:
        """Return the distinct tokens that tell something by themselves, for a search that asks for some of them."""
        return tuple(dict.fromkeys(token for part in self.parts for token in part.tokens if len(token) > 1))


def read_question(typed: str) -> Question:
    """Return what the visitor looks for; any string at all is understood, an empty one included."""
    text = " ".join(storable(typed[:LONGEST_QUESTION]).split())
    surfaces = dict.fromkeys(_PART.findall(fold(text)))
    return Question(text, tuple(map(_part, list(surfaces)[:MOST_PARTS])), number_terms(text))


def _part(surface: str) -> Part:
    tokens = tuple(phrase_tokens(surface))
    return Part(surface, tokens, is_open=_ends_open(surface))


def _ends_open(surface: str) -> bool:
    """Test if the last token of a piece is unfinished: letters and digits always are, a lone Han character alone is."""
    return re.fullmatch(WORD, surface[-1]) is not None or len(surface) == 1

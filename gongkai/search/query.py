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
_UNIT = re.compile(rf"(?=([{HAN}]{{2}}))|(?<!{WORD})({WORD}+)")


@dataclass(frozen=True, slots=True)
class Part:
    """One unbroken piece of a question: its folded form and the tokens that must follow each other."""

    surface: str
    tokens: tuple[str, ...]

    @property
    def is_prefix(self) -> bool:
        """Test if the piece is a lone Han character, which is the beginning of many tokens and none by itself."""
        return len(self.tokens) == 1 and len(self.tokens[0]) == 1


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

    def crumbs(self) -> tuple[Part, ...]:
        """Return the smallest pieces that still tell something: pairs of Han characters, runs of letters and digits."""
        found = (pair or run for part in self.parts for pair, run in _UNIT.findall(part.surface))
        return tuple(map(_part, dict.fromkeys(found)))


def read_question(typed: str) -> Question:
    """Return what the visitor looks for; any string at all is understood, an empty one included."""
    text = " ".join(storable(typed[:LONGEST_QUESTION]).split())
    surfaces = dict.fromkeys(_PART.findall(fold(text)))
    return Question(text, tuple(map(_part, list(surfaces)[:MOST_PARTS])), number_terms(text))


def _part(surface: str) -> Part:
    return Part(surface, tuple(phrase_tokens(surface)))

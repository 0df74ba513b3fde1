"""Questions to the search, by class, and the truth about their answers."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench.chinese import LATIN, Invented, Inventor

_BRACKETS = str.maketrans("〔［【（(〕］】）)", "[[[[[]]]]]")
_OTHER_BRACKETS = str.maketrans("〔〕", "[]")
_FULL_WIDTH = str.maketrans("0123456789〔〕", "０１２３４５６７８９（）")
_HAN = re.compile("[一-龥]+")
_MIXED = re.compile(rf"[一-龥]{{1,2}}(?:[0-9]{{1,4}}|{'|'.join(LATIN)})[一-龥]{{1,2}}")


class Question(NamedTuple):
    """A question of some class."""

    kind: str
    text: str


class Truth:
    """All documents, to be read through for each question."""

    def __init__(self, documents: Sequence[Invented]) -> None:
        self._texts = [(each.id, plain(f"{each.title}\n{each.number}\n{each.body}")) for each in documents]

    def answers(self, question: Question) -> frozenset[str]:
        """Return the ids of all documents that hold every part of the question."""
        found = self._texts
        for part in plain(question.text).split():
            pattern = re.compile(("(?<![0-9a-z])" if part[0].isascii() and part[0].isalnum() else "") + re.escape(part))
            found = [(key, text) for key, text in found if part in text and pattern.search(text)]
        return frozenset(key for key, _ in found)


def plain(text: str) -> str:
    """Return the text without differences of width, case and brackets, by other means than the engine's own."""
    return unicodedata.normalize("NFKC", text.translate(_BRACKETS)).lower()


def questions(documents: Sequence[Invented], inventor: Inventor, per_class: int) -> list[Question]:
    """Return the questions of all classes; the same documents give the same questions."""
    asker = Asker(documents, inventor)
    return [Question(kind, ask()) for kind, ask in asker.classes().items() for _ in range(per_class)]


def loose_questions(documents: Sequence[Invented], count: int = 200) -> list[tuple[str, str]]:
    """Return questions made of three pieces of a title run together, each with the id of the document meant."""
    dice = random.Random(11)
    chosen = [each for each in dice.choices(documents, k=4 * count) if len(each.title) >= 14]
    return [(f"{each.title[2:4]}{each.title[6:8]}{each.title[-5:-3]}", each.id) for each in chosen[:count]]


class Asker:
    """One who asks about documents, always in the same way."""

    def __init__(self, documents: Sequence[Invented], inventor: Inventor) -> None:
        self._documents = documents
        self._words = inventor.words[:600]
        self._dice = random.Random(7)

    def classes(self) -> dict[str, Callable[[], str]]:
        """Return the classes of questions, each with a way to ask one."""
        return {
            "one character": lambda: self._dice.choice(self._document().title),
            **{f"word of {length}": lambda length=length: self._word(length) for length in (2, 3, 4)},
            **{f"{length} of a text": lambda length=length: self._piece("body", length) for length in (2, 3, 4, 6, 10)},
            **{f"{length} of a title": lambda length=length: self._piece("title", length) for length in (2, 4, 8)},
            "number": lambda: self._document().number,
            "number in [ ]": lambda: self._document().number.translate(_OTHER_BRACKETS),
            "number, full width": lambda: self._document().number.translate(_FULL_WIDTH),
            "number without agency": lambda: "〔" + self._document().number.partition("〔")[2],
            "digits or Latin inside": self._mixed,
            "two words": lambda: f"{self._word(2)} {self._word(2)}",
        }

    def _document(self) -> Invented:
        return self._dice.choice(self._documents)

    def _word(self, length: int) -> str:
        return self._dice.choice([word for word in self._words if len(word) == length])

    def _piece(self, field: str, length: int) -> str:
        runs = [run for run in _HAN.findall(getattr(self._document(), field)) if len(run) >= length]
        if not runs:
            return self._piece(field, length)
        run = self._dice.choice(runs)
        start = self._dice.randint(0, len(run) - length)
        return run[start : start + length]

    def _mixed(self) -> str:
        return next(filter(None, (self._first_mixed(self._document()) for _ in range(1000))))

    def _first_mixed(self, document: Invented) -> str:
        found = _MIXED.findall(document.body)
        return self._dice.choice(found) if found else ""

"""七步法：补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答。

What lives here: the questions by which an official comes to an outcome, as data, and the walk through them. What is
preselected is a proposal; the official decides.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gongkai.law.articles import cited
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import Outcome, outcome


class AnswerNotOffered(LookupError):
    """The step has no such answer, or there is no further step to answer."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: it leads to a step, selects an outcome, asks for a letter first, or ends the walk."""

    key: str
    label: str
    sentence: str
    goes_to: str = ""
    outcome: Outcome | None = None
    letter: LetterKind | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the seven questions, with its article."""

    key: str
    name: str
    question: str
    articles: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(map(cited, self.articles))

    def answer(self, key: str) -> Answer:
        """Return the answer with this key.

        :raises AnswerNotOffered: when the step has none.
        """
        for each in self.answers:
            if each.key == key:
                return each
        raise AnswerNotOffered(f"“{self.name}”这一步没有“{key}”这个回答。请从所列的回答中选择。")


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Where the answers given so far have led.

    `step` is the next question, None at the end. `letter` must go out before that question can be answered for good.
    """

    step: Step | None
    taken: tuple[Answer, ...] = ()
    outcome: Outcome | None = None
    letter: LetterKind | None = None

    @property
    def is_finished(self) -> bool:
        return self.step is None


def steps() -> tuple[Step, ...]:
    """Return the seven steps in their order."""
    return tuple(_shipped().values())


def walk(answers: Iterable[str] = ()) -> Walk:
    """Return where these answers lead, beginning with the first step.

    An answer that asks for a letter stays at its step: when the letter is answered, the step is asked again.

    :raises AnswerNotOffered: when an answer is not one of its step's, or the walk has ended before.
    """
    place = Walk(step=steps()[0])
    for key in answers:
        place = _onward(place, key)
    return place


def _onward(place: Walk, key: str) -> Walk:
    if place.step is None:
        raise AnswerNotOffered("七步已经走完，没有可以再回答的问题。需要更改的，请从前面的步骤重新选择。")
    given = place.step.answer(key)
    return Walk(
        step=place.step if given.letter else _shipped().get(given.goes_to),
        taken=(*place.taken, given),
        outcome=given.outcome or place.outcome,
        letter=given.letter,
    )


@cache
def _shipped() -> dict[str, Step]:
    text = resources.files("gongkai.law").joinpath("data/steps.toml").read_text(encoding="utf-8")
    return {row["key"]: _step(row) for row in tomllib.loads(text)["step"]}


def _step(row: dict[str, Any]) -> Step:
    answers = tuple(map(_answer, row["answers"]))
    return Step(**{**row, "articles": tuple(row["articles"]), "answers": answers})


def _answer(row: dict[str, Any]) -> Answer:
    chosen = outcome(row["outcome"]) if "outcome" in row else None
    letter = LetterKind(row["letter"]) if "letter" in row else None
    return Answer(**{**row, "outcome": chosen, "letter": letter})

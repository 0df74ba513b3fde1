"""数字的绑定: which number of the prose stands for which named figure.

The prose is plain text that people edit. A binding remembers the words around its number and finds it again after the
sentence has moved or been reworded; a number that is gone from the text loses its binding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from gongkai.report.binding.numbers import Number, numbers_in

_ENOUGH_WORDS = 4
_SOME_WORDS = 2
_SAME_VALUE = 6


@dataclass(frozen=True)
class Binding:
    """One bound number: `value` is what its source said when it was last bound or brought up to date."""

    id: int
    section: str
    key: str
    value: str
    before: str = ""
    after: str = ""
    place: int = 0

    def at(self, number: Number, place: int) -> Binding:
        return replace(self, before=number.before, after=number.after, place=place)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Found(NamedTuple):
    """A binding with its number in the text."""

    binding: Binding
    number: Number


def from_json(given: Iterable[Mapping[str, Any]]) -> list[Binding]:
    return [Binding(**row) for row in given]


def find(bindings: Iterable[Binding], narrative: Mapping[str, str]) -> list[Found]:
    """Return the bindings whose number is still in the text, in the order of sections and text."""
    by_section: dict[str, list[Binding]] = {}
    for binding in bindings:
        by_section.setdefault(binding.section, []).append(binding)
    return [found for key, text in narrative.items() for found in _find(by_section.get(key, []), numbers_in(text))]


def renewed(bindings: Iterable[Binding], narrative: Mapping[str, str]) -> list[Binding]:
    """Return the bindings as they stand in a new text; those whose number is gone are left out."""
    places = {key: {number: place for place, number in enumerate(numbers_in(text))} for key, text in narrative.items()}
    return [each.at(number, places[each.section][number]) for each, number in find(bindings, narrative)]


def _find(bindings: Sequence[Binding], numbers: Sequence[Number]) -> list[Found]:
    """Give every binding at most one number and every number at most one binding, the likeliest first."""
    alone = _alone(bindings, numbers)
    pairs = [
        (likeness, -abs(binding.place - place), -binding.id, binding, number)
        for place, number in enumerate(numbers)
        for binding in bindings
        if (likeness := _likeness(binding, number, alone))
    ]
    found: dict[int, Found] = {}
    taken: set[Number] = set()
    for *_, binding, number in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if binding.id not in found and number not in taken:
            found[binding.id] = Found(binding, number)
            taken.add(number)
    return sorted(found.values(), key=lambda each: each.number.start)


def _alone(bindings: Iterable[Binding], numbers: Iterable[Number]) -> set[Decimal]:
    """Return the values that one number and one binding have, and no other."""
    in_text = Counter(number.value for number in numbers)
    bound = Counter(Decimal(binding.value) for binding in bindings)
    return {value for value, count in bound.items() if count == 1 and in_text[value] == 1}


def _likeness(binding: Binding, number: Number, alone: set[Decimal]) -> int:
    """Return how like the number is to the one that was bound; 0 when nobody would take it for the same."""
    left = _shared(binding.before[::-1], number.before[::-1])
    right = _shared(binding.after, number.after)
    whole = left == len(binding.before) == len(number.before)
    if Decimal(binding.value) == number.value:
        enough = left >= _SOME_WORDS or whole or (right > 0 and number.value in alone)
        return left + right + _SAME_VALUE if enough else 0
    enough = right > 0 and (left >= _ENOUGH_WORDS or whole)
    return left + right if enough else 0


def _shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    unlike = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(unlike, min(len(one), len(other)))

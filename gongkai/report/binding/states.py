"""数字的现状: a bound number held against its source as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gongkai.report.binding.numbers import Number, clause_of, quoted
from gongkai.report.binding.places import Binding, find
from gongkai.report.sources import Known, Sources


class State(StrEnum):
    """How a number in the prose stands to its source."""

    FINE = "FINE"
    DRIFTED = "DRIFTED"
    BY_HAND = "BY_HAND"
    GONE = "GONE"


class Held(NamedTuple):
    """A bound number, its source now (None when the register has no such figure any more) and what that makes of it.

    `clause` are the words around it, as they can be quoted.
    """

    binding: Binding
    number: Number
    known: Known | None
    state: State
    clause: str

    @property
    def may_be_renewed(self) -> bool:
        """Test if exchanging the number mends the sentence; words that say "none" must be rewritten by a person."""
        return self.state in (State.DRIFTED, State.BY_HAND) and not self.number.says_none


def held(bindings: Iterable[Binding], narrative: Mapping[str, str], sources: Sources) -> list[Held]:
    """Return every bound number that is in the text with its state."""
    return [
        _held(each.binding, each.number, sources.get(each.binding.key), narrative[each.binding.section])
        for each in find(bindings, narrative)
    ]


def _held(binding: Binding, number: Number, known: Known | None, text: str) -> Held:
    return Held(binding, number, known, _state(binding, number, known), quoted(clause_of(text, number)))


def _state(binding: Binding, number: Number, known: Known | None) -> State:
    if known is None:
        return State.GONE
    if number.value == known.value:
        return State.FINE
    return State.DRIFTED if number.value == Decimal(binding.value) else State.BY_HAND

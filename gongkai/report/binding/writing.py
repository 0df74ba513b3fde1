"""落笔与更新: prose written from words and named figures, each figure bound as it is written; figures exchanged for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gongkai.report.binding.numbers import numbers_in
from gongkai.report.binding.places import Binding
from gongkai.report.binding.states import Held
from gongkai.report.sources import Known

Piece = str | Known | tuple[str, Known]
Line = tuple[Piece, ...]
"""One paragraph: words, figures, and words that stand for a figure of zero (未收取) with that figure."""


@dataclass(frozen=True)
class Draft:
    """Prose by its sections, with the bindings of its figures."""

    narrative: dict[str, str] = field(default_factory=dict)
    bindings: tuple[Binding, ...] = ()


def write(sections: Mapping[str, Iterable[Line]]) -> Draft:
    """Return the sections as text; those without a line are left out."""
    draft = Draft()
    for key, lines in sections.items():
        for line in lines:
            draft = added(draft, key, line)
    return draft


def added(draft: Draft, section: str, line: Line) -> Draft:
    """Return the draft with one more paragraph at the end of the section."""
    before = draft.narrative.get(section, "")
    text, starts = f"{before}\n" if before else "", []
    for piece in line:
        words, known = _words(piece)
        starts += [(len(text), known)] if known else []
        text += words
    numbers = {number.start: (place, number) for place, number in enumerate(numbers_in(text))}
    first = max((binding.id for binding in draft.bindings), default=0) + 1
    bound = [
        Binding(first + index, section, known.key, known.printed).at(numbers[start][1], numbers[start][0])
        for index, (start, known) in enumerate(starts)
    ]
    return Draft({**draft.narrative, section: text}, (*draft.bindings, *bound))


def exchanged(draft: Draft, chosen: Iterable[Held]) -> Draft:
    """Return the draft with the chosen numbers as their sources have them now; the rest of the text is untouched."""
    narrative, renewed = dict(draft.narrative), {}
    for each in sorted(chosen, key=lambda each: each.number.start, reverse=True):
        if each.known is None:
            continue
        text, section = narrative[each.binding.section], each.binding.section
        narrative[section] = text[: each.number.start] + each.known.printed + text[each.number.end :]
        renewed[each.binding.id] = replace(each.binding, value=each.known.printed)
    return Draft(narrative, tuple(renewed.get(binding.id, binding) for binding in draft.bindings))


def _words(piece: Piece) -> tuple[str, Known | None]:
    if isinstance(piece, str):
        return piece, None
    return (piece.printed, piece) if isinstance(piece, Known) else piece

"""正文各处的数字面板: what the screen shows under a place for prose — its numbers with their sources, drifted or free, and last year's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.report.binding import Held, Number, State, clause_of, figures_in, held, numbers_in
from gongkai.report.drafting import Suggestion, suggestions
from gongkai.report.models import AnnualReport
from gongkai.report.sources import Known, Sources, address_of
from gongkai.report.sources.known import Scope


class Piece(NamedTuple):
    """A run of the prose: plain words, or a number that is bound, differs from its source, or is bound to nothing."""

    text: str
    kind: str = ""
    title: str = ""
    address: str = ""
    now: str = ""


class Loose(NamedTuple):
    """A number without a source: its place among the numbers of the section, and the words around it."""

    place: int
    text: str
    clause: str


class Differing(NamedTuple):
    """A bound number that is not what its source says, or may no longer be."""

    figure: Held
    address: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What stands under one place for prose."""

    key: str
    paragraphs: Sequence[Sequence[Piece]]
    bound: Sequence[Held]
    differing: Sequence[Differing]
    loose: Sequence[Loose]
    last_year: str

    @property
    def renewable(self) -> int:
        return sum(each.figure.may_be_renewed for each in self.differing)


def panels(report: AnnualReport, sources: Sources, previous: AnnualReport | None) -> dict[str, Panel]:
    """Return the panel of every section that has prose, now or last year."""
    scope = Scope(report.office, report.year)
    before = previous.narrative if previous else {}
    bound = held(report.draft.bindings, report.narrative, sources)
    return {
        key: _panel(key, report.narrative.get(key, ""), [h for h in bound if h.binding.section == key], scope, before)
        for key in {**report.narrative, **before}
    }


def choices(sources: Sources) -> list[tuple[str, str]]:
    """Return key and words of every source that a number can be bound to."""
    return [(known.key, f"{known.label}：{known.printed}{known.unit}") for known in sources.values()]


def open_suggestions(report: AnnualReport, sources: Sources) -> list[Suggestion]:
    """Return the problems that the figures show and the report does not speak of yet."""
    spoken = {binding.key for binding in report.draft.bindings if binding.section == "problems"}
    return [each for each in suggestions(sources) if not spoken & {known.key for known in each.figures}]


def _panel(key: str, text: str, bound: list[Held], scope: Scope, before: dict[str, str]) -> Panel:
    taken = {each.number for each in bound}
    free = [number for number in figures_in(text) if number not in taken]
    places = {number: place for place, number in enumerate(numbers_in(text))}
    return Panel(
        key=key,
        paragraphs=list(_paragraphs(text, bound, free, scope)),
        bound=bound,
        differing=[Differing(each, address_of(each.binding.key, scope)) for each in bound if each.state != State.FINE],
        loose=[Loose(places[number], number.text, clause_of(text, number)) for number in free],
        last_year=before.get(key, ""),
    )


def _paragraphs(text: str, bound: Iterable[Held], free: Iterable[Number], scope: Scope) -> Iterator[list[Piece]]:
    marked = [(each.number, _bound_piece(each, scope)) for each in bound]
    marked += [(number, Piece(number.text, "loose", "没有绑定来源")) for number in free]
    marked.sort(key=lambda pair: pair[0].start)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield list(_pieces(text, start, end, [pair for pair in marked if start <= pair[0].start < end]))
        start = end + 1


def _pieces(text: str, start: int, end: int, marked: Iterable[tuple[Number, Piece]]) -> Iterator[Piece]:
    for number, piece in marked:
        yield Piece(text[start : number.start])
        yield piece
        start = number.end
    yield Piece(text[start:end])


def _bound_piece(each: Held, scope: Scope) -> Piece:
    address = address_of(each.binding.key, scope)
    if each.state == State.FINE:
        return Piece(each.number.text, "bound", _title(each.known), address)
    return Piece(each.number.text, "differs", _title(each.known), address, each.known.printed if each.known else "无")


def _title(known: Known | None) -> str:
    return f"来源：{known.label}" if known else "登记中已没有这个来源"

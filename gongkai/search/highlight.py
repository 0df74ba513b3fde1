"""标示: where a question stands in a title or a text, as pieces that a template escapes one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

from gongkai.search.port import Fragment
from gongkai.search.tokens import WORD, Folded, fold_with_origins

Span = tuple[int, int]

SNIPPET_WIDTH = 120
LEAD = 24
MOST_HITS = 100
ELLIPSIS = Fragment("…", is_hit=False)

_IS_WORD = re.compile(WORD)


def highlight(text: str, needles: Iterable[str]) -> tuple[Fragment, ...]:
    """Return the whole text cut into hits and the rest. The needles are folded."""
    return tuple(_fragments(text, _spans(text, needles)))


def snippet(text: str, needles: Sequence[str], *, width: int = SNIPPET_WIDTH) -> tuple[Fragment, ...]:
    """Return the stretch or two of the text that show the needles (folded); its beginning when it has none."""
    windows = _Finder(text).windows(needles, width) or [(0, width)]
    pieces: list[Fragment] = []
    for start, end in windows:
        pieces += [ELLIPSIS] * (start > 0)
        pieces += highlight(text[start:end], needles)
    pieces += [ELLIPSIS] * (windows[-1][1] < len(text))
    return tuple(Fragment(re.sub(r"\s+", " ", piece.text), piece.is_hit) for piece in pieces)


class _Finder:
    """A text in which first places are looked for; it is folded only when the plain text does not answer."""

    def __init__(self, text: str) -> None:
        self._text = text

    def windows(self, needles: Sequence[str], width: int) -> list[Span]:
        """Return one window around the first needle, or two of half the width when another lies beyond it."""
        places = sorted(filter(None, map(self._first, needles)))
        if not places:
            return []
        start = max(0, places[0][0] - LEAD)
        beyond = [place for place in places if place[1] > start + width]
        if not beyond:
            return [(start, start + width)]
        end = max(start + width // 2, places[0][1])
        second = max(end, beyond[0][0] - LEAD)
        windows = [(start, end), (second, max(second + width // 2, beyond[0][1]))]
        return windows if second > end else [(start, windows[1][1])]

    def _first(self, needle: str) -> Span | None:
        plain = self._text.find(needle)
        if plain >= 0 and _begins_there(self._text, plain):
            return plain, plain + len(needle)
        return next(_places(self._folded, needle), None)

    @cached_property
    def _folded(self) -> Folded:
        return fold_with_origins(self._text)


def _spans(text: str, needles: Iterable[str]) -> list[Span]:
    """Return where the needles stand in the source text, joined where they touch, in order."""
    folded = fold_with_origins(text)
    joined: list[Span] = []
    for start, end in sorted(span for needle in needles for span in islice(_places(folded, needle), MOST_HITS)):
        touching = joined.pop() if joined and start <= joined[-1][1] else (start, end)
        joined.append((touching[0], max(end, touching[1])))
    return joined


def _places(folded: Folded, needle: str) -> Iterator[Span]:
    at = folded.text.find(needle)
    while at >= 0:
        if _begins_there(folded.text, at):
            yield folded.origins[at], folded.origins[at + len(needle) - 1] + 1
        at = folded.text.find(needle, at + 1)


def _begins_there(text: str, at: int) -> bool:
    """Test if a hit at this place is one: letters and digits are found only from the beginning of their run."""
    return at == 0 or not (_IS_WORD.match(text[at]) and _IS_WORD.match(text[at - 1]))


def _fragments(text: str, spans: Iterable[Span]) -> Iterator[Fragment]:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    for place, (left, right) in enumerate(pairwise(edges)):
        if left < right:
            yield Fragment(text[left:right], is_hit=place % 2 == 1)

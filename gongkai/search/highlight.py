"""标示: where a question stands in a title or a text, as pieces that a template escapes one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from gongkai.search.port import Fragment
from gongkai.search.tokens import WORD, Folded, fold_with_origins

Span = tuple[int, int]

SNIPPET_WIDTH = 120
LEAD = 24
MOST_HITS = 200
ELLIPSIS = "…"

_IS_WORD = re.compile(WORD)


def highlight(text: str, needles: Iterable[str]) -> tuple[Fragment, ...]:
    """Return the whole text cut into hits and the rest."""
    return tuple(_fragments(text, _spans(text, needles), 0, len(text)))


def snippet(text: str, needles: Sequence[str], *, width: int = SNIPPET_WIDTH) -> tuple[Fragment, ...]:
    """Return the stretch or two of the text that show the hits; its beginning when it has none."""
    spans = _spans(text, needles)
    windows = _windows(spans, width) or [(0, width)]
    pieces: list[Fragment] = []
    for start, end in windows:
        if start > 0:
            pieces.append(Fragment(ELLIPSIS, is_hit=False))
        pieces += _fragments(text, spans, start, min(end, len(text)))
    if windows[-1][1] < len(text):
        pieces.append(Fragment(ELLIPSIS, is_hit=False))
    return tuple(Fragment(re.sub(r"\s+", " ", piece.text), piece.is_hit) for piece in pieces)


def _spans(text: str, needles: Iterable[str]) -> list[Span]:
    """Return where the needles (folded) stand in the source text, joined where they touch, in order."""
    folded = fold_with_origins(text)
    found = sorted(span for needle in needles for span in islice(_places(folded, needle), MOST_HITS))
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(folded: Folded, needle: str) -> Iterator[Span]:
    """Yield the places of one needle; inside a run of letters and digits only where the run begins."""
    starts_word = _IS_WORD.match(needle) is not None
    at = folded.text.find(needle)
    while at >= 0:
        if not (starts_word and at and _IS_WORD.match(folded.text[at - 1])):
            yield folded.origins[at], folded.origins[at + len(needle) - 1] + 1
        at = folded.text.find(needle, at + 1)


def _windows(spans: Sequence[Span], width: int) -> list[Span]:
    """Return one window at the first hit, or two of half the width when later hits lie beyond it."""
    if not spans:
        return []
    first = max(0, spans[0][0] - LEAD)
    if spans[-1][1] <= first + width:
        return [(first, max(first + width, spans[0][1]))]
    half = width // 2
    near = (first, max(first + half, spans[0][1]))
    beyond = [span for span in spans if span[1] > near[1]]
    second = max(near[1], beyond[0][0] - LEAD)
    return [(first, second + half)] if second == near[1] else [near, (second, max(second + half, beyond[0][1]))]


def _fragments(text: str, spans: Iterable[Span], start: int, end: int) -> Iterator[Fragment]:
    edges = [start, *(edge for span in spans for edge in _clip(span, start, end)), end]
    for place, (left, right) in enumerate(pairwise(edges)):
        if left < right:
            yield Fragment(text[left:right], is_hit=place % 2 == 1)


def _clip(span: Span, start: int, end: int) -> Span | tuple[()]:
    left, right = max(span[0], start), min(span[1], end)
    return (left, right) if left < right else ()

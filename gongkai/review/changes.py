"""上一轮以来的改动: two contents compared as people read them, sentence by sentence, then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any, Literal, NamedTuple

Kind = Literal["same", "ins", "del"]

SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
WORD = re.compile(r"[0-9.,%]+|[A-Za-z]+|\s+|.", re.DOTALL)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "table",
        "caption",
        "blockquote",
        "ul",
        "ol",
        "figure",
        "figcaption",
        "hr",
        "br",
    ]
)
CELLS = frozenset({"td", "th"})
LONG_SAME, EDGE = 120, 40
LONG_RUN = 3000
"""A replaced run longer than this is shown whole: comparing it word by word costs more than it tells."""


class Piece(NamedTuple):
    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One part of the content (标题, a fact, 正文) that is not what it was."""

    label: str
    pieces: tuple[Piece, ...]


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return the parts that differ, in the order of reading; empty when the contents are the same."""
    old, new = dict(_parts(before)), dict(_parts(after))
    labels = [*new, *(label for label in old if label not in new)]
    found = [_change(label, old.get(label, ""), new.get(label, "")) for label in labels]
    if before.get("body", "") != after.get("body", "") and old.get("正文") == new.get("正文"):
        found.append(Change("正文", (Piece("same", "文字没有改动，版式（标题、列表、表格等）有调整。"),)))
    return [change for change in found if change]


def compared(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts in reading order."""
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece("same", gone)] if tag == "equal" else _by_word(gone, come)
    return _joined(pieces)


def readable(html: str) -> str:
    """Return the text of an HTML body, one line per block, with links and pictures named."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.text).split("\n"))
    return "\n".join(line for line in lines if line)


def _parts(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "标题", str(content.get("title", ""))
    yield from ((str(label), str(text)) for label, text in content.get("facts", {}).items())
    yield "附件", "\n".join(_attachment(each) for each in content.get("attachments", []))
    rest = {key: content[key] for key in sorted(content) if key not in {"title", "facts", "attachments", "body"}}
    yield "其他登记项", "；".join(str(value) for value in rest.values())
    yield "正文", readable(str(content.get("body", "")))


def _attachment(facts: Any) -> str:
    if not isinstance(facts, dict):
        return str(facts)
    others = [str(value)[:12] for key, value in sorted(facts.items()) if key != "title"]
    return f"{facts.get('title', '')}（{'，'.join(others)}）"


def _change(label: str, old: str, new: str) -> Change | None:
    return Change(label, tuple(_shortened(compared(old, new)))) if old != new else None


def _by_word(gone: str, come: str) -> list[Piece]:
    if not gone or not come or len(gone) + len(come) > LONG_RUN:
        return [Piece("del", gone), Piece("ins", come)]
    before, after = WORD.findall(gone), WORD.findall(come)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        return [Piece("del", gone), Piece("ins", come)]
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
        else:
            pieces += [Piece("del", "".join(before[a:b])), Piece("ins", "".join(after[c:d]))]
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of one kind as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind == "same" and len(piece.text) > LONG_SAME:
            yield Piece("same", f"{piece.text[:EDGE]} …… {piece.text[-EDGE:]}")
        else:
            yield piece


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in BLOCKS:
            self.text.append("\n")
        if tag in CELLS:
            self.text.append(" ｜ ")
        if tag == "img":
            self.text.append(f"［图片：{facts.get('alt') or ''} {facts.get('src') or ''}］")
        if tag == "a" and facts.get("href"):
            self.text.append(f"［链接：{facts['href']}］")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data.replace("\n", " "))

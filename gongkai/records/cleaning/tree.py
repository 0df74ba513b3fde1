"""文本树: a small tree of elements and strings, between the sanitizer that parses HTML and the one that has the last word.

It reads only what nh3 wrote (well-formed, entities escaped) and writes the same form back. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TypeAlias

Nodes: TypeAlias = "list[Element | str]"
DEEPEST = 60
"""Elements nested deeper than any text of an office leave their content to the one around them."""
VOID = frozenset({"br", "img", "col", "hr"})


@dataclass(eq=False)
class Element:
    """An element with its attributes and, in order, its child elements and strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: Nodes = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Yield the child elements, without the strings between them."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield every descendant element in document order."""
        for child in self.elements():
            yield child
            yield from child.walk()

    def text(self) -> str:
        """Return all text inside, as written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [("", Element(""))]

    @property
    def around(self) -> Element:
        return self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) > DEEPEST and tag not in VOID:
            self.open.append((tag, self.around))
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.around.children.append(element)
        if tag not in VOID:
            self.open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        depth = next((at for at in range(len(self.open) - 1, 0, -1) if self.open[at][0] == tag), None)
        if depth is not None:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        children = self.around.children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def parse(html: str) -> Element:
    """Return a nameless root with the content of ``html`` inside."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0][1]


def serialize(root: Element) -> str:
    """Return the HTML of what is inside ``root``."""
    return "".join(_write(child) for child in root.children)


def _write(node: Element | str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{serialize(node)}</{node.tag}>"
